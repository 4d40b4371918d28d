import * as vscode from "vscode";
import type { TextReplacement } from "../../core/nextEdit/textReplacement.ts";

/** Whether a document is that of a path, in the version that an edit was made for. */
export function isAt(document: vscode.TextDocument, path: string, version: number): boolean {
  return document.uri.toString() === path && document.version === version;
}

export function rangeOf({ startLine, startColumn, endLine, endColumn }: TextReplacement): vscode.Range {
  return new vscode.Range(startLine, startColumn, endLine, endColumn);
}

/** The text with the line ends of a document. */
export function withLineEnds(text: string, document: vscode.TextDocument): string {
  return document.eol === vscode.EndOfLine.CRLF ? text.replaceAll("\n", "\r\n") : text;
}
