import * as vscode from "vscode";
import { messageOf } from "../../core/util/messageOf.ts";
import { t } from "../host/t.ts";

/**
 * Opens a file at a line beside the panel that asks for it. A file that is gone is told to the user: they clicked.
 * @param line from 0
 */
export async function openPlace(uri: string, line: number, panelColumn: vscode.ViewColumn | undefined): Promise<void> {
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
    const at = new vscode.Position(Math.min(line, document.lineCount - 1), 0);
    const shown = await vscode.window.showTextDocument(document, {
      viewColumn: columnBeside(panelColumn),
      selection: new vscode.Range(at, at),
    });
    shown.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  } catch (error) {
    void vscode.window.showWarningMessage(t("This file can't be opened any more: {0}", messageOf(error)));
  }
}

/** Files open where files already are; next to the panel when it is alone. */
function columnBeside(panelColumn: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const columns = vscode.window.visibleTextEditors.map((editor) => editor.viewColumn);
  return columns.find((column) => column !== undefined && column !== panelColumn) ?? vscode.ViewColumn.Beside;
}
