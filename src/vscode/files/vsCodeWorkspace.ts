import * as vscode from "vscode";
import type { Documents, Workspace } from "../../app/ports.ts";
import { displayPath } from "./displayPath.ts";
import { findFiles } from "./findFiles.ts";
import { notebookOf } from "./notebookOf.ts";

/** The documents that are open in VS Code. */
export const vsCodeDocuments: Documents = {
  get: (uri) => {
    const found = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
    if (!found) return undefined;
    const { languageId, version, lineCount } = found;
    return { uri, languageId, version, lineCount, text: () => found.getText() };
  },
};

/** The folders that are open in VS Code. */
export const vsCodeWorkspace: Workspace = {
  fileOf: (uri) => notebookOf(vscode.Uri.parse(uri, true))?.uri.toString() ?? uri,
  folderOf: (uri) => vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri, true))?.uri.toString(),
  displayPath: (uri) => displayPath(vscode.Uri.parse(uri, true)),
  find: async (include, exclude, limit, isWanted) =>
    (await findFiles(include, exclude, limit, { isWanted })).map((uri) => uri.toString()),
};
