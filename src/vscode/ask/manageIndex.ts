import * as vscode from "vscode";
import type { WorkspaceIndex } from "../../app/ask/workspaceIndex.ts";
import { formatBytes } from "../../app/servers/describeModel.ts";
import { language, t } from "../host/t.ts";

interface ManageItem extends vscode.QuickPickItem {
  readonly run: () => unknown;
}

/** `Hunch: Manage Index…`: shows how large Ask's index is; pauses, resumes or rebuilds it. */
export async function manageIndex(workspace: WorkspaceIndex): Promise<void> {
  const chosen = await vscode.window.showQuickPick(itemsFor(workspace), {
    title: t("Ask's index of this workspace"),
    placeHolder: await describe(workspace),
  });
  await chosen?.run();
}

function itemsFor(workspace: WorkspaceIndex): readonly ManageItem[] {
  const rebuild = {
    label: t("Rebuild"),
    iconPath: new vscode.ThemeIcon("refresh"),
    detail: t("Deletes the index and reads all files again."),
    run: () => workspace.rebuild(),
  };
  switch (workspace.state.kind) {
    case "unused":
      return [
        {
          label: t("Index Now"),
          iconPath: new vscode.ThemeIcon("play"),
          detail: t("Reads the files of this workspace."),
          run: () => workspace.prepare(),
        },
        chooseModel(),
      ];
    case "ready":
      return [...(workspace.isEmbedding ? [pauseOrResume(workspace)] : []), chooseModel(), rebuild];
    case "indexing":
    case "paused":
      return [pauseOrResume(workspace), chooseModel(), rebuild];
  }
}

function chooseModel(): ManageItem {
  return {
    label: t("Model for Search by Meaning…"),
    iconPath: new vscode.ThemeIcon("lightbulb"),
    detail: t("With a model, Ask also finds passages that share no word with your question"),
    run: () => vscode.commands.executeCommand("hunch.chooseEmbeddings"),
  };
}

function pauseOrResume(workspace: WorkspaceIndex): ManageItem {
  if (workspace.isPaused)
    return {
      label: t("Resume"),
      iconPath: new vscode.ThemeIcon("play"),
      detail: t("Reads the files that are left."),
      run: () => workspace.resume(),
    };
  return {
    label: t("Pause"),
    iconPath: new vscode.ThemeIcon("debug-pause"),
    detail: t("Reads no more files until you resume. Ask searches what is indexed."),
    run: () => workspace.pause(),
  };
}

async function describe(workspace: WorkspaceIndex): Promise<string> {
  if (workspace.state.kind === "unused") return t("Not built yet: it is built when you first ask a question");
  const { files, chunks, embedded, diskBytes } = await workspace.size();
  const count = (value: number) => value.toLocaleString(language);
  const size =
    diskBytes > 0
      ? t("Files: {0}, passages: {1}, on disk: {2}", count(files), count(chunks), formatBytes(diskBytes, language))
      : t("Files: {0}, passages: {1}, in memory", count(files), count(chunks));
  const searched = workspace.isCut ? t("{0}; the other files are not searched", size) : size;
  if (!workspace.embeds || embedded === undefined) return searched;
  return t("{0}; by meaning: {1} of {2} passages", searched, count(embedded), count(chunks));
}
