import * as vscode from "vscode";
import type { ReadText } from "../../app/files/readText.ts";
import type { AskSelection } from "../../core/ask/askFiles.ts";
import { displayPath } from "../files/displayPath.ts";
import { t } from "../host/t.ts";

/** A selection in a larger file is not sent, in bytes. */
const maxFileBytes = 4_000_000;

/** What is selected in the editor; undefined if nothing is, or if the file may not be read. */
export async function currentSelection(
  readText: ReadText,
  log: Pick<vscode.LogOutputChannel, "info">,
): Promise<AskSelection | undefined> {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
  if (!editor || editor.selection.isEmpty) return undefined;
  const { document, selection } = editor;
  const read = await readText(document.uri.toString(), maxFileBytes);
  if (read.kind === "notRead") {
    log.info(`The selection is left out, because its file is not read: ${read.reason}.`);
    return undefined;
  }
  return {
    uri: document.uri.toString(),
    path: displayPath(document.uri),
    startLine: selection.start.line,
    endLine: selection.end.line + (selection.end.character > 0 ? 1 : 0),
    text: document.getText(selection).replace(/\r\n?/g, "\n"),
  };
}

/** Where a selection is, for display. */
export function describeSelection({ path, startLine, endLine }: AskSelection): string {
  return endLine - startLine > 1
    ? t("{0}, lines {1} to {2}", path, startLine + 1, endLine)
    : t("{0}, line {1}", path, startLine + 1);
}
