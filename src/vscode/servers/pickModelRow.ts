import * as vscode from "vscode";
import type { ModelRow, ModelSource } from "./modelSource.ts";

interface RowItem<Chosen> extends vscode.QuickPickItem {
  /** None for a separator. */
  readonly row?: ModelRow<Chosen>;
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
export async function pickModelRow<Chosen>(
  sources: readonly ModelSource<Chosen>[],
  { title, placeholder, onError }: PickOptions,
): Promise<ModelRow<Chosen> | undefined> {
  const picker = vscode.window.createQuickPick<RowItem<Chosen>>();
  const abort = new AbortController();
  Object.assign(picker, { title, placeholder, matchOnDescription: true, matchOnDetail: true, busy: true });
  picker.show();
  const rowsOf = (source: ModelSource<Chosen>) =>
    source.rows(abort.signal).catch((error: unknown) => {
      if (!abort.signal.aborted) onError(error);
      return [];
    });
  const fill = async () => {
    const groups = await Promise.all(
      sources.map(async (source) => ({ group: source.group, rows: preferredFirst(await rowsOf(source), isPreferred) })),
    );
    if (abort.signal.aborted) return;
    // By their order, because a row that is focused although the typed filter hides it takes the focus from all others.
    picker.items = preferredFirst(groups, ({ rows: [first] }) => first !== undefined && isPreferred(first)).flatMap(
      itemsOf,
    );
    picker.busy = false;
  };
  const filled = fill();
  const picked = await new Promise<ModelRow<Chosen> | undefined>((resolve) => {
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

function isPreferred({ isPreferred = false }: { readonly isPreferred?: boolean }): boolean {
  return isPreferred;
}

function preferredFirst<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): readonly Item[] {
  return [...items.filter(isFirst), ...items.filter((item) => !isFirst(item))];
}

function itemsOf<Chosen>({
  group,
  rows,
}: {
  readonly group: string;
  readonly rows: readonly ModelRow<Chosen>[];
}): readonly RowItem<Chosen>[] {
  const separator = { label: group, kind: vscode.QuickPickItemKind.Separator };
  return rows.length === 0 ? [] : [separator, ...rows.map((each) => itemOf(each))];
}

function itemOf<Chosen>(row: ModelRow<Chosen>): RowItem<Chosen> {
  const { icon, label, description = "", detail, page } = row;
  return {
    row,
    label,
    iconPath: new vscode.ThemeIcon(icon),
    description,
    ...(detail ? { detail } : {}),
    ...(page ? { buttons: [{ iconPath: new vscode.ThemeIcon("link-external"), tooltip: page.title }] } : {}),
  };
}
