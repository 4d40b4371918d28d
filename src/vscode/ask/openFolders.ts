import * as vscode from "vscode";

/** Uris of the open folders, each with its name. */
export function openFolders(): readonly { readonly uri: string; readonly name: string }[] {
  return (vscode.workspace.workspaceFolders ?? []).map(({ uri, name }) => ({ uri: uri.toString(), name }));
}
