import * as vscode from "vscode";
import { type EnabledLevels, withLanguageDefault } from "../../app/status/enabledLevels.ts";

/** The values of `hunch.completion.enabled` at all levels that concern a document, or without one the whole window. */
export function enabledLevels(document: vscode.TextDocument | undefined): EnabledLevels {
  const levels = vscode.workspace.getConfiguration(undefined, document).inspect("hunch.completion.enabled") ?? {};
  return document ? withLanguageDefault(levels, document.languageId) : levels;
}
