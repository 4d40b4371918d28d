import * as vscode from "vscode";

/** The column of a new panel: the one in which Hunch has a panel already, or the one beside the editor. */
export function panelColumn(): vscode.ViewColumn {
  const group = vscode.window.tabGroups.all.find(({ tabs }) => tabs.some(({ input }) => isPanel(input)));
  return group?.viewColumn ?? vscode.ViewColumn.Beside;
}

function isPanel(input: unknown): boolean {
  // VS Code puts its own prefix before the type.
  return input instanceof vscode.TabInputWebview && /\bhunch\.(?:ask|inspector)$/.test(input.viewType);
}
