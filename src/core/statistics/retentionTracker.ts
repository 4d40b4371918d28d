import { type EndedEvent, type RetainedEvent, type RetentionTime, retentionTimesMs } from "./events.ts";
import { distanceToBestPart, retainedCharacters, wordsOf } from "./lexemes.ts";
import { inApplicableOrder, moveRange, type RangeChange, type TrackedRange } from "./trackedRange.ts";

/** Where the accepted text of an ended suggestion is. */
export interface AcceptedPlace {
  readonly uri: string;
  readonly start: number;
  /** UTF-16 units that it takes in the document. */
  readonly length: number;
  /** With "\n" line ends. */
  readonly text: string;
}

/** Text of an open document between two offsets, with "\n" line ends; undefined if it is not open. */
export type ReadText = (uri: string, from: number, to: number) => string | undefined;

interface Tracked {
  readonly event: EndedEvent;
  readonly text: string;
  /** Monotonic, in milliseconds. */
  readonly acceptedAt: number;
  uri: string;
  range: TrackedRange;
  /** Index of the next time to measure. */
  next: number;
  isUndone: boolean;
  /** What was around the range when its document was closed. */
  closed: Surroundings | undefined;
}

interface Surroundings {
  readonly inside: string;
  readonly near: string;
  readonly far: string;
}

const undoneWithinMs = 10_000;
/** Copilot looks this far around the position of a suggestion, in UTF-16 units, and then further. */
const nearUnits = 50;
const farUnits = 1_500;
/** An accepted text may be edited up to this fraction of its lexemes. */
const maxEdited = 0.5;
const maxTracked = 200;
/** Longer texts are compared by their first part, so that comparing takes a millisecond. */
const maxCompared = 4_000;

/**
 * Follows accepted suggestions through later edits and measures what remains of each after {@link retentionTimesMs}, by
 * the rule that Copilot uses (`postInsertion.ts` of vscode-copilot-chat): at most half of the lexemes have to be edited
 * to find it within 50, then 1,500 characters of its position. Texts of other suggestions there do not count as found.
 */
export class RetentionTracker {
  #tracked: Tracked[] = [];

