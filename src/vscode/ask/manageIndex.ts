import * as vscode from "vscode";
import type { WorkspaceIndex } from "../../app/ask/workspaceIndex.ts";

interface ManageItem extends vscode.QuickPickItem {
  readonly run: () => unknown;
}

/** `Hunch: Manage Index…`: shows how large Ask's index is; pauses, resumes or rebuilds it. */
export async function manageIndex(workspace: WorkspaceIndex): Promise<void> {
  const chosen = await vscode.window.showQuickPick(itemsFor(workspace), {
    title: "Ask's index of this workspace",
    placeHolder: await describe(workspace),
  });
  await chosen?.run();
}

function itemsFor(workspace: WorkspaceIndex): readonly ManageItem[] {
  const rebuild = {
    label: "$(refresh) Rebuild",
    detail: "Deletes the index and reads all files again.",
    run: () => workspace.rebuild(),
  };
  switch (workspace.state.kind) {
    case "unused":
      return [
        { label: "$(play) Index Now", detail: "Reads the files of this workspace.", run: () => workspace.prepare() },
      ];
    case "ready":
      return [rebuild];
    case "indexing":
      return [
        {
          label: "$(debug-pause) Pause",
          detail: "Reads no more files until you resume. Ask searches what is indexed.",
          run: () => workspace.pause(),
        },
        rebuild,
      ];
    case "paused":
      return [
        { label: "$(play) Resume", detail: "Reads the files that are left.", run: () => workspace.resume() },
        rebuild,
      ];
  }
}

async function describe(workspace: WorkspaceIndex): Promise<string> {
  if (workspace.state.kind === "unused") return "Not built yet: it is built when you first ask a question";
  const { files, chunks, diskBytes } = await workspace.size();
  const count = (value: number) => value.toLocaleString("en");
  const where = diskBytes > 0 ? `${(diskBytes / 1e6).toFixed(1)} MB on disk` : "in memory";
  const left = workspace.leftOut > 0 ? `; ${count(workspace.leftOut)} more are not searched` : "";
  return `${count(files)} files in ${count(chunks)} passages, ${where}${left}`;
}
