import * as vscode from "vscode";
import type { RenamedDeclaration } from "../../app/nextEdit/nextEditPorts.ts";

/** Whether a language server renames what is declared there. */
export async function canRename({ path, line, start }: RenamedDeclaration): Promise<boolean> {
  try {
    const found: unknown = await vscode.commands.executeCommand(
      "vscode.prepareRename",
      vscode.Uri.parse(path),
      new vscode.Position(line, start),
    );
    return found !== undefined && found !== null;
  } catch {
    return false; // VS Code throws where there is no provider, or where the provider refuses.
  }
}

/**
 * Lets a language server rename a declaration that was already renamed by hand: puts the old name back, because the
 * server knows the uses of that one, and asks for the new one. If the server can't, or the document has changed in the
 * meantime, the new name is put in place again.
 */
export async function renameBack({ path, version, line, start, end, from, to }: RenamedDeclaration): Promise<boolean> {
  const uri = vscode.Uri.parse(path);
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === path);
  if (editor?.document.version !== version) return false;
  const { document } = editor;
  const [newPlace, oldPlace] = [new vscode.Range(line, start, line, end), rangeOf(line, start, from)];
  if (document.getText(newPlace) !== to || !(await replace(editor, newPlace, from, { before: true }))) return false;
  const asked = document.version;
  const edit = await askServer(uri, oldPlace.start, to);
  if (edit && document.version === asked && (await vscode.workspace.applyEdit(edit))) return true;
  if (document.getText(oldPlace) === from) await replace(editor, oldPlace, to, { before: false });
  return false;
}

async function askServer(
  uri: vscode.Uri,
  position: vscode.Position,
  name: string,
): Promise<vscode.WorkspaceEdit | undefined> {
  try {
    const edit: unknown = await vscode.commands.executeCommand(
      "vscode.executeDocumentRenameProvider",
      uri,
      position,
      name,
    );
    return edit instanceof vscode.WorkspaceEdit && edit.size > 0 ? edit : undefined;
  } catch {
    return undefined; // The server refuses. The caller says so.
  }
}

function replace(editor: vscode.TextEditor, range: vscode.Range, text: string, { before }: { before: boolean }) {
  return editor.edit((builder) => builder.replace(range, text), { undoStopBefore: before, undoStopAfter: !before });
}

function rangeOf(line: number, start: number, text: string): vscode.Range {
  return new vscode.Range(line, start, line, start + text.length);
}
