import * as vscode from "vscode";

/** Path for display and prompts: relative to the open folder, otherwise the file's name. "/" between the parts. */
export function displayPath(uri: vscode.Uri): string {
  const relative = vscode.workspace.asRelativePath(uri, false).replaceAll("\\", "/");
  const isOutside = /^(?:\/|[a-z]:\/)/i.test(relative);
  return isOutside ? (relative.split("/").at(-1) ?? relative) : relative;
}
