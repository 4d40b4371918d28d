import * as vscode from "vscode";
import type { Silence } from "../../app/completion/silence.ts";
import { decidingLevel } from "../../app/status/enabledLevels.ts";
import type { DocumentFacts } from "../../app/status/hunchState.ts";
import { isSecretFile, isSecretPath } from "../../core/privacy/isSecretFile.ts";
import { isSupported } from "../files/followFiles.ts";
import { vsCodeWorkspace } from "../files/vsCodeWorkspace.ts";
import { cursorAt } from "../ghostText/cursorAt.ts";
import type { WindowSettings } from "../settings/windowSettings.ts";
import { languageName } from "./languageName.ts";

export interface DocumentFactsDeps {
  readonly settings: WindowSettings;
  readonly silence: Silence;
}

/** What speaks against suggestions in a document, except {@link barrierIn}. */
export function documentFacts(
  document: vscode.TextDocument,
  { settings, silence }: DocumentFactsDeps,
): Omit<DocumentFacts, "barredBy"> {
  const { languageId, uri } = document;
  const { enabled, trigger } = settings.forDocument(document);
  const levels = vscode.workspace.getConfiguration(undefined, document).inspect("hunch.completion.enabled");
  return {
    language: languageName(languageId),
    offBy: enabled ? undefined : decidingLevel(levels ?? {}),
    isFileOff: silence.isOffFor(vsCodeWorkspace.fileOf(uri.toString())),
    isOnDemand: trigger === "onDemand",
  };
}

/** What bars suggestions in an editor's document, whatever is set. Looks at the text around the cursor. */
export async function barrierIn(
  { document, selection }: vscode.TextEditor,
  excludes: (uri: string) => Promise<boolean>,
): Promise<DocumentFacts["barredBy"]> {
  if (vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false) return "readOnly";
  const { uri, path, prefix, suffix } = cursorAt(document, selection.active);
  if (isSecretPath(uri) || isSecretFile(path, prefix + suffix)) return "secretFile";
  return (await excludes(uri)) ? "excludedFile" : undefined;
}

/** The editor in front, unless Hunch never completes in views of its kind. */
export function activeEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && isSupported(editor.document) ? editor : undefined;
}
