import * as vscode from "vscode";
import type { ModelRow, ModelSource } from "./modelSource.ts";

interface RowItem extends vscode.QuickPickItem {
  /** None for a separator. */
  readonly row?: ModelRow;
}

export interface PickOptions {
  readonly title: string;
  readonly placeholder: string;
  /** Called if a source fails; its group stays empty. */
  readonly onError: (error: unknown) => void;
}

/**
 * Lets the user pick a row of several groups, which appear together when all rows are known. They don't change after
 * that: VS Code reports the accepted row by its position, so Enter would accept another row of a list that just grew.
 */
export async function pickModelRow(
  sources: readonly ModelSource[],
  { title, placeholder, onError }: PickOptions,
): Promise<ModelRow | undefined> {
  const picker = vscode.window.createQuickPick<RowItem>();
  const abort = new AbortController();
  Object.assign(picker, { title, placeholder, matchOnDescription: true, matchOnDetail: true, busy: true });
  picker.show();
  const rowsOf = (source: ModelSource) =>
    source.rows(abort.signal).catch((error: unknown) => {
      if (!abort.signal.aborted) onError(error);
      return [];
    });
  const fill = async () => {
    const groups = await Promise.all(sources.map(async (source) => itemsOf(source, await rowsOf(source))));
    if (abort.signal.aborted) return;
    picker.items = groups.flat();
    const preferred = preferredOf(picker.items);
    if (preferred && picker.value === "") picker.activeItems = [preferred];
    picker.busy = false;
  };
  const filled = fill();
  const picked = await new Promise<ModelRow | undefined>((resolve) => {
    picker.onDidAccept(() => {
      const row = picker.selectedItems[0]?.row;
      if (row) resolve(row);
    });
    picker.onDidTriggerItemButton(({ item }) => {
      const { page } = item.row ?? {};
      if (page) void vscode.env.openExternal(vscode.Uri.parse(page.url));
    });
    picker.onDidHide(() => resolve(undefined));
  });
  abort.abort();
  picker.dispose();
  await filled;
  return picked;
}

function itemsOf({ group }: ModelSource, rows: readonly ModelRow[]): readonly RowItem[] {
  const separator = { label: group, kind: vscode.QuickPickItemKind.Separator };
  return rows.length === 0 ? [] : [separator, ...rows.map(itemOf)];
}

function itemOf(row: ModelRow): RowItem {
  const { icon, label, description = "", detail, page } = row;
  return {
    row,
    label: `$(${icon}) ${label}`,
    description,
    ...(detail ? { detail } : {}),
    ...(page ? { buttons: [{ iconPath: new vscode.ThemeIcon("link-external"), tooltip: page.title }] } : {}),
  };
}

function preferredOf(items: readonly RowItem[]): RowItem | undefined {
  return items.find(({ row }) => row?.isPreferred) ?? items.find(({ row }) => row);
}
