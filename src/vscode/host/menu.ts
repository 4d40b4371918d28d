import * as vscode from "vscode";
import type { Silence } from "../ghostText/silence.ts";

interface MenuItem extends vscode.QuickPickItem {
  readonly run?: () => unknown;
}

export const snoozeMinutes = 5;

/** The menu behind the status bar: what can be switched here and now, and where to look further. */
export async function showMenu(silence: Silence): Promise<void> {
  const picked = await vscode.window.showQuickPick(menuItems(silence), {
    title: "Hunch",
    placeHolder: "Choose what to do",
  });
  await picked?.run?.();
}

function menuItems(silence: Silence): readonly MenuItem[] {
  const languageId = vscode.window.activeTextEditor?.document.languageId;
  const run =
    (command: string, ...args: readonly unknown[]) =>
    () =>
      vscode.commands.executeCommand(command, ...args);
  const items: MenuItem[] = [];
  if (languageId) items.push(toggleLanguageItem(languageId));
  items.push(
    silence.isSnoozed
      ? { label: "$(play) Resume suggestions", run: () => silence.snooze(0) }
      : { label: `$(clock) Snooze for ${snoozeMinutes} minutes`, run: () => silence.snooze(snoozeMinutes) },
    { label: "$(question) Explain suggestions", run: run("hunch.showInspector") },
    { label: "$(graph) Show statistics", run: run("hunch.showStatistics") },
    { label: "$(comment-discussion) Ask about the code…", run: run("hunch.ask") },
    { label: "Model", kind: vscode.QuickPickItemKind.Separator },
    { label: "$(server) Choose a model…", run: run("hunch.chooseModel") },
    { label: "$(plug) Test the connection", run: run("hunch.testConnection") },
    { label: "More", kind: vscode.QuickPickItemKind.Separator },
    { label: "$(gear) Settings", run: run("workbench.action.openSettings", "@ext:hunch.hunch") },
    { label: "$(output) Log", run: run("hunch.showLog") },
  );
  return items;
}

function toggleLanguageItem(languageId: string): MenuItem {
  const isOn = isEnabledFor(languageId);
  return {
    label: isOn ? `$(circle-slash) Turn off for ${languageId}` : `$(check) Turn on for ${languageId}`,
    run: () => setEnabledFor(languageId, !isOn),
  };
}

/** Switches suggestions for the language of the active editor. */
export async function toggleLanguage(): Promise<void> {
  const languageId = vscode.window.activeTextEditor?.document.languageId;
  if (languageId === undefined) {
    void vscode.window.showInformationMessage("Open a file first: Hunch is turned on and off by language.");
    return;
  }
  await setEnabledFor(languageId, !isEnabledFor(languageId));
}

function isEnabledFor(languageId: string): boolean {
  return vscode.workspace.getConfiguration("hunch.completion", { languageId }).get("enabled") !== false;
}

function setEnabledFor(languageId: string, isOn: boolean): Thenable<void> {
  const overridesLanguage = true;
  return vscode.workspace
    .getConfiguration("hunch.completion", { languageId })
    .update("enabled", isOn, vscode.ConfigurationTarget.Global, overridesLanguage);
}
