import * as vscode from "vscode";
import type { IndexState, WorkspaceIndex } from "../../app/ask/workspaceIndex.ts";
import { language, t } from "../host/t.ts";

/** Indexing that takes less time than this is not shown. Milliseconds. */
const shownAfterMs = 1_000;

/** Shows in the status bar how far the index of the workspace is, while it is built or paused. */
export function createIndexStatus(workspace: WorkspaceIndex): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("hunch.index", vscode.StatusBarAlignment.Right, 99);
  item.name = t("Hunch: Index");
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
    item.tooltip = t("{0}. Click to pause or rebuild the index that Ask searches.", spoken);
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
  const counts = [done, total].map((value) => value.toLocaleString(language));
  return kind === "paused"
    ? {
        text: `$(debug-pause) ${t("Index {0}", percent)}`,
        spoken: t("Indexing is paused at {0} of {1} files", ...counts),
      }
    : { text: `$(sync~spin) ${t("Index {0}", percent)}`, spoken: t("Indexed {0} of {1} files", ...counts) };
}
