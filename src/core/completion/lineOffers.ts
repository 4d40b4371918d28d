import type { Cursor } from "../types/cursor.ts";
import { typedSince } from "./typedSince.ts";

/** Characters before the cursor by which the place of an offer is found again. */
const anchorLength = 300;
/** Maximum characters that may have been typed since. */
const typedLimit = 2_000;

interface Shown {
  readonly anchor: string;
  readonly text: string;
}

/**
 * Remembers what was offered on the line that is being typed. An offer that the typed text agrees with continues; one
 * that the user typed against is contradicted, and what was left of it is not offered again on that line.
 */
export class LineOffers {
  #uri = "";
  #line = -1;
  #shown: Shown | undefined;
  #contradicted: string[] = [];
  /** The end of the text before the cursor at the last contradiction: once it is deleted, nothing is contradicted. */
  #since = "";

  /** Brings the memory up to date with the text before the cursor. */
  follow({ uri, line, prefix }: Cursor): void {
    const shown = this.#shown;
    if (shown !== undefined && uri === this.#uri) {
      const typed = typedAfter(shown.anchor, prefix);
      if (typed === undefined) this.#reset();
      else if (typed.startsWith(shown.text)) this.#reset();
      else if (!shown.text.startsWith(typed))
        this.#contradict(shown.text.slice(sharedLength(shown.text, typed)), prefix);
    }
    if (uri !== this.#uri || (line !== this.#line && this.#shown === undefined)) this.#reset();
    else if (typedAfter(this.#since, prefix) === undefined) this.#contradicted = [];
    this.#uri = uri;
    this.#line = line;
  }

  /** Whether a text at the cursor is the rest of what is shown, or begins with it. */
  continues(text: string, { prefix }: Cursor): boolean {
    if (this.#shown === undefined) return false;
    const typed = typedAfter(this.#shown.anchor, prefix) ?? "";
    return text.startsWith(this.#shown.text.slice(typed.length));
  }

  /** Whether a text is what is left of an offer that the user typed against, or ends with that. */
  isContradicted(text: string): boolean {
    return this.#contradicted.some((rest) => rest.endsWith(text) || text.endsWith(rest));
  }

  /** Offers on this line that the user typed against. */
  get contradictions(): number {
    return this.#contradicted.length;
  }

  /** A text was shown at the cursor. */
  show(text: string, cursor: Cursor): void {
    if (cursor.uri !== this.#uri || cursor.line !== this.#line) this.#reset();
    this.#uri = cursor.uri;
    this.#line = cursor.line;
    this.#shown = { anchor: cursor.prefix.slice(-anchorLength), text };
  }

  /** Nothing is shown any more, because the user dismissed it: what comes next is new, even if it is the same. */
  hide(): void {
    this.#shown = undefined;
  }

  /** The user asked for a suggestion: whatever was contradicted may be shown again. */
  forgive(): void {
    this.#contradicted = [];
  }

  #contradict(rest: string, prefix: string): void {
    this.#contradicted.push(rest);
    this.#since = prefix.slice(-anchorLength);
    this.#shown = undefined;
  }

  #reset(): void {
    this.#shown = undefined;
    this.#contradicted = [];
  }
}

/** What was typed after the anchor; undefined where that is gone. */
function typedAfter(anchor: string, prefix: string): string | undefined {
  // A shorter anchor is the whole document up to the offer.
  if (anchor.length < anchorLength) return prefix.startsWith(anchor) ? prefix.slice(anchor.length) : undefined;
  return typedSince(anchor, typedLimit, prefix);
}

function sharedLength(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
