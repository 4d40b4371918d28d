import type * as vscode from "vscode";
import type { HunchApi } from "../hunchApi.ts";
import { type RunningHunch, startHunch } from "../startHunch.ts";
import { createWebRuntime } from "./webRuntime.ts";

/** Set by {@link activate}: VS Code passes nothing to {@link deactivate}. */
let running: RunningHunch | undefined;

/** The entry point for an extension host in a browser's worker. */
export function activate(context: vscode.ExtensionContext): HunchApi {
  const startedAt = performance.now();
  running = startHunch(context, createWebRuntime(context), startedAt);
  return running.api;
}

/** Resolves when the last events and the conversation are written, or the time is up. */
export async function deactivate(): Promise<void> {
  await running?.close();
  running = undefined;
}
