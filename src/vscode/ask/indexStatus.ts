import * as vscode from "vscode";
import type { IndexState, WorkspaceIndex } from "../../app/ask/workspaceIndex.ts";

/** Indexing that takes less time than this is not shown. Milliseconds. */
const shownAfterMs = 1_000;

/** Shows in the status bar how far the index of the workspace is, while it is built or paused. */
export function createIndexStatus(workspace: WorkspaceIndex): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("hunch.index", vscode.StatusBarAlignment.Right, 99);
  item.name = "Hunch: Index";
  item.command = "hunch.manageIndex";
  let startedAt: number | undefined;
  const stop = workspace.onDidChangeState((state) => {
    if (state.kind === "indexing") startedAt ??= performance.now();
    else startedAt = undefined;
    const isShown =
      state.kind === "paused" || (startedAt !== undefined && performance.now() - startedAt > shownAfterMs);
    if (!isShown) {
      item.hide();
      return;
    }
    const { text, spoken } = described(state);
    item.text = text;
    item.tooltip = `${spoken}. Click to pause or rebuild the index that Ask searches.`;
    item.accessibilityInformation = { label: `Hunch: ${spoken}`, role: "button" };
    item.show();
  });
  return {
    dispose() {
      stop();
      item.dispose();
    },
  };
}

function described({ kind, done, total }: IndexState): { readonly text: string; readonly spoken: string } {
  const percent = `${Math.floor((100 * done) / Math.max(1, total))} %`;
  const files = `${done.toLocaleString("en")} of ${total.toLocaleString("en")} files`;
  return kind === "paused"
    ? { text: `$(debug-pause) Index ${percent}`, spoken: `Indexing is paused at ${files}` }
    : { text: `$(sync~spin) Index ${percent}`, spoken: `Indexed ${files}` };
}
