import type * as vscode from "vscode";
import type { HunchApi } from "../hunchApi.ts";
import { type RunningHunch, startHunch } from "../startHunch.ts";
import { createNodeRuntime } from "./nodeRuntime.ts";

/** Set by {@link activate}: VS Code passes nothing to {@link deactivate}. */
let running: RunningHunch | undefined;

/** The entry point for an extension host on Node. */
export function activate(context: vscode.ExtensionContext): HunchApi {
  const startedAt = performance.now();
  running = startHunch(context, createNodeRuntime(context), startedAt);
  return running.api;
}

/** Resolves when the last events and the conversation are written, or the time is up. */
export async function deactivate(): Promise<void> {
  await running?.close();
  running = undefined;
}
