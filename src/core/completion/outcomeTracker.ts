import { eventLanguage } from "../statistics/eventLanguage.ts";
import type {
  EndedEvent,
  ShownEvent,
  SuggestionEndReason,
  SuggestionOutcome,
  VariantFacts,
} from "../statistics/events.ts";
import type { Cursor } from "../types/cursor.ts";
import { AcceptedSpans } from "./acceptedSpans.ts";
import { agreeingPart } from "./agreeingPart.ts";
import type { Suggestion } from "./suggestion.ts";

/** A suggestion as it was handed to the editor. */
export interface Offer {
  readonly suggestion: Suggestion;
  readonly uri: string;
  /** Offset of the cursor in the document. */
  readonly offset: number;
  /** Monotonic, in milliseconds. */
  readonly requestedAt: number;
  readonly explicit: boolean;
  readonly cursor: Cursor;
  /** The variant that made the choices of the request, if any. */
  readonly variant?: VariantFacts | undefined;
}

/** One change of a document: `removed` UTF-16 units at `offset` are replaced by `inserted`. */
export interface TextChange {
  readonly offset: number;
  readonly removed: number;
  /** With "\n" line ends, to be compared with a suggestion. */
  readonly inserted: string;
  /** UTF-16 units that `inserted` takes in the document, whose line ends may be longer. */
  readonly insertedLength: number;
}

/** Where a cursor is in a document; both count from 0. */
export interface CursorPosition {
  readonly offset: number;
  readonly line: number;
}

/** Where accepted text is in its document. */
export interface AcceptedText {
  readonly uri: string;
  /** Offset in the document. */
  readonly start: number;
  /** With "\n" line ends. */
  readonly text: string;
  /** UTF-16 units that `text` takes in the document. */
  readonly length: number;
}

/** @param accepted for an ended suggestion of which something was accepted */
export type EmitOutcome = (event: ShownEvent | EndedEvent, accepted?: AcceptedText) => void;

interface Live {
  offer: Offer;
  readonly offerNumber: number;
  readonly firstRequestedAt: number;
  readonly firstOfferedAt: number;
  /** The suggestion as it was first offered. */
  whole: string;
  /** How much of `whole` is before the cursor: typed or accepted. */
  position: number;
  /** Offset of the cursor in the document. */
  offset: number;
  isCrlf: boolean;
  isShown: boolean;
  readonly accepted: AcceptedSpans;
  /** Start in `whole` of inserted text that agrees with it; the next selection event says whether it was typed. */
  agreeingFrom: number | undefined;
  /** The last change inserted a pair that `whole` has, too; the next selection event says whether the cursor is inside it. */
  hasPair: boolean;
  /** Why it looks over; final unless an acceptance or a continuation follows. */
  ending: SuggestionEndReason | undefined;
}

/** An acceptance that is undone this soon does not count, in milliseconds. */
const undoneWithinMs = 10_000;

/**
 * Finds out what became of each shown suggestion from what a stable extension can see: document changes, selection
 * changes, the command of an accepted item, and our own dismiss command. At most one suggestion is alive. All times
 * are monotonic.
 *
 * The editor reports in this order: accepting whole: change, selection without kind, command; accepting a word: change,
 * selection without kind; typing: change, selection of kind keyboard.
 */
export class OutcomeTracker {
  readonly #emit: EmitOutcome;
  readonly #wall: () => number;
  #live: Live | undefined;
  /** The last suggestion that was accepted whole, and when: an undo may follow. */
  #taken: { readonly live: Live; readonly at: number } | undefined;
  #offerNumber = 0;
  /** The line of the offer that the next suggestion continues. */
  #openLine: { readonly uri: string; readonly line: number } | undefined;

  /** @param wall time of day for events, in milliseconds since 1970 */
  constructor(emit: EmitOutcome, wall: () => number) {
    this.#emit = emit;
    this.#wall = wall;
  }

  /** The offer that is on screen as far as the editor reports it. */
  get visible(): Offer | undefined {
    return this.#live?.ending === undefined ? this.#live?.offer : undefined;
  }

