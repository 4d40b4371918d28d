import { recallFiles } from "../../core/context/recallFiles.ts";
import type { RememberedFile } from "../../core/context/recentFiles.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import type { Log, Store } from "../ports.ts";

const key = "hunch.recentFiles";

/** Reads the list of recent files of earlier sessions. Leaves out and logs entries that are damaged. */
export function loadRecentFiles(store: Store, log: Log): readonly RememberedFile[] {
  const { files, unreadable } = recallFiles(store.get(key), isUri);
  if (unreadable > 0)
    log.warn(`${unreadable} entries in the list of recent files were damaged. Open the files you need again.`);
  return files;
}

/** Saves the list of recent files. Logs a failure. */
export function saveRecentFiles(store: Store, files: readonly RememberedFile[], log: Log): void {
  store.set(key, files).catch((error: unknown) => {
    log.warn(`Can't save the list of recent files: ${messageOf(error)}`);
  });
}

function isUri(text: string): boolean {
  return /^[a-z][a-z\d+.-]+:/i.test(text);
}
