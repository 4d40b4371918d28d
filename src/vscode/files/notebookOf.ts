import * as vscode from "vscode";

/** The notebook that contains a cell; undefined for any other document. */
export function notebookOf(uri: vscode.Uri): vscode.NotebookDocument | undefined {
  if (uri.scheme !== "vscode-notebook-cell") return undefined;
  const wanted = uri.toString();
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some(({ document }) => document.uri.toString() === wanted),
  );
}