  /** The editor was handed a suggestion; the same id again continues the one that is alive. */
  offered(offer: Offer, at: number): void {
    const before = this.#live;
    if (before?.offer.suggestion.id === offer.suggestion.id) {
      continueWith(before, offer);
      return;
    }
    this.#end(before?.ending ?? "replaced", at);
    const { text } = offer.suggestion;
    this.#live = {
      offer,
      offerNumber: this.#numberOf(offer),
      firstRequestedAt: offer.requestedAt,
      firstOfferedAt: at,
      whole: text,
      position: 0,
      offset: offer.offset,
      isCrlf: false,
      isShown: false,
      accepted: new AcceptedSpans(),
      agreeingFrom: undefined,
      hasPair: false,
      ending: undefined,
    };
  }

  /** Some time after an offer: if it is still alive and agrees with the document, the user has seen it. */
  stillThere(id: number): void {
    const live = this.#live;
    if (live?.offer.suggestion.id === id && live.ending === undefined) this.#show(live);
  }

  /** @param undo whether the editor undid or redid something */
  textChanged(uri: string, changes: readonly TextChange[], undo: boolean, at: number): void {
    if (changes.length === 0) return;
    if (undo) this.#takeBack(uri, changes, at);
    else this.#shiftTaken(uri, changes);
    const live = this.#live;
    if (live?.offer.uri !== uri) return;
    if (live.ending !== undefined) {
      if (!(undo && live.ending === "undone")) this.#end(live.ending, at);
      return;
    }
    const change = changes.find((each) => touches(each, live));
    if (!change) {
      live.offset += changes.filter((each) => each.offset < live.offset).reduce(growth, 0);
      return;
    }
    if (change.insertedLength > change.inserted.length) live.isCrlf = true;
    const agreeing = undo ? "" : agreeingPart(change, live.whole.slice(live.position), live.offset);
    if (agreeing !== "") {
      const isPair = agreeing.length < change.inserted.length;
      live.agreeingFrom ??= live.position;
      live.hasPair = isPair && live.whole.startsWith(change.inserted, live.position);
      live.offset += isPair ? agreeing.length : change.insertedLength;
      live.position += agreeing.length;
    } else {
      live.ending = undo ? "undone" : "typedOtherwise";
      if (undo) stepBack(live, change);
    }
  }

  /** `byKeyboard`: the selection moved because keys were typed or pressed; false for a command or unknown. */
  selectionChanged(uri: string, { offset, line }: CursorPosition, byKeyboard: boolean, at: number): void {
    const live = this.#live;
    if (live?.offer.uri === uri) {
      if (live.ending !== undefined) {
        if (byKeyboard) this.#end(live.ending, at);
      } else if (live.agreeingFrom !== undefined) {
        if (live.hasPair && offset === live.offset + 1) {
          live.offset++;
          live.position++;
        }
        live.hasPair = false;
        if (!byKeyboard) this.#accept(live, live.agreeingFrom, live.position);
        live.agreeingFrom = undefined;
        const left = live.whole.slice(live.position);
        if (byKeyboard && left.trim() === "") live.ending = "typedThrough";
        if (!byKeyboard && left === "") live.ending = "acceptedWhole";
      } else if (offset !== live.offset) {
        this.#end("movedAway", at);
      }
    }
    if (this.#openLine?.uri === uri && this.#openLine.line !== line) this.#openLine = undefined;
  }

  /** The command of an accepted item ran. */
  accepted(id: number, at: number): void {
    const live = this.#live;
    if (live?.offer.suggestion.id !== id) return;
    const from = live.agreeingFrom ?? live.position;
    live.offset += documentLength(live, live.position, live.whole.length);
    live.position = live.whole.length;
    this.#accept(live, from, live.position);
    live.agreeingFrom = undefined;
    this.#end("acceptedWhole", at);
  }

  /** The user dismissed what is shown. Returns the offer that was dismissed. */
  dismissed(at: number): Offer | undefined {
    const live = this.#live;
    if (!live) return undefined;
    this.#show(live);
    this.#end("dismissed", at);
    return live.offer;
  }

  /** No further event will come for what looked over: makes it final. */
  settle(at: number): void {
    if (this.#live?.ending !== undefined) this.#end(this.#live.ending, at);
  }

  /** A document is gone, or with no uri the whole session. */
  closed(uri: string | undefined, at: number): void {
    if (uri === undefined) this.#end(this.#live?.ending ?? "sessionEnded", at);
    else if (this.#live?.offer.uri === uri) this.#end(this.#live.ending ?? "editorClosed", at);
    if (uri === undefined || this.#taken?.live.offer.uri === uri) this.#taken = undefined;
  }

  #numberOf({ uri, cursor: { line } }: Offer): number {
    if (this.#openLine?.uri === uri && this.#openLine.line === line) return this.#offerNumber;
    this.#openLine = { uri, line };
    return ++this.#offerNumber;
  }

  #accept(live: Live, from: number, to: number): void {
    this.#show(live);
    live.accepted.add(from, to);
  }

  /** Keeps the place of the last acceptance while the text above it changes, until its own text does. */
  #shiftTaken(uri: string, changes: readonly TextChange[]): void {
    const live = this.#taken?.live;
    if (live?.offer.uri !== uri || live === this.#live) return;
    const start = live.offset - documentLength(live, 0, live.position);
    const isInside = (each: TextChange) => each.offset < live.offset && each.offset + each.removed > start;
    if (changes.some(isInside)) this.#taken = undefined;
    else live.offset += changes.filter((each) => each.offset <= start).reduce(growth, 0);
  }

  /** An undo right after an acceptance makes the suggestion live again, as not accepted; a redo restores it. */
  #takeBack(uri: string, changes: readonly TextChange[], at: number): void {
    const taken = this.#taken;
    if (taken?.live.offer.uri !== uri || at - taken.at > undoneWithinMs) return;
    const { live } = taken;
    const removing = changes.find((each) => each.removed > 0 && each.offset + each.removed === live.offset);
    if (removing && live.position === live.whole.length) {
      if (this.#live !== live) this.#end(this.#live?.ending ?? "replaced", at);
      stepBack(live, removing);
      live.ending = "undone";
      this.#live = live;
      this.#offerNumber = Math.max(this.#offerNumber, live.offerNumber);
      if (this.#offerNumber === live.offerNumber) this.#openLine = { uri, line: live.offer.cursor.line };
      return;
    }
    const rest = live.whole.slice(live.position);
    const restoring = changes.find((each) => each.offset === live.offset && rest !== "" && each.inserted === rest);
    if (restoring && (this.#live === undefined || this.#live === live)) {
      this.#live = live;
      live.ending = undefined;
      this.accepted(live.offer.suggestion.id, at);
    }
  }

  #show(live: Live): void {
    if (live.isShown) return;
    live.isShown = true;
    this.#emit({
      kind: "shown",
      ...this.#factsOf(live),
      lines: live.whole.split("\n").length,
      latencyMs: round(live.firstOfferedAt - live.firstRequestedAt),
    });
  }

  #end(reason: SuggestionEndReason, at: number): void {
    const live = this.#live;
    this.#live = undefined;
    if (!live?.isShown) return;
    const acceptedCharacters = live.accepted.length;
    const outcome = outcomeOf(reason, acceptedCharacters);
    if (outcome === "accepted") this.#taken = { live, at };
    if (outcome === "accepted" || outcome === "typed" || outcome === "rejected") this.#openLine = undefined;
    const shownForMs = round(at - live.firstOfferedAt);
    this.#emit(
      { kind: "ended", ...this.#factsOf(live), outcome, reason, acceptedCharacters, shownForMs },
      acceptedTextOf(live),
    );
  }

  #factsOf({ offer, offerNumber, whole }: Live) {
    const { id, source, confidence } = offer.suggestion;
    return {
      at: this.#wall(),
      suggestion: id,
      offer: offerNumber,
      languageId: eventLanguage(offer.cursor.languageId),
      source,
      trigger: offer.explicit ? "explicit" : "automatic",
      confidence,
      ...(offer.variant ? { variant: offer.variant } : {}),
      characters: whole.length,
    } as const;
  }
}

