import * as vscode from "vscode";
import type { SuggestionRequest } from "../../app/completion/suggestionRequests.ts";
import { uriPath } from "../../app/files/uriPath.ts";
import type { GlobPath } from "../../core/context/globs.ts";
import type { SelectedSuggestion } from "../../core/trigger/continueSelected.ts";
import { displayPath } from "../files/displayPath.ts";
import { isSupported } from "../files/followFiles.ts";

/** What the editor says now of a document and its cursors. */
export function editorFacts(document: vscode.TextDocument): SuggestionRequest["editor"] {
  const selections = selectionsIn(document);
  return {
    supportedDocument: isSupported(document),
    readOnly: vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false,
    cursors: Math.max(1, selections.length),
    hasSelection: selections.some((selection) => !selection.isEmpty),
  };
}

/** Where a file is, as globs see it. */
export function globPathOf(uri: vscode.Uri): GlobPath {
  const isInFolder = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return { relative: isInFolder ? displayPath(uri) : undefined, absolute: uriPath(uri.toString()) };
}

/** What is chosen in the suggest widget, if the widget is open. */
export function selectedIn(
  document: vscode.TextDocument,
  selected: vscode.SelectedCompletionInfo | undefined,
): SelectedSuggestion | undefined {
  return selected && { text: selected.text, typed: document.getText(selected.range) };
}

function selectionsIn(document: vscode.TextDocument): readonly vscode.Selection[] {
  const active = vscode.window.activeTextEditor;
  const editor =
    active?.document === document
      ? active
      : vscode.window.visibleTextEditors.find((each) => each.document === document);
  return editor?.selections ?? [];
}
