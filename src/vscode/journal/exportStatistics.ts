import * as vscode from "vscode";
import type { EventJournal } from "../../app/journal/eventJournal.ts";
import { exportEvents } from "../../app/journal/exportEvents.ts";
import { localDay } from "../../core/util/localDay.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import { language, t } from "../host/t.ts";

/** `Hunch: Export Statistics…`: writes every recorded event to a file that the user names. */
export async function exportStatistics(journal: EventJournal): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `hunch-statistics-${localDay(Date.now())}.csv`;
  const target = await vscode.window.showSaveDialog({
    title: t("Export Statistics"),
    saveLabel: t("Export"),
    filters: { [t("Comma-separated values")]: ["csv"], JSON: ["json"] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
  });
  if (!target) return;
  try {
    const { text, events } = await exportEvents(journal, /\.json$/i.test(target.path) ? "json" : "csv");
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    const open = t("Open File");
    const choice = await vscode.window.showInformationMessage(
      t("Exported {0} events.", events.toLocaleString(language)),
      open,
    );
    if (choice === open) await vscode.window.showTextDocument(target);
  } catch (error) {
    void vscode.window.showErrorMessage(
      t("The statistics can't be exported: {0}. Choose another place.", messageOf(error)),
    );
  }
}
