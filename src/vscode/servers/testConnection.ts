import * as vscode from "vscode";
import { describeStep } from "../../app/servers/describeStep.ts";
import { isOnThisMachine, localhostNote } from "../../app/servers/localhostNote.ts";
import { noticeOf } from "../../app/servers/modelNotice.ts";
import { sentenceOfVerdict } from "../../app/servers/sentenceOfVerdict.ts";
import type { Servers } from "../../app/servers/servers.ts";
import { parseAddress } from "../../core/server/protocols/serverAddress.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import { type ProtocolVerdict, probeProtocols } from "../../core/server/setup/probeProtocols.ts";
import type { ProbeVerdict } from "../../core/server/setup/probeServer.ts";
import { ModelError } from "../../core/types/model.ts";
import { abortSignalOf } from "../host/abortSignal.ts";
import { t } from "../host/t.ts";
import { labelsOf, runButton } from "./noticeButtons.ts";

/** A button that one verdict offers besides the usual ones. */
export interface VerdictButton {
  readonly label: string;
  readonly run: () => Promise<void>;
}

/** `Hunch: Test Connection`: tests the configured server and shows the result. */
export async function testConnection(servers: Servers, log: vscode.LogOutputChannel): Promise<void> {
  const config = servers.config();
  if (!config) {
    const choose = t("Choose a Model…");
    const sentence = t("No model server is configured. The embedded engine works alone.");
    const picked = await vscode.window.showInformationMessage(sentence, choose);
    if (picked === choose) await vscode.commands.executeCommand("hunch.chooseModel");
    return;
  }
  const tested = await probeWithProgress([config], servers);
  if (!tested) return;
  logVerdict(tested.verdict, log);
  if (tested.verdict.usable) servers.reset();
  // With another key or address, the result may differ.
  if (await showVerdict(tested)) await testConnection(servers, log);
}

/**
 * Tests a server behind a progress notification.
 * @param configs the same server and model with one or several protocols, the most likely first
 * @returns undefined if the user cancels, or without a config
 */
export async function probeWithProgress(
  [config, ...others]: readonly ServerConfig[],
  servers: Servers,
): Promise<ProtocolVerdict | undefined> {
  if (!config) return undefined;
  const title = config.model === "" ? t("Testing the server…") : t("Testing {0}…", config.model);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const signal = abortSignalOf(token);
    try {
      const { origin } = parseAddress(config.baseUrl, config.protocol);
      const tested = await probeProtocols([config, ...others], servers.clientOf(origin), signal);
      return signal.aborted ? undefined : tested;
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      return { config, verdict: { usable: false, steps: [], error, models: [] } };
    }
  });
}

/**
 * Shows a verdict in one sentence, with the buttons that help.
 * @param extra buttons besides them, if the model can be used
 * @returns whether the user changed the key or address, so that a test is due
 */
export async function showVerdict(
  { verdict, config }: ProtocolVerdict,
  extra: readonly VerdictButton[] = [],
): Promise<boolean> {
  if (verdict.error) {
    const notice = noticeOf(verdict.error, t);
    const isAddressed = verdict.error.kind === "unreachable" && isOnThisMachine(config.baseUrl, config.protocol);
    const note = isAddressed ? localhostNote(vscode.env.remoteName, t) : undefined;
    const sentence = [`${notice.sentence} (${t(...verdict.error.wording)})`, note].filter(Boolean).join(" ");
    const picked = await vscode.window.showErrorMessage(sentence, ...labelsOf(notice));
    return runButton(notice, picked);
  }
  const notice = sentenceOfVerdict(verdict, config, t);
  const own = extra.map(({ label }) => label);
  const labels = notice.isWarning ? [...labelsOf(notice), ...own] : [...own, ...labelsOf(notice)];
  const picked = await (notice.isWarning
    ? vscode.window.showWarningMessage(notice.sentence, ...labels)
    : vscode.window.showInformationMessage(notice.sentence, ...labels));
  await extra.find(({ label }) => label === picked)?.run();
  return runButton(notice, picked);
}

/** Logs every step of a test. */
export function logVerdict({ steps, error }: ProbeVerdict, log: vscode.LogOutputChannel): void {
  for (const step of steps) log.info(describeStep(step));
  if (error) log.warn(`The model server failed: ${error.message}`);
}
