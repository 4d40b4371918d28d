import * as vscode from "vscode";

/** Says why no model can be chosen in an untrusted workspace, and what to do. */
export async function explainRestrictedMode(): Promise<void> {
  const manage = "Manage Workspace Trust";
  const sentence = "Models are off in Restricted Mode, because an untrusted folder must not cause requests.";
  const picked = await vscode.window.showInformationMessage(sentence, manage);
  if (picked === manage) await vscode.commands.executeCommand("workbench.trust.manage");
}
