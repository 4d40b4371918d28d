import * as vscode from "vscode";
import { t } from "../host/t.ts";

/** Says why no model can be chosen in an untrusted workspace, and what to do. */
export async function explainRestrictedMode(): Promise<void> {
  const manage = t("Manage Workspace Trust");
  const sentence = t("Models are off in Restricted Mode, because an untrusted folder must not cause requests.");
  const picked = await vscode.window.showInformationMessage(sentence, manage);
  if (picked === manage) await vscode.commands.executeCommand("workbench.trust.manage");
}
