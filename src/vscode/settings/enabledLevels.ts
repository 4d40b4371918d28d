import * as vscode from "vscode";
import { type EnabledLevels, withLanguageDefault } from "../../app/status/enabledLevels.ts";

/** The values of `hunch.completion.enabled` at all levels that concern a document, or without one the whole window. */
export function enabledLevels(document: vscode.TextDocument | undefined): EnabledLevels {
  const inspected = vscode.workspace.getConfiguration(undefined, document).inspect("hunch.completion.enabled") ?? {};
  // In a window of one folder, VS Code reports the values of the workspace as those of the folder, too.
  const levels = vscode.workspace.workspaceFile ? inspected : { ...inspected, ...withoutFolder };
  return document ? withLanguageDefault(levels, document.languageId) : levels;
}

const withoutFolder = { workspaceFolderValue: undefined, workspaceFolderLanguageValue: undefined };
