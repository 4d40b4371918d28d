import * as vscode from "vscode";
import { type ListSetting, listSettings } from "../../app/completion/listSettings.ts";
import { t } from "../host/t.ts";
import { languageName } from "../status/languageName.ts";

/** Lets the user choose how ghost text comes before the suggest widget, and changes that setting of the editor. */
export async function putSuggestionsFirst(onError: (error: unknown) => void): Promise<void> {
  const languageId = vscode.window.activeTextEditor?.document.languageId;
  const way = await vscode.window.showQuickPick(waysFor(languageId), {
    title: t("Hunch: Show Suggestions Before the Suggestion List"),
    placeHolder: t("Select what the suggestion list does while you type"),
  });
  if (!way) return;
  const setting = { ...way, languageId: way.isForLanguage ? languageId : undefined };
  const before = await set(setting, way.value);
  offerUndo(setting, before).catch(onError);
}

function waysFor(languageId: string | undefined): readonly (ListSetting & vscode.QuickPickItem)[] {
  const scope = languageId === undefined ? undefined : { languageId };
  const settings = vscode.workspace.getConfiguration("editor", scope);
  const language = languageId === undefined ? undefined : languageName(languageId);
  const quickSuggestions = settings.get("quickSuggestions");
  const defaultQuickSuggestions = settings.inspect("quickSuggestions")?.defaultValue;
  return listSettings({ language, quickSuggestions, defaultQuickSuggestions }, t);
}

/** A setting of the editor. */
interface EditorSetting {
  readonly setting: string;
  /** The language it is set for; undefined for all. */
  readonly languageId: string | undefined;
}

/** @returns what the user had set before */
async function set({ setting, languageId }: EditorSetting, value: unknown): Promise<unknown> {
  const overridesLanguage = languageId !== undefined;
  const configuration = vscode.workspace.getConfiguration(undefined, overridesLanguage ? { languageId } : undefined);
  const levels = configuration.inspect(setting);
  await configuration.update(setting, value, vscode.ConfigurationTarget.Global, overridesLanguage);
  return overridesLanguage ? levels?.globalLanguageValue : levels?.globalValue;
}

async function offerUndo(setting: EditorSetting, before: unknown): Promise<void> {
  const undo = t("Undo");
  const sentence = t("“{0}” is changed in your settings.", setting.setting);
  if ((await vscode.window.showInformationMessage(sentence, undo)) === undo) await set(setting, before);
}
