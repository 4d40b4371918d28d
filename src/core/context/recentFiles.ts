import { languages } from "../code/languages/languages.ts";
import type { LineEdit, LineRange, RecentFile } from "../types/source.ts";
import { followEdits } from "./editedRanges.ts";

/** Maximum number of files of one language family that are used as context. */
export const recentFileLimit = 20;
/** More files are remembered than used, so that excluding or deleting some doesn't empty the list. */
const rememberedPerFamily = 40;

/** One file, as it is saved. */
export interface RememberedFile {
  readonly uri: string;
  readonly languageId: string;
  /** When it was last focused, opened or edited, in milliseconds since 1970. */
  readonly touchedAt: number;
}

interface Entry extends RememberedFile {
  readonly edited: readonly LineRange[];
}

/**
 * The most recent files by language family: last focused, opened or edited. Includes closed files, and files of any
 * size.
 */
export class RecentFiles {
  /** Oldest first, by insertion order of the map. */
  readonly #entries = new Map<string, Entry>();

  constructor(remembered: readonly RememberedFile[] = []) {
    for (const file of [...remembered].sort((a, b) => a.touchedAt - b.touchedAt)) this.touch(file);
  }

  /** The file was focused or opened. */
  touch(file: RememberedFile): void {
    const edited = this.#entries.get(file.uri)?.edited ?? [];
    this.#entries.delete(file.uri);
    this.#entries.set(file.uri, { ...file, edited });
    this.#trim(languages.of(file.languageId).family);
  }

  /** The file was edited: touches it and moves its edited ranges. */
  noteEdits(file: RememberedFile, edits: readonly LineEdit[]): void {
    this.touch(file);
    const entry = this.#entries.get(file.uri);
    if (entry) this.#entries.set(file.uri, { ...entry, edited: followEdits(entry.edited, edits) });
  }

  remove(uri: string): void {
    this.#entries.delete(uri);
  }

  rename(oldUri: string, newUri: string): void {
    const entry = this.#entries.get(oldUri);
    if (!entry) return;
    const later = [...this.#entries.values()];
    this.#entries.clear();
    for (const each of later)
      this.#entries.set(each.uri === oldUri ? newUri : each.uri, each.uri === oldUri ? { ...each, uri: newUri } : each);
  }

  /** The most recent files of the language's family, most recent first. */
  list(languageId: string, limit: number = recentFileLimit): readonly RecentFile[] {
    const family = languages.of(languageId).family;
    return [...this.#entries.values()]
      .reverse()
      .filter((entry) => languages.of(entry.languageId).family === family)
      .slice(0, limit)
      .map(({ uri, edited }) => ({ uri, edited }));
  }

  /** The recent files except the one at `uri`, most recent first. */
  others(uri: string, languageId: string): readonly RecentFile[] {
    const files = this.list(languageId, recentFileLimit + 1).filter((file) => file.uri !== uri);
    return files.slice(0, recentFileLimit);
  }

  languageOf(uri: string): string | undefined {
    return this.#entries.get(uri)?.languageId;
  }

  /** Families by last touch, most recent first. */
  families(): readonly string[] {
    return [...new Set([...this.#entries.values()].reverse().map((entry) => languages.of(entry.languageId).family))];
  }

  /** The files to save, most recent first. */
  remembered(): readonly RememberedFile[] {
    return [...this.#entries.values()]
      .reverse()
      .map(({ uri, languageId, touchedAt }) => ({ uri, languageId, touchedAt }));
  }

  #trim(family: string): void {
    const members = [...this.#entries.values()].filter((entry) => languages.of(entry.languageId).family === family);
    for (const entry of members.slice(0, Math.max(0, members.length - rememberedPerFamily))) {
      this.#entries.delete(entry.uri);
    }
  }
}