/** What is left of the suggestion may be longer than before: deleted text is suggested again. */
function continueWith(live: Live, offer: Offer): void {
  const { text } = offer.suggestion;
  if (!live.whole.endsWith(text)) live.whole = live.whole.slice(0, live.position) + text;
  live.position = live.whole.length - text.length;
  live.accepted.cutAt(live.position);
  live.offer = offer;
  live.offset = offer.offset;
  live.agreeingFrom = undefined;
  live.ending = undefined;
}

/** Undoes what the change removes before the cursor. */
function stepBack(live: Live, { offset, removed, inserted }: TextChange): void {
  if (inserted !== "" || offset + removed !== live.offset) return;
  let position = live.position;
  while (position > 0 && documentLength(live, position, live.position) < removed) position--;
  live.position = position;
  live.offset = offset;
  live.accepted.cutAt(position);
}

/** UTF-16 units that `[from, to)` of the suggestion takes in the document. */
function documentLength({ whole, isCrlf }: Live, from: number, to: number): number {
  const text = whole.slice(from, to);
  return isCrlf ? text.length + text.split("\n").length - 1 : text.length;
}

function acceptedTextOf(live: Live): AcceptedText | undefined {
  const { start, end } = live.accepted;
  if (live.accepted.length === 0) return undefined;
  return {
    uri: live.offer.uri,
    start: live.offset - documentLength(live, start, live.position),
    text: live.whole.slice(start, end),
    length: documentLength(live, start, end),
  };
}

function outcomeOf(reason: SuggestionEndReason, acceptedCharacters: number): SuggestionOutcome {
  if (reason === "acceptedWhole") return "accepted";
  if (acceptedCharacters > 0) return "partlyAccepted";
  if (reason === "typedThrough") return "typed";
  return reason === "dismissed" ? "rejected" : "ignored";
}

/** Changes wholly before the cursor or after the replaced text only move the suggestion. */
function touches(change: TextChange, live: Live): boolean {
  const end = change.offset + change.removed;
  if (change.offset > live.offset + live.offer.suggestion.replaceAfter) return false;
  return end >= live.offset || change.offset >= live.offset;
}

function growth(sum: number, change: TextChange): number {
  return sum + change.insertedLength - change.removed;
}

function round(ms: number): number {
  return Math.round(Math.max(0, ms) * 10) / 10;
}
