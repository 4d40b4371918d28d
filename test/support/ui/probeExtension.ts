import { renameSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import type * as vscode from "vscode";
import { prepareStarving, starveThreads } from "../tinyModel/starvedThreads.ts";
import type { ProbeAddress } from "./probe.ts";
import { followChanges, probeAnswers } from "./probeAnswers.ts";
import { createProbeServer, type ProbeHandler } from "./probeServer.ts";

/** In a browser there are no threads. */
const answers: Readonly<Record<string, ProbeHandler>> = {
  ...probeAnswers,
  "/starve": (parameters) => starveThreads(parameters.get("isOn") === "true"),
};

/**
 * A second extension, installed with Hunch in UI tests only. It reports the state of the extension host over HTTP on
 * this machine to tests that use the keyboard, and prepares their initial state.
 */
export function activate(context: vscode.ExtensionContext): void {
  const file = process.env["HUNCH_PROBE_FILE"];
  if (!file) return;
  prepareStarving();
  const server = createProbeServer(answers);
  context.subscriptions.push({ dispose: () => server.close() }, followChanges());
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    const address: ProbeAddress = { port, pid: process.pid };
    // Renamed when complete, so that a reader never sees a part of it.
    writeFileSync(`${file}.part`, JSON.stringify(address));
    renameSync(`${file}.part`, file);
  });
}
