import type { RememberedFile } from "./recentFiles.ts";

/** What an earlier session remembered, as far as it can be read. */
export interface RecalledFiles {
  readonly files: readonly RememberedFile[];
  /** Entries that are none. */
  readonly unreadable: number;
}

/**
 * Reads the list of recent files back from the workspace's state; what is of another form is left out and counted.
 * @param kept undefined at a first start
 * @param isUri whether the editor can parse a text as a uri
 */
export function recallFiles(kept: unknown, isUri: (text: string) => boolean): RecalledFiles {
  if (kept === undefined) return { files: [], unreadable: 0 };
  const entries: readonly unknown[] = Array.isArray(kept) ? kept : [kept];
  const files = entries.filter((entry) => isRememberedFile(entry, isUri));
  return { files, unreadable: entries.length - files.length };
}

function isRememberedFile(value: unknown, isUri: (text: string) => boolean): value is RememberedFile {
  if (typeof value !== "object" || value === null) return false;
  const entry = new Map<string, unknown>(Object.entries(value));
  const uri = entry.get("uri");
  if (typeof entry.get("languageId") !== "string" || !Number.isFinite(entry.get("touchedAt"))) return false;
  return typeof uri === "string" && isUri(uri);
}
