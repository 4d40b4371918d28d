import * as vscode from "vscode";
import type { EventJournal } from "../../app/journal/eventJournal.ts";
import { t } from "../host/t.ts";

/** Stands first, so that a stray Enter deletes nothing. */
const cancel: vscode.QuickPickItem = { label: t("Keep Statistics") };
const remove: vscode.QuickPickItem = { label: t("Delete Statistics") };

/** `Hunch: Delete Statistics…`: deletes what all windows have recorded, once the user agrees. */
export async function deleteStatistics(journal: EventJournal): Promise<boolean> {
  const choice = await vscode.window.showQuickPick([cancel, remove], {
    title: t("Delete all statistics of Hunch on this machine?"),
    placeHolder: t("This deletes the figures of all days and all windows. You can't undo it."),
  });
  if (choice !== remove) return false;
  const before = new Set(journal.troubles());
  await journal.deleteAll();
  const [trouble] = journal.troubles().filter((sentence) => !before.has(sentence));
  if (trouble !== undefined) void vscode.window.showErrorMessage(trouble);
  return true;
}
