import * as vscode from "vscode";
import type { ProbeStep } from "../../core/server/protocols/protocolRow.ts";
import { parseAddress } from "../../core/server/protocols/serverAddress.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import { type ProbeVerdict, probeServer } from "../../core/server/setup/probeServer.ts";
import { ModelError } from "../../core/types/model.ts";
import { noticeOf, press } from "./modelNotices.ts";
import type { Servers } from "./serverFactory.ts";

const marks = { ok: "✓", failed: "✗", unsure: "?" } as const;

/** `Hunch: Test Connection`: probes the configured server and says what came of it. */
export async function testConnection(servers: Servers, log: vscode.LogOutputChannel): Promise<void> {
  const config = servers.config();
  if (!config) {
    const choose = "Choose a Model…";
    const sentence = "No model server is configured; the embedded engine answers alone.";
    const picked = await vscode.window.showInformationMessage(sentence, choose);
    if (picked === choose) await vscode.commands.executeCommand("hunch.chooseModel");
    return;
  }
  const verdict = await probeWithProgress(config, servers);
  if (!verdict) return;
  logVerdict(verdict, log);
  if (verdict.usable) servers.reset();
  // With another key or address it may be another verdict.
  if (await tell(verdict, config)) await testConnection(servers, log);
}

/** Probes a server under a progress notice that can be cancelled. @returns undefined when it was */
export async function probeWithProgress(config: ServerConfig, servers: Servers): Promise<ProbeVerdict | undefined> {
  const title = `Testing ${config.model || "the server"}…`;
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const abort = new AbortController();
    const listener = token.onCancellationRequested(() => abort.abort());
    try {
      const { origin } = parseAddress(config.baseUrl, config.protocol);
      const verdict = await probeServer(config, servers.modelDeps(origin), abort.signal);
      return abort.signal.aborted ? undefined : verdict;
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      return { usable: false, steps: [], error, models: [] };
    } finally {
      listener.dispose();
    }
  });
}

/** Says a verdict in one sentence, with the button that helps. @returns whether a key or address was given there */
export async function tell(verdict: ProbeVerdict, config: ServerConfig): Promise<boolean> {
  if (verdict.error) {
    const { sentence, buttons } = noticeOf(verdict.error);
    const labels = buttons.map(({ label }) => label);
    const picked = await vscode.window.showErrorMessage(`${sentence} (${verdict.error.detail})`, ...labels);
    return press(buttons, picked);
  }
  const doubts = verdict.steps.filter(({ what, result }) => result !== "ok" && what !== "reachable");
  const speed = verdict.medianFirstTokenMs;
  const ready = `${config.model || "The server"} is ready${speed === undefined ? "" : `, ${Math.round(speed)} ms to the first token`}.`;
  const show = "Show Log";
  const sentence = [ready, ...doubts.map(({ why }) => why)].join(" ");
  const picked = await (doubts.length > 0
    ? vscode.window.showWarningMessage(sentence, show)
    : vscode.window.showInformationMessage(sentence, show));
  if (picked === show) await vscode.commands.executeCommand("hunch.showLog");
  return false;
}

/** Writes every step of a probe into the log. */
export function logVerdict({ steps, error }: ProbeVerdict, log: vscode.LogOutputChannel): void {
  for (const step of steps) log.info(describe(step));
  if (error) log.warn(`The model server failed: ${error.message}`);
}

function describe({ what, result, why }: ProbeStep): string {
  return `${marks[result]} ${what}: ${why}`;
}
