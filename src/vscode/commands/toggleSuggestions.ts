import * as vscode from "vscode";
import type { Silence } from "../../app/completion/silence.ts";
import { decidingLevel, isOnAt, type OffLevel, type ToggleScope, valueToSet } from "../../app/status/enabledLevels.ts";
import { wordsFor } from "../../app/status/hunchState.ts";
import { vsCodeWorkspace } from "../files/vsCodeWorkspace.ts";
import { t } from "../host/t.ts";
import { enabledLevels } from "../settings/enabledLevels.ts";
import { activeEditor } from "../status/documentFacts.ts";
import { languageName } from "../status/languageName.ts";

/** A change that was made, and how to take it back. */
interface Toggled {
  readonly isOn: boolean;
  readonly where: string;
  readonly undo: () => Promise<void>;
}

export interface ToggleDeps {
  readonly silence: Silence;
  readonly onError: (error: unknown) => void;
}

/** Turns suggestions on or off in a scope. Resolves when that is saved; a notice then says what was done, with Undo. */
export async function toggleSuggestions(scope: ToggleScope, { silence, onError }: ToggleDeps): Promise<void> {
  const document = activeEditor()?.document;
  const needsFile = scope === "file" || scope === "language";
  if (needsFile && !document)
    return tell(t("Open a file to turn Hunch on or off {0}.", wordsFor(scope, t("its language"), t)));
  if (scope === "workspace" && !vscode.workspace.workspaceFolders)
    return tell(t("Open a folder to turn Hunch on or off in it."));
  const toggled =
    scope === "file" && document ? await toggleFile(document, silence) : await toggleSetting(scope, document);
  offerUndo(toggled, exceptionTo(toggled, scope, document)).catch(onError);
}

async function toggleFile({ uri }: vscode.TextDocument, silence: Silence): Promise<Toggled> {
  const file = vsCodeWorkspace.fileOf(uri.toString());
  const isOn = silence.isOffFor(file);
  await silence.turnFile(file, isOn);
  return { isOn, where: wordsFor("file", "", t), undo: () => silence.turnFile(file, !isOn) };
}

async function toggleSetting(scope: ToggleScope, document: vscode.TextDocument | undefined): Promise<Toggled> {
  const level: OffLevel = scope === "file" ? "language" : scope;
  const overridesLanguage = level === "language";
  const languageId = document?.languageId;
  const configuration = vscode.workspace.getConfiguration(
    "hunch.completion",
    overridesLanguage && document ? document : undefined,
  );
  const inspected = configuration.inspect<boolean>("enabled");
  const levels = enabledLevels(document);
  const isOn = !isOnAt(level, levels);
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const isSetByWorkspace =
    level === "workspace" || (overridesLanguage && inspected?.workspaceLanguageValue !== undefined);
  const target = isSetByWorkspace ? Workspace : Global;
  const changed = (
    {
      everywhere: "globalValue",
      workspace: "workspaceValue",
      language: isSetByWorkspace ? "workspaceLanguageValue" : "globalLanguageValue",
    } as const
  )[level];
  const before = inspected?.[changed];
  const set = async (value: boolean | undefined) => configuration.update("enabled", value, target, overridesLanguage);
  await set(valueToSet(isOn, level, levels, changed));
  return { isOn, where: wordsFor(level, languageId ? languageName(languageId) : "", t), undo: () => set(before) };
}

/** Says so if a narrower setting decides in the file in front, so that nothing changes there. */
function exceptionTo(
  { isOn }: Toggled,
  scope: ToggleScope,
  document: vscode.TextDocument | undefined,
): string | undefined {
  if (!document || scope === "file") return undefined;
  const levels = enabledLevels(document);
  if (isOnAt("language", levels) === isOn) return undefined;
  const where = wordsFor(decidingLevel(levels), languageName(document.languageId), t);
  return isOn
    ? t("It stays off {0}, because that has a setting of its own.", where)
    : t("It stays on {0}, because that has a setting of its own.", where);
}

async function offerUndo({ isOn, where, undo }: Toggled, exception: string | undefined): Promise<void> {
  const sentence = isOn ? t("Hunch is now on {0}.", where) : t("Hunch is now off {0}.", where);
  const label = t("Undo");
  const picked = await vscode.window.showInformationMessage([sentence, exception].filter(Boolean).join(" "), label);
  if (picked === label) await undo();
}

function tell(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
