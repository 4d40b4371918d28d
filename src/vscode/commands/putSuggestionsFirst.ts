import * as vscode from "vscode";
import { languageName } from "../status/languageName.ts";

/** One way to keep the suggest widget from hiding ghost text: a setting of the editor and its value. */
interface Way extends vscode.QuickPickItem {
  readonly setting: string;
  readonly value: unknown;
  /** The language it is set for; undefined for all. */
  readonly languageId: string | undefined;
}

/** Lets the user choose how ghost text comes before the suggest widget, and changes that setting of the editor. */
export async function putSuggestionsFirst(onError: (error: unknown) => void): Promise<void> {
  const way = await vscode.window.showQuickPick(waysFor(vscode.window.activeTextEditor?.document.languageId), {
    title: "Hunch: Show Suggestions Before the Suggestion List",
    placeHolder: "Select what the suggestion list does while you type",
  });
  if (!way) return;
  const before = await set(way, way.value);
  offerUndo(way, before).catch(onError);
}

function waysFor(languageId: string | undefined): readonly Way[] {
  return [
    {
      label: "Keep it closed while ghost text is visible",
      detail: "Sets editor.inlineSuggest.suppressSuggestions. Ctrl+Space still opens the list.",
      setting: "editor.inlineSuggest.suppressSuggestions",
      value: true,
      languageId: undefined,
    },
    {
      label: "Open it without a chosen item",
      detail: "Sets editor.suggest.selectionMode. Tab then accepts the ghost text; arrow keys choose an item.",
      setting: "editor.suggest.selectionMode",
      value: "whenTriggerCharacter",
      languageId: undefined,
    },
    {
      label: languageId ? `Never open it by itself in ${languageName(languageId)}` : "Never open it by itself",
      detail: "Sets editor.quickSuggestions. The list opens with Ctrl+Space only.",
      setting: "editor.quickSuggestions",
      value: { other: "off", comments: "off", strings: "off" },
      languageId,
    },
  ];
}

/** @returns what the user had set before */
async function set({ setting, languageId }: Way, value: unknown): Promise<unknown> {
  const overridesLanguage = languageId !== undefined;
  const configuration = vscode.workspace.getConfiguration(undefined, languageId ? { languageId } : undefined);
  const levels = configuration.inspect(setting);
  await configuration.update(setting, value, vscode.ConfigurationTarget.Global, overridesLanguage);
  return overridesLanguage ? levels?.globalLanguageValue : levels?.globalValue;
}

async function offerUndo(way: Way, before: unknown): Promise<void> {
  const undo = "Undo";
  const picked = await vscode.window.showInformationMessage(`“${way.setting}” is changed in your settings.`, undo);
  if (picked === undo) await set(way, before);
}
