import * as vscode from "vscode";
import type { ModelRow, ModelSource } from "./modelSource.ts";

interface RowItem extends vscode.QuickPickItem {
  readonly row?: ModelRow;
}

export interface PickOptions {
  readonly title: string;
  readonly placeholder: string;
  /** Called if a source fails; its group stays empty. */
  readonly onError: (error: unknown) => void;
}

/** Lets the user pick a row of several groups, each of which appears when its rows are known. */
export async function pickModelRow(
  sources: readonly ModelSource[],
  { title, placeholder, onError }: PickOptions,
): Promise<ModelRow | undefined> {
  const picker = vscode.window.createQuickPick<RowItem>();
  const abort = new AbortController();
  const known = new Map<ModelSource, readonly ModelRow[]>();
  let suggested: RowItem | undefined;
  Object.assign(picker, { title, placeholder, matchOnDescription: true, matchOnDetail: true });
  const draw = () => {
    const [active] = picker.activeItems;
    const kept = active === suggested || active?.row === undefined ? undefined : active.row;
    picker.items = sources.flatMap((source) => itemsOf(source, known.get(source)));
    suggested = preferredOf(picker.items);
    const selected = picker.items.find(({ row }) => row && row === kept) ?? suggested;
    if (selected) picker.activeItems = [selected];
    picker.busy = known.size < sources.length;
  };
  draw();
  picker.show();
  const loading = sources.map(async (source) => {
    const rows = await source.rows(abort.signal).catch((error: unknown) => {
      if (!abort.signal.aborted) onError(error);
      return [];
    });
    if (abort.signal.aborted) return;
    known.set(source, rows);
    draw();
  });
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
  await Promise.all(loading);
  return picked;
}

function itemsOf({ group, pending }: ModelSource, rows: readonly ModelRow[] | undefined): readonly RowItem[] {
  const separator = { label: group, kind: vscode.QuickPickItemKind.Separator };
  if (!rows) return pending === undefined ? [] : [separator, { label: `$(loading~spin) ${pending}` }];
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
