import * as vscode from "vscode";
import type { Cursor } from "../../core/types/cursor.ts";
import type { LineEdit, SourceFile } from "../../core/types/source.ts";

/** How much text round the cursor a request sees, in UTF-16 units; about 5,000 and 2,000 tokens. */
const prefixLimit = 20_000;
const suffixLimit = 8_000;
const prefixLines = 600;
const suffixLines = 250;

/** Path for display and prompts: relative to its workspace folder, else the file's name. */
export function pathOf(uri: vscode.Uri): string {
  const relative = vscode.workspace.asRelativePath(uri, false);
  return relative.startsWith("/") ? (relative.split("/").at(-1) ?? relative) : relative.replaceAll("\\", "/");
}

/** The whole document as the core learns it. */
export function sourceOf(document: vscode.TextDocument): SourceFile {
  return {
    uri: document.uri.toString(),
    path: pathOf(document.uri),
    languageId: document.languageId,
    version: document.version,
    lines: document.getText().split(/\r\n|\n|\r/),
  };
}

/**
 * The edits of one change event, in an order in which they can be applied one after another.
 * `document` is in the state after the event; changes of one event come sorted from the end of the file.
 */
export function lineEditsOf(event: vscode.TextDocumentChangeEvent): readonly LineEdit[] {
  const { document, contentChanges } = event;
  const sorted = [...contentChanges].sort((a, b) => b.range.start.compareTo(a.range.start));
  if (sorted.length === 1 && sorted[0]) return [editOf(document, sorted[0])];
  // Several changes at once: one edit from the first changed line to the last keeps positions trivially right.
  const first = sorted.at(-1);
  const last = sorted[0];
  if (!first || !last) return [];
  const startLine = first.range.start.line;
  const oldEnd = last.range.end.line + 1;
  const grown = sorted.reduce((sum, change) => sum + lineGrowth(change), 0);
  return [{ startLine, endLine: oldEnd, lines: linesOf(document, startLine, oldEnd + grown) }];
}

function editOf(document: vscode.TextDocument, change: vscode.TextDocumentContentChangeEvent): LineEdit {
  const startLine = change.range.start.line;
  const endLine = change.range.end.line + 1;
  return { startLine, endLine, lines: linesOf(document, startLine, endLine + lineGrowth(change)) };
}

function lineGrowth(change: vscode.TextDocumentContentChangeEvent): number {
  const added = change.text.split(/\r\n|\n|\r/).length - 1;
  return added - (change.range.end.line - change.range.start.line);
}

function linesOf(document: vscode.TextDocument, from: number, to: number): readonly string[] {
  const lines: string[] = [];
  for (let line = from; line < Math.min(to, document.lineCount); line++) lines.push(document.lineAt(line).text);
  return lines;
}

/** The window round a position that a request works on; notebook cells of the same language count as one document. */
export function cursorAt(document: vscode.TextDocument, position: vscode.Position): Cursor {
  const { before, after } = neighbourCells(document);
  const prefixStart = new vscode.Position(Math.max(0, position.line - prefixLines), 0);
  const suffixEnd = new vscode.Position(Math.min(document.lineCount, position.line + suffixLines), 0);
  const prefix = toLineFeeds(before + document.getText(new vscode.Range(prefixStart, position)));
  const suffix = toLineFeeds(document.getText(new vscode.Range(position, suffixEnd)) + after);
  return {
    uri: document.uri.toString(),
    path: pathOf(document.uri),
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

export function toLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

function indentationOf(document: vscode.TextDocument): Cursor["indentation"] {
  const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
  const { insertSpaces, tabSize } = editor?.options ?? {};
  return { insertSpaces: insertSpaces !== false, tabSize: typeof tabSize === "number" ? tabSize : 4 };
}

/** Text of the notebook's other code cells of the same language, above and below, the nearest ones first to count. */
function neighbourCells(document: vscode.TextDocument): { readonly before: string; readonly after: string } {
  if (document.uri.scheme !== "vscode-notebook-cell") return { before: "", after: "" };
  const notebook = vscode.workspace.notebookDocuments.find((each) =>
    each.getCells().some((cell) => cell.document === document),
  );
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

/** Whole cells, in the order given, until there are enough characters: a large notebook is not read at every key stroke. */
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
