import * as vscode from "vscode";
import type { Cursor } from "../../core/types/cursor.ts";
import { displayPath } from "../files/displayPath.ts";
import { notebookOf } from "../files/notebookOf.ts";

/** Text around the cursor that a request sees, in UTF-16 units: about 5,000 and 2,000 tokens. */
const prefixLimit = 20_000;
const suffixLimit = 8_000;
const prefixLines = 600;
const suffixLines = 250;

/** The text around a position as a request sees it. Cells of a notebook in the same language count as one document. */
export function cursorAt(document: vscode.TextDocument, position: vscode.Position): Cursor {
  const { before, after } = neighbourCells(document);
  const prefixStart = new vscode.Position(Math.max(0, position.line - prefixLines), 0);
  const suffixEnd = new vscode.Position(Math.min(document.lineCount, position.line + suffixLines), 0);
  const prefix = toLineFeeds(before + document.getText(new vscode.Range(prefixStart, position)));
  const suffix = toLineFeeds(document.getText(new vscode.Range(position, suffixEnd)) + after);
  return {
    uri: document.uri.toString(),
    path: displayPath(document.uri),
    languageId: document.languageId,
    version: document.version,
    line: position.line,
    prefix: prefix.length > prefixLimit ? fromLineStart(prefix, prefix.length - prefixLimit) : prefix,
    suffix: suffix.slice(0, suffixLimit),
    indentation: indentationOf(document),
  };
}

function fromLineStart(text: string, at: number): string {
  const lineStart = text.indexOf("\n", at) + 1;
  return lineStart > 0 ? text.slice(lineStart) : text.slice(at);
}

/** Line ends of every kind as "\n". */
export function toLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

function indentationOf(document: vscode.TextDocument): Cursor["indentation"] {
  const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
  const { insertSpaces, tabSize } = editor?.options ?? {};
  return { insertSpaces: insertSpaces !== false, tabSize: typeof tabSize === "number" ? tabSize : 4 };
}

/** The text of the notebook's other cells in the same language, above and below, starting with the nearest. */
function neighbourCells(document: vscode.TextDocument): { readonly before: string; readonly after: string } {
  const notebook = notebookOf(document.uri);
  const cells = notebook?.getCells().filter((cell) => cell.document.languageId === document.languageId) ?? [];
  const here = cells.findIndex((cell) => cell.document === document);
  const before = nearestTexts(cells.slice(0, here).reverse(), prefixLimit);
  const after = nearestTexts(cells.slice(here + 1), suffixLimit);
  return {
    before: before
      .reverse()
      .map((text) => `${text}\n`)
      .join(""),
    after: after.map((text) => `\n${text}`).join(""),
  };
}

/** Whole cells, in the given order, until there are enough characters: a large notebook isn't read at each keystroke. */
function nearestTexts(cells: readonly vscode.NotebookCell[], enough: number): string[] {
  const texts: string[] = [];
  let chars = 0;
  for (const { document } of cells) {
    if (chars >= enough) break;
    const text = document.getText();
    texts.push(text);
    chars += text.length;
  }
  return texts;
}
