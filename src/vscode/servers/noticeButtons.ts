import * as vscode from "vscode";
import { type ModelNotice, type NoticeAction, noticeOfWarning } from "../../app/servers/modelNotice.ts";
import type { ModelWarning } from "../../app/servers/modelWarnings.ts";
import { t } from "../host/t.ts";

/** A button of a notice: its label and the command that it runs. */
interface NoticeButton {
  readonly label: string;
  readonly command: string;
  readonly argument?: string;
}

const openSetting = (label: string, argument: string): NoticeButton => ({
  label,
  command: "hunch.openSetting",
  argument,
});

const buttons: Readonly<Record<NoticeAction, NoticeButton>> = {
  chooseModel: { label: t("Choose a Model…"), command: "hunch.chooseModel" },
  setApiKey: { label: t("Set API Key…"), command: "hunch.setApiKey" },
  changeAddress: { label: t("Change Address…"), command: "hunch.changeAddress" },
  chooseMarkers: { label: t("Choose Markers…"), command: "hunch.chooseMarkers" },
  tryProtocol: { label: t("Try Another Protocol"), command: "hunch.tryAnotherProtocol" },
  testAgain: { label: t("Test Again"), command: "hunch.testConnection" },
  showLog: { label: t("Show Log"), command: "hunch.showLog" },
  shortenPrompts: openSetting(t("Shorten Prompts"), "hunch.context.maxTokens"),
  nextEditSetting: openSetting(t("Open Setting"), "hunch.model.nextEdits"),
  certificateSettings: openSetting(t("Certificate Settings"), "http.systemCertificates"),
  proxySettings: openSetting(t("Proxy Settings"), "@id:http.proxy,http.noProxy,http.proxySupport"),
};

/** Commands that return true if they changed something about the server. */
const changing: ReadonlySet<string> = new Set(["hunch.setApiKey", "hunch.changeAddress", "hunch.chooseMarkers"]);

/** Labels of a notice's buttons. */
export function labelsOf({ actions }: ModelNotice): readonly string[] {
  return actions.map((action) => buttons[action].label);
}

/** Runs the button that the user picked. @returns whether it changed the server's settings, so that a test is due */
export async function runButton({ actions }: ModelNotice, picked: string | undefined): Promise<boolean> {
  const button = actions.map((action) => buttons[action]).find(({ label }) => label === picked);
  if (!button) return false;
  const { command, argument } = button;
  const result: unknown = await vscode.commands.executeCommand(command, ...(argument ? [argument] : []));
  return changing.has(command) && result === true;
}

/** Shows a warning about a model. */
export async function showModelWarning(warning: ModelWarning): Promise<void> {
  const notice = noticeOfWarning(warning);
  const picked = await vscode.window.showWarningMessage(notice.sentence, ...labelsOf(notice));
  if (await runButton(notice, picked)) await vscode.commands.executeCommand("hunch.testConnection");
}
