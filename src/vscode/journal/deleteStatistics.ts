import * as vscode from "vscode";
import type { EventJournal } from "../../app/journal/eventJournal.ts";

/** `Hunch: Delete Statistics…`: deletes what all windows have recorded, once the user agrees. */
export async function deleteStatistics(journal: EventJournal): Promise<boolean> {
  const button = "Delete";
  const choice = await vscode.window.showWarningMessage(
    "Delete all statistics of Hunch on this machine?",
    { modal: true, detail: "This deletes the figures of all days and all windows. You can't undo it." },
    button,
  );
  if (choice !== button) return false;
  const before = new Set(journal.troubles());
  await journal.deleteAll();
  const [trouble] = journal.troubles().filter((sentence) => !before.has(sentence));
  if (trouble !== undefined) void vscode.window.showErrorMessage(trouble);
  return true;
}
