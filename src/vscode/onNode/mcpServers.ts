import * as vscode from "vscode";

/**
 * One server for each open folder, run by the editor's own Node.
 * @param storageUri folder of this workspace's own data; undefined if no folder is open
 */
export function mcpServers(
  extensionUri: vscode.Uri,
  storageUri: vscode.Uri | undefined,
): vscode.McpStdioServerDefinition[] {
  const script = vscode.Uri.joinPath(extensionUri, "dist", "mcp.js").fsPath;
  const kept = storageUri ? ["--index", vscode.Uri.joinPath(storageUri, "mcp-indexes").fsPath] : [];
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  return folders.map(({ uri, name }) => {
    const label = folders.length > 1 ? `Hunch: ${name}` : "Hunch";
    const args = [script, "--workspace", uri.fsPath, ...kept];
    return new vscode.McpStdioServerDefinition(label, process.execPath, args, { ELECTRON_RUN_AS_NODE: "1" });
  });
}
