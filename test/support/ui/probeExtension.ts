import { renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type * as vscode from "vscode";
import { prepareStarving, starveThreads } from "../tinyModel/starvedThreads.ts";
import type { ProbeAddress } from "./probe.ts";
import { followChanges, probeAnswers } from "./probeAnswers.ts";

/** In a browser there are no threads. */
const answers: typeof probeAnswers = {
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
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://probe");
    Promise.resolve(answers[url.pathname]?.(url.searchParams)).then(
      (value) => response.end(JSON.stringify(value ?? null)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  context.subscriptions.push({ dispose: () => server.close() }, followChanges());
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    const address: ProbeAddress = { port, pid: process.pid };
    // Renamed when complete, so that a reader never sees a part of it.
    writeFileSync(`${file}.part`, JSON.stringify(address));
    renameSync(`${file}.part`, file);
  });
}
