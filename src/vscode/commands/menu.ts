import * as vscode from "vscode";
import type { Silence } from "../../app/completion/silence.ts";
import type { WindowSettings } from "../settings/windowSettings.ts";

interface MenuItem extends vscode.QuickPickItem {
  readonly run?: () => unknown;
}

export const snoozeMinutes = 5;

/** Shows the menu of the status bar item. */
export async function showMenu(settings: WindowSettings, silence: Silence): Promise<void> {
  const options = { title: "Hunch", placeHolder: "Select an action" };
  const picked = await vscode.window.showQuickPick(menuItems(settings, silence), options);
  await picked?.run?.();
}

function menuItems(settings: WindowSettings, silence: Silence): readonly MenuItem[] {
  const document = vscode.window.activeTextEditor?.document;
  const run =
    (command: string, ...args: readonly unknown[]) =>
    () =>
      vscode.commands.executeCommand(command, ...args);
  const items: MenuItem[] = [];
  if (document) items.push(toggleLanguageItem(settings, document));
  items.push(
    silence.isSnoozed
      ? { label: "$(play) Resume Suggestions", run: () => silence.snooze(0) }
      : { label: `$(clock) Snooze for ${snoozeMinutes} Minutes`, run: () => silence.snooze(snoozeMinutes) },
    { label: "$(question) Explain Suggestions", run: run("hunch.showInspector") },
    { label: "$(comment-discussion) Ask…", run: run("hunch.ask") },
    { label: "Model", kind: vscode.QuickPickItemKind.Separator },
    { label: "$(server) Choose a Model…", run: run("hunch.chooseModel") },
    { label: "$(plug) Test Connection", run: run("hunch.testConnection") },
    { label: "More", kind: vscode.QuickPickItemKind.Separator },
    { label: "$(gear) Open Settings", run: run("workbench.action.openSettings", "@ext:hunch.hunch") },
    { label: "$(output) Show Log", run: run("hunch.showLog") },
  );
  return items;
}

function toggleLanguageItem(settings: WindowSettings, document: vscode.TextDocument): MenuItem {
  const { languageId } = document;
  const isOn = settings.forDocument(document).enabled;
  return {
    label: isOn ? `$(circle-slash) Turn Off for ${languageId}` : `$(check) Turn On for ${languageId}`,
    run: () => setEnabledFor(languageId, !isOn),
  };
}

/** Turns suggestions on or off for the language of the active editor. */
export async function toggleLanguage(settings: WindowSettings): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document) return setEnabledFor(document.languageId, !settings.forDocument(document).enabled);
  void vscode.window.showInformationMessage("Open a file to turn Hunch on or off for its language.");
}

async function setEnabledFor(languageId: string, isOn: boolean): Promise<void> {
  const overridesLanguage = true;
  await vscode.workspace
    .getConfiguration("hunch.completion", { languageId })
    .update("enabled", isOn, vscode.ConfigurationTarget.Global, overridesLanguage);
}
