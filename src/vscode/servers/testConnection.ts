import * as vscode from "vscode";
import { isOnThisMachine, localhostNote } from "../../app/servers/localhostNote.ts";
import { noticeOf } from "../../app/servers/modelNotice.ts";
import type { Servers } from "../../app/servers/servers.ts";
import type { ProbeStep } from "../../core/server/protocols/protocolRow.ts";
import { parseAddress } from "../../core/server/protocols/serverAddress.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import { type ProbeVerdict, probeServer } from "../../core/server/setup/probeServer.ts";
import { ModelError } from "../../core/types/model.ts";
import { labelsOf, runButton } from "./noticeButtons.ts";

const marks = { ok: "✓", failed: "✗", unsure: "?" } as const;

/** `Hunch: Test Connection`: tests the configured server and shows the result. */
export async function testConnection(servers: Servers, log: vscode.LogOutputChannel): Promise<void> {
  const config = servers.config();
  if (!config) {
    const choose = "Choose a Model…";
    const sentence = "No model server is configured. The embedded engine works alone.";
    const picked = await vscode.window.showInformationMessage(sentence, choose);
    if (picked === choose) await vscode.commands.executeCommand("hunch.chooseModel");
    return;
  }
  const verdict = await probeWithProgress(config, servers);
  if (!verdict) return;
  logVerdict(verdict, log);
  if (verdict.usable) servers.reset();
  // With another key or address, the result may differ.
  if (await showVerdict(verdict, config)) await testConnection(servers, log);
}

/** Tests a server behind a progress notification. @returns undefined if the user cancels */
export async function probeWithProgress(config: ServerConfig, servers: Servers): Promise<ProbeVerdict | undefined> {
  const title = `Testing ${config.model || "the server"}…`;
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const abort = new AbortController();
    const listener = token.onCancellationRequested(() => abort.abort());
    try {
      const { origin } = parseAddress(config.baseUrl, config.protocol);
      const verdict = await probeServer(config, servers.clientOf(origin), abort.signal);
      return abort.signal.aborted ? undefined : verdict;
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      return { usable: false, steps: [], error, models: [] };
    } finally {
      listener.dispose();
    }
  });
}

/** Shows a verdict in one sentence, with the buttons that help. @returns whether the user changed the key or address */
export async function showVerdict(verdict: ProbeVerdict, config: ServerConfig): Promise<boolean> {
  if (verdict.error) {
    const notice = noticeOf(verdict.error);
    const isAddressed = verdict.error.kind === "unreachable" && isOnThisMachine(config.baseUrl, config.protocol);
    const note = isAddressed ? localhostNote(vscode.env.remoteName) : undefined;
    const sentence = [`${notice.sentence} (${verdict.error.detail})`, note].filter(Boolean).join(" ");
    const picked = await vscode.window.showErrorMessage(sentence, ...labelsOf(notice));
    return runButton(notice, picked);
  }
  const problems = verdict.steps.filter(({ what, result }) => result !== "ok" && what !== "reachable");
  const speed = verdict.medianFirstTokenMs;
  const ready = `${config.model || "The server"} is ready${speed === undefined ? "" : `, ${Math.round(speed)} ms to the first token`}.`;
  const show = "Show Log";
  const sentence = [ready, ...problems.map(({ why }) => why)].join(" ");
  const picked = await (problems.length > 0
    ? vscode.window.showWarningMessage(sentence, show)
    : vscode.window.showInformationMessage(sentence, show));
  if (picked === show) await vscode.commands.executeCommand("hunch.showLog");
  return false;
}

/** Logs every step of a test. */
export function logVerdict({ steps, error }: ProbeVerdict, log: vscode.LogOutputChannel): void {
  for (const step of steps) log.info(describe(step));
  if (error) log.warn(`The model server failed: ${error.message}`);
}

function describe({ what, result, why }: ProbeStep): string {
  return `${marks[result]} ${what}: ${why}`;
}
