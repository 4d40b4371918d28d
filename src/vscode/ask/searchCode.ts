import * as vscode from "vscode";
import type { WorkspaceIndex } from "../../app/ask/workspaceIndex.ts";
import type { Passage } from "../../core/ask/askFiles.ts";
import { groupByFile } from "../../core/ask/groupByFile.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import { t } from "../host/t.ts";
import { openPlace } from "./openPlace.ts";

/** Passages in the list. */
const mostPassages = 30;
/** A word may still be growing for so long after a key, in milliseconds. */
const pauseMs = 80;
/** Longest line that is shown, in UTF-16 units. */
const longestLine = 120;

interface PassageItem extends vscode.QuickPickItem {
  readonly passage: Passage;
}

/** `Hunch: Search Code…`: passages by words, sub-words, synonyms and names, refined as the user types. */
export function searchCode(workspace: WorkspaceIndex, onError: (error: unknown) => void): void {
  workspace.prepare();
  const picker = vscode.window.createQuickPick<PassageItem>();
  picker.title = t("Search code by what it does");
  picker.placeholder = t("retry failed requests");
  let running = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  const search = async (words: string) => {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    if (words.trim() === "") {
      show([], "");
      return;
    }
    picker.busy = true;
    try {
      const progress = (done: number, total: number) => {
        if (!signal.aborted) picker.title = t("Search code by what it does: indexed {0} of {1} files", done, total);
      };
      const found = await workspace.search(words, mostPassages, progress, signal);
      if (found && !signal.aborted) show(groupByFile(found.passages), words);
    } catch (error) {
      if (signal.aborted) return;
      onError(error);
      picker.title = t("Search code by what it does: {0}", messageOf(error));
      picker.busy = false;
    }
  };
  const show = (passages: readonly Passage[], words: string) => {
    picker.busy = false;
    picker.title = titleFor(passages.length, words);
    picker.items = passages.map(itemOf);
  };

  picker.onDidChangeValue((words) => {
    clearTimeout(timer);
    timer = setTimeout(() => void search(words), pauseMs);
  });
  picker.onDidAccept(() => {
    const [chosen] = picker.selectedItems;
    picker.hide();
    if (chosen) void openPlace(chosen.passage.uri, chosen.passage.focusLine, undefined);
  });
  picker.onDidHide(() => {
    clearTimeout(timer);
    running.abort();
    picker.dispose();
  });
  picker.show();
}

function titleFor(count: number, words: string): string {
  if (words !== "" && count === 0) return t("Search code by what it does: nothing matches");
  return t("Search code by what it does");
}

/** The line that says most, its place, and the words for which it was found. */
function itemOf(passage: Passage): PassageItem {
  const { path, startLine, focusLine, text, words } = passage;
  const line = (text.split("\n")[focusLine - startLine] ?? "").trim();
  const name = path.slice(path.lastIndexOf("/") + 1);
  return {
    passage,
    alwaysShow: true, // The index has chosen; the picker must not filter by letters.
    label: `${name}:${focusLine + 1}`,
    iconPath: new vscode.ThemeIcon("file-code"),
    description: line.length > longestLine ? `${line.slice(0, longestLine)}…` : line,
    detail: [path, words.length > 0 ? t("matches {0}", words.join(", ")) : ""]
      .filter((part) => part !== "")
      .join(" · "),
  };
}
