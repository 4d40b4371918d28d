import type { Cursor } from "../types/cursor.ts";
import { LineOffers } from "./lineOffers.ts";
import { restAfter } from "./restAfter.ts";
import type { Suggestion } from "./suggestion.ts";
import { typedSince } from "./typedSince.ts";

/** Maximum number of remembered suggestions; a position takes one for each source. */
const capacity = 200;
/** Lines before and after the position that must still be there, the cursor's own line included. */
const linesBefore = 3;
const linesAfter = 2;
/** Maximum characters kept of either side, for documents with very long lines. */
const sideLimit = 1_000;

/** A suggestion with the text around the position it was made for. */
interface Entry {
  readonly uri: string;
  readonly before: string;
  readonly after: string;
  /** Whether the document ended with `after`, so that nothing may follow it now. */
  readonly endsThere: boolean;
  readonly suggestion: Suggestion;
}

/**
 * Remembers suggestions by the text around their position, so that edits elsewhere in the file, backspace and typing
 * along find them again. If a part of a suggestion was typed, recalling returns the rest under the same id.
 */
export class SuggestionMemory {
  /** What was shown on the line that is being typed. */
  readonly offers = new LineOffers();
  /** Oldest first. */
  #entries: Entry[] = [];
  #lastId = 0;
  #held: { readonly id: number; readonly at: number } | undefined;

  /** A number that no other suggestion has. */
  nextId(): number {
    return ++this.#lastId;
  }

  remember(cursor: Cursor, suggestion: Suggestion): void {
    const { before, after, ...rest } = entryOf(cursor, suggestion);
    const entry = { ...rest, before: ownCopy(before), after: ownCopy(after) };
    this.#entries = this.#entries.filter((other) => !isSamePosition(other, entry)).slice(-(capacity - 1));
    this.#entries.push(entry);
  }

  /** The newest suggestion that still fits at the cursor; a server's before the embedded engine's. */
  recall(cursor: Cursor): Suggestion | undefined {
    let embedded: Suggestion | undefined;
    for (let i = this.#entries.length - 1; i >= 0; i--) {
      const entry = this.#entries[i];
      const found = entry && restAt(entry, cursor);
      if (found?.source === "server") return found;
      embedded ??= found;
    }
    return embedded;
  }

  /** Notes that a suggestion is ready, but may not be shown yet. @param at monotonic, in milliseconds */
  hold(id: number, at: number): void {
    if (this.#held?.id !== id) this.#held = { id, at };
  }

  /** Since when a suggestion has been held; undefined if it is not the last one that was. */
  heldSince(id: number): number | undefined {
    return this.#held?.id === id ? this.#held.at : undefined;
  }

  /** Forgets a suggestion everywhere it fits, e.g. because the user rejected it. */
  forget(id: number): void {
    this.#entries = this.#entries.filter((entry) => entry.suggestion.id !== id);
  }

  clear(): void {
    this.#entries = [];
    this.#held = undefined;
  }
}

/** What is left at `cursor` of a suggestion made for `origin`, under the same id; undefined if it no longer fits. */
export function continueSuggestion(suggestion: Suggestion, origin: Cursor, cursor: Cursor): Suggestion | undefined {
  return restAt(entryOf(origin, suggestion), cursor);
}

function entryOf({ uri, prefix, suffix }: Cursor, suggestion: Suggestion): Entry {
  const after = headOf(suffix);
  return { uri, before: tailOf(prefix), after, endsThere: after.length === suffix.length, suggestion };
}

/**
 * Returns a part of a longer text as a text of its own. JavaScript engines make a part by pointing into the longer text,
 * and so keep all of that in memory for as long as the part is used.
 */
function ownCopy(part: string): string {
  return ` ${part}`.slice(1);
}

function restAt(entry: Entry, cursor: Cursor): Suggestion | undefined {
  const { suggestion } = entry;
  if (entry.uri !== cursor.uri) return undefined;
  const typed = typedSince(entry.before, suggestion.text.length, cursor.prefix);
  if (typed === undefined || !suggestion.text.startsWith(typed)) return undefined;
  const { after, endsThere } = entry;
  const made = { after, endsThere, replaceAfter: suggestion.replaceAfter };
  const rest = restAfter(made, typed, suggestion.text.slice(typed.length), cursor.suffix);
  // A remaining space can't be seen.
  if (rest === undefined || rest.text.trim() === "") return undefined;
  return typed === "" ? suggestion : { ...suggestion, ...rest };
}

function isSamePosition(a: Entry, b: Entry): boolean {
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
