import type { Cursor } from "../types/cursor.ts";
import type { Suggestion } from "./suggestion.ts";
import { typedSince } from "./typedSince.ts";

/** Suggestions remembered; a place takes one entry for each source. */
const capacity = 200;
/** What must still stand before and after the place: this many lines, the cursor's own included. */
const linesBefore = 3;
const linesAfter = 2;
/** Longest text kept of either side, for documents with very long lines. */
const sideLimit = 1_000;

interface Entry {
  readonly uri: string;
  readonly before: string;
  readonly after: string;
  /** Whether the document ended with `after`, so that nothing may follow it now. */
  readonly endsThere: boolean;
  readonly suggestion: Suggestion;
}

/**
 * Suggestions by the text right around their place, so that edits elsewhere in the file, backspace and typing along
 * find them again. A suggestion typed into is answered by what is left of it, under the same id.
 */
export class SuggestionCache {
  /** Oldest first. */
  #entries: Entry[] = [];

  remember(cursor: Cursor, suggestion: Suggestion): void {
    const after = headOf(cursor.suffix);
    const endsThere = after.length === cursor.suffix.length;
    const entry = { uri: cursor.uri, before: tailOf(cursor.prefix), after, endsThere, suggestion };
    this.#entries = this.#entries.filter((other) => !isSamePlace(other, entry)).slice(-(capacity - 1));
    this.#entries.push(entry);
  }

  /** The newest suggestion that still fits here, a server's before the embedded engine's. */
  recall(cursor: Cursor): Suggestion | undefined {
    let embedded: Suggestion | undefined;
    for (let i = this.#entries.length - 1; i >= 0; i--) {
      const entry = this.#entries[i];
      const found = entry && remainderAt(entry, cursor);
      if (found?.source === "server") return found;
      embedded ??= found;
    }
    return embedded;
  }

  /** Forgets a suggestion everywhere it fits, e.g. because the user rejected it. */
  forget(id: number): void {
    this.#entries = this.#entries.filter((entry) => entry.suggestion.id !== id);
  }

  clear(): void {
    this.#entries = [];
  }
}

function remainderAt(entry: Entry, cursor: Cursor): Suggestion | undefined {
  const { suggestion } = entry;
  if (entry.uri !== cursor.uri || !cursor.suffix.startsWith(entry.after)) return undefined;
  if (entry.endsThere && cursor.suffix.length !== entry.after.length) return undefined;
  const typed = typedSince(entry.before, suggestion.text.length, cursor.prefix);
  if (typed === undefined || typed.length >= suggestion.text.length || !suggestion.text.startsWith(typed))
    return undefined;
  return typed === "" ? suggestion : { ...suggestion, text: suggestion.text.slice(typed.length) };
}

function isSamePlace(a: Entry, b: Entry): boolean {
  return a.uri === b.uri && a.before === b.before && a.after === b.after && a.suggestion.source === b.suggestion.source;
}

function tailOf(prefix: string): string {
  let from = prefix.length;
  for (let line = 0; line < linesBefore && from > 0; line++) from = prefix.lastIndexOf("\n", from - 1);
  return prefix.slice(Math.max(from, prefix.length - sideLimit, 0));
}

function headOf(suffix: string): string {
  let to = -1;
  for (let line = 0; line < linesAfter; line++) {
    to = suffix.indexOf("\n", to + 1);
    if (to < 0) return suffix.slice(0, sideLimit);
  }
  return suffix.slice(0, Math.min(to + 1, sideLimit));
}