  /** @param at monotonic, in milliseconds */
  accepted(event: EndedEvent, { uri, start, length, text }: AcceptedPlace, at: number): void {
    // The same offer again: what was undone and then accepted once more is measured once.
    this.#tracked = this.#tracked.filter((each) => each.uri !== uri || each.event.offer !== event.offer);
    const range = { start, end: start + length };
    const state = { uri, range, next: 0, isUndone: false, closed: undefined };
    this.#tracked.push({ event, text: text.slice(0, maxCompared), acceptedAt: at, ...state });
    if (this.#tracked.length > maxTracked) this.#tracked.shift();
  }

  /** @param isUndo whether the editor undid or redid something */
  changed(uri: string, changes: readonly RangeChange[], isUndo: boolean, at: number): void {
    for (const each of this.#tracked) {
      if (each.uri !== uri) continue;
      for (const change of inApplicableOrder(changes)) follow(each, change, isUndo, at);
    }
  }

  /** @param read what the document contained when it was closed */
  closed(uri: string, read: ReadText): void {
    for (const each of this.#tracked) if (each.uri === uri) each.closed ??= this.#read(each, read);
  }

  renamed(from: string, to: string): void {
    for (const each of this.#tracked) if (each.uri === from) each.uri = to;
  }

  /** When to measure next, by the clock of {@link accepted}; undefined while nothing is tracked. */
  get dueAt(): number | undefined {
    return this.#tracked.length === 0 ? undefined : Math.min(...this.#tracked.map(dueAtOf));
  }

  /** Measures what is due. A document that is closed is measured as it was then. */
  measure(at: number, read: ReadText): readonly RetainedEvent[] {
    const events: RetainedEvent[] = [];
    for (const each of this.#tracked) {
      while (dueAtOf(each) <= at) {
        const afterMs = retentionTimesMs[each.next++];
        if (afterMs !== undefined) events.push(...this.#measure(each, afterMs, read));
      }
    }
    this.#tracked = this.#tracked.filter((each) => each.next < retentionTimesMs.length);
    return events;
  }

  #measure(tracked: Tracked, afterMs: RetentionTime, read: ReadText): readonly RetainedEvent[] {
    if (tracked.closed) findAgain(tracked, read);
    const found = this.#read(tracked, read) ?? tracked.closed;
    if (!found) return [];
    const { event, text, isUndone } = tracked;
    const { at, window, suggestion, offer, languageId, source, trigger, confidence, model, variant, characters } =
      event;
    const { acceptedCharacters } = event;
    return [
      {
        kind: "retained",
        ...{ at, window, suggestion, offer, languageId, source, trigger, confidence, model, variant, characters },
        afterMs,
        acceptedCharacters,
        retainedCharacters: Math.min(acceptedCharacters, retainedCharacters(text, found.inside)),
        isStillInCode: isFound(text, found.near) || isFound(text, found.far),
        isUndone,
      },
    ];
  }

  #read(tracked: Tracked, read: ReadText): Surroundings | undefined {
    const { start, end } = tracked.range;
    const inside = read(tracked.uri, start, Math.min(end, start + maxCompared));
    if (inside === undefined) return undefined;
    return { inside, near: this.#around(tracked, nearUnits, read), far: this.#around(tracked, farUnits, read) };
  }

  /** The text around a suggestion without those of others. */
  #around(tracked: Tracked, units: number, read: ReadText): string {
    const { uri, range } = tracked;
    const others = this.#tracked
      .filter((each) => each !== tracked && each.uri === uri)
      .map((each) => each.range)
      .sort((a, b) => a.start - b.start);
    const to = Math.min(range.end, range.start + maxCompared) + units;
    let from = Math.max(0, range.start - units);
    const parts: string[] = [];
    for (const { start, end } of others) {
      if (end <= from || start >= to) continue;
      parts.push(read(uri, from, Math.max(from, start)) ?? "");
      from = end;
    }
    return [...parts, read(uri, from, Math.max(from, to)) ?? ""].join("\n");
  }
}

function dueAtOf({ acceptedAt, next }: Tracked): number {
  return acceptedAt + (retentionTimesMs[next] ?? Number.POSITIVE_INFINITY);
}

function follow(tracked: Tracked, change: RangeChange, isUndo: boolean, at: number): void {
  const { range } = tracked;
  const length = range.end - range.start;
  if (isUndo && tracked.isUndone && length === 0 && change.offset === range.start && change.removed === 0) {
    tracked.range = { start: range.start, end: range.start + change.insertedLength }; // A redo.
    tracked.isUndone = change.insertedLength === 0;
    return;
  }
  tracked.range = moveRange(range, change);
  const left = tracked.range.end - tracked.range.start;
  if (isUndo && at - tracked.acceptedAt <= undoneWithinMs && left < length / 2) tracked.isUndone = true;
}

/** The document is open again, possibly with other text: looks for the suggestion near where it was. */
function findAgain(tracked: Tracked, read: ReadText): void {
  const { uri, range, closed } = tracked;
  const from = Math.max(0, range.start - farUnits);
  const text = read(uri, from, range.end + farUnits);
  if (text === undefined || !closed) return;
  tracked.closed = undefined;
  if (closed.inside === "" || read(uri, range.start, range.end) === closed.inside) return;
  const places: number[] = [];
  for (let at = text.indexOf(closed.inside); at >= 0; at = text.indexOf(closed.inside, at + 1)) places.push(from + at);
  const nearest = places.sort((a, b) => Math.abs(a - range.start) - Math.abs(b - range.start))[0];
  if (nearest !== undefined) tracked.range = { start: nearest, end: nearest + range.end - range.start };
}

function isFound(text: string, haystack: string): boolean {
  const needle = wordsOf(text);
  return distanceToBestPart(needle, wordsOf(haystack)) <= needle.length * maxEdited;
}
