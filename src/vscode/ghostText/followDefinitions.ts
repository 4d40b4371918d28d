import * as vscode from "vscode";
import {
  type CursorLines,
  type Definitions,
  type Location,
  linesAboveCursor,
  type Position,
} from "../../app/definitions/definitions.ts";
import type { DisposableStore } from "../host/disposableStore.ts";

/** Tells `definitions` where the cursor is. */
export function followDefinitions(definitions: Definitions, own: DisposableStore): void {
  own.add(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => definitions.moved(() => linesAt(textEditor))),
  );
}

function linesAt({ document, selection }: vscode.TextEditor): CursorLines {
  const last = Math.min(selection.active.line, document.lineCount - 1);
  const firstLine = Math.max(0, last - linesAboveCursor);
  const lines = Array.from({ length: last - firstLine + 1 }, (_, at) => document.lineAt(firstLine + at).text);
  const { uri, languageId, version } = document;
  return { uri: uri.toString(), languageId, version, firstLine, lines };
}

/** Asks the language server where the name at a position is defined. */
export async function findDefinition({ uri, line, column }: Position): Promise<Location | undefined> {
  const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[] | undefined>(
    "vscode.executeDefinitionProvider",
    vscode.Uri.parse(uri, true),
    new vscode.Position(line, column),
  );
  const first = found?.[0];
  if (!first) return undefined;
  return "targetUri" in first
    ? locationOf(first.targetUri, first.targetSelectionRange ?? first.targetRange)
    : locationOf(first.uri, first.range);
}

function locationOf(uri: vscode.Uri, range: vscode.Range): Location {
  return { uri: uri.toString(), line: range.start.line };
}
