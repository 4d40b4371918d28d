import type * as vscode from "vscode";
import type { LineEdit } from "../../core/types/source.ts";

/** The edits of one change event, to be applied in this order. The event's document is in the state after them. */
export function lineEditsOf(event: vscode.TextDocumentChangeEvent): readonly LineEdit[] {
  const { document, contentChanges } = event;
  const sorted = [...contentChanges].sort((a, b) => b.range.start.compareTo(a.range.start));
  if (sorted.length === 1 && sorted[0]) return [editOf(document, sorted[0])];
  // Several changes at once: one edit from the first changed line to the last is simplest to get right.
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
