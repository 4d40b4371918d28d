import type { RememberedFile } from "./recentFiles.ts";

/** The recent files of an earlier session. */
export interface RecalledFiles {
  readonly files: readonly RememberedFile[];
  /** Number of damaged entries. */
  readonly unreadable: number;
}

/**
 * Parses the saved list of recent files. Leaves out and counts damaged entries.
 * @param kept undefined at the first start
 * @param isUri whether a text is a uri
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
