import * as vscode from "vscode";
import { t } from "../host/t.ts";
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
    title: t("Hunch: Show Suggestions Before the Suggestion List"),
    placeHolder: t("Select what the suggestion list does while you type"),
  });
  if (!way) return;
  const before = await set(way, way.value);
  offerUndo(way, before).catch(onError);
}

function waysFor(languageId: string | undefined): readonly Way[] {
  return [
    {
      label: t("Keep it closed while ghost text is visible"),
      detail: t("Sets editor.inlineSuggest.suppressSuggestions. Ctrl+Space still opens the list."),
      setting: "editor.inlineSuggest.suppressSuggestions",
      value: true,
      languageId: undefined,
    },
    {
      label: t("Open it without a chosen item"),
      detail: t("Sets editor.suggest.selectionMode. Tab then accepts the ghost text; arrow keys choose an item."),
      setting: "editor.suggest.selectionMode",
      value: "whenTriggerCharacter",
      languageId: undefined,
    },
    {
      label: languageId ? t("Never open it by itself in {0}", languageName(languageId)) : t("Never open it by itself"),
      detail: t("Sets editor.quickSuggestions. The list opens with Ctrl+Space only."),
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
  const undo = t("Undo");
  const picked = await vscode.window.showInformationMessage(t("“{0}” is changed in your settings.", way.setting), undo);
  if (picked === undo) await set(way, before);
}
