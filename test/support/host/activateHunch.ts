import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { HunchApi } from "../../../src/vscode/hunchApi.ts";

/** Activates Hunch in this extension host and waits until it is active. */
export async function activateHunch(): Promise<HunchApi> {
  const extension = vscode.extensions.getExtension<HunchApi>("hunch.hunch");
  assert(extension, "Hunch is not installed in this host");
  return extension.activate();
}
