import * as vscode from "vscode";
import { type ListSetting, listSettings, placeToChange } from "../../app/completion/listSettings.ts";
import { t } from "../host/t.ts";
import { languageName } from "../status/languageName.ts";

/** Lets the user choose how ghost text comes before the suggest widget, and changes that setting of the editor. */
export async function putSuggestionsFirst(onError: (error: unknown) => void): Promise<void> {
  const languageId = vscode.window.activeTextEditor?.document.languageId;
  const way = await vscode.window.showQuickPick(waysFor(languageId), {
    title: t("Hunch: Show Suggestions Before the Suggestion List"),
    placeHolder: t("Select what the suggestion list does while you type"),
  });
  if (way) offerUndo(await change(way, languageId)).catch(onError);
}

function waysFor(languageId: string | undefined): readonly (ListSetting & vscode.QuickPickItem)[] {
  const settings = configurationFor(languageId);
  const language = languageId === undefined ? undefined : languageName(languageId);
  const current = (setting: string) => settings.get(setting);
  const defaultQuickSuggestions = settings.inspect("editor.quickSuggestions")?.defaultValue;
  return listSettings({ language, current, defaultQuickSuggestions }, t);
}

function configurationFor(languageId: string | undefined): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(undefined, languageId === undefined ? undefined : { languageId });
}

/** A change that was made, and how to take it back. */
interface ChangedSetting {
  readonly setting: string;
  readonly isForWorkspace: boolean;
  readonly undo: () => Thenable<void>;
}

async function change(
  { setting, value, isForLanguage }: ListSetting,
  languageId: string | undefined,
): Promise<ChangedSetting> {
  const place = placeToChange(configurationFor(languageId).inspect(setting) ?? {}, isForLanguage);
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const configuration = configurationFor(place.isForLanguage ? languageId : undefined);
  const set = (changed: unknown) =>
    configuration.update(setting, changed, place.isForWorkspace ? Workspace : Global, place.isForLanguage);
  await set(value);
  return { setting, isForWorkspace: place.isForWorkspace, undo: () => set(place.value) };
}

async function offerUndo({ setting, isForWorkspace, undo }: ChangedSetting): Promise<void> {
  const label = t("Undo");
  const sentence = isForWorkspace
    ? t("“{0}” is changed in the settings of this workspace.", setting)
    : t("“{0}” is changed in your settings.", setting);
  if ((await vscode.window.showInformationMessage(sentence, label)) === label) await undo();
}
