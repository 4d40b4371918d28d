import * as vscode from "vscode";
import { cursorWindow, type NeighbourCells, windowLines } from "../../app/completion/cursorWindow.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import { displayPath } from "../files/displayPath.ts";
import { notebookOf } from "../files/notebookOf.ts";

/** The text around a position as a request sees it. Cells of a notebook in the same language count as one document. */
export function cursorAt(document: vscode.TextDocument, position: vscode.Position): Cursor {
  const { first, end } = windowLines(position.line);
  const start = new vscode.Position(first, 0);
  const before = document.getText(new vscode.Range(start, position));
  const after = document.getText(new vscode.Range(position, new vscode.Position(Math.min(document.lineCount, end), 0)));
  return {
    uri: document.uri.toString(),
    path: displayPath(document.uri),
    languageId: document.languageId,
    version: document.version,
    line: position.line,
    ...cursorWindow(before, after, neighbourCells(document)),
    indentation: indentationOf(document),
  };
}

function indentationOf(document: vscode.TextDocument): Cursor["indentation"] {
  const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
  const { insertSpaces, tabSize } = editor?.options ?? {};
  return { insertSpaces: insertSpaces !== false, tabSize: typeof tabSize === "number" ? tabSize : 4 };
}

/** The notebook's other cells in the same language. */
function neighbourCells(document: vscode.TextDocument): NeighbourCells {
  const notebook = notebookOf(document.uri);
  const cells = notebook?.getCells().filter((cell) => cell.document.languageId === document.languageId) ?? [];
  const here = cells.findIndex((cell) => cell.document === document);
  const textsOf = (some: readonly vscode.NotebookCell[]) => some.map((cell) => () => cell.document.getText());
  return { above: textsOf(cells.slice(0, Math.max(0, here)).reverse()), below: textsOf(cells.slice(here + 1)) };
}
