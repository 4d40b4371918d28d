import { type EventLanguage, eventLanguage } from "../statistics/eventLanguage.ts";
import type { EndedEvent, ShownEvent, SuggestionEndReason, SuggestionOutcome } from "../statistics/events.ts";
import type { Cursor } from "../types/cursor.ts";
import type { Suggestion } from "./suggestion.ts";

/** A suggestion as it was handed to the editor. */
export interface Offer {
  readonly suggestion: Suggestion;
  readonly uri: string;
  /** Offset of the cursor in the document. */
  readonly offset: number;
  readonly requestedAt: number;
  readonly cursor: Cursor;
}

/** One change of a document: `removed` UTF-16 units at `offset` gave way to `inserted`. */
export interface TextChange {
  readonly offset: number;
  readonly removed: number;
  /** With "\n" line ends, to be compared with a suggestion. */
  readonly inserted: string;
  /** UTF-16 units that `inserted` takes in the document, whose line ends may be longer. */
  readonly insertedLength: number;
}

interface Live {
  readonly offer: Offer;
  readonly languageId: EventLanguage;
  /** Length of the suggestion when it was first offered. */
  readonly characters: number;
  readonly lines: number;
  readonly firstRequestedAt: number;
  offset: number;
  remaining: string;
  shownAt: number | undefined;
  acceptedCharacters: number;
  /** Inserted text that agreed with the suggestion; whether typed or accepted, the next selection event decides. */
  agreeing: string;
  /** Why it looks over; final unless an acceptance or a continuation follows. */
  ending: SuggestionEndReason | undefined;
}

/**
 * Finds out what became of each shown suggestion from what a stable extension can see: document changes, selection
 * changes, the command of an accepted item, and our own dismiss command. At most one suggestion is alive.
 *
 * The editor sends events in this order: accepting whole: change, selection without kind, command; accepting a word: change,
 * selection without kind; typing: change, selection of kind keyboard.
 */
export class OutcomeTracker {
  readonly #emit: (event: ShownEvent | EndedEvent) => void;
  #live: Live | undefined;

  constructor(emit: (event: ShownEvent | EndedEvent) => void) {
    this.#emit = emit;
  }

  /** Id of the suggestion that may be visible. */
  get liveId(): number | undefined {
    return this.#live?.offer.suggestion.id;
  }

  /** The suggestion that may be visible, as it was offered. */
  get liveOffer(): Offer | undefined {
    return this.#live?.offer;
  }

  /** The editor was handed a suggestion; the same id again continues the one that is alive. */
  offered(offer: Offer, at: number): void {
    const { suggestion } = offer;
    const before = this.#live;
    if (before?.offer.suggestion.id === suggestion.id) {
      this.#live = {
        ...before,
        offer,
        offset: offer.offset,
        remaining: suggestion.text,
        agreeing: "",
        ending: undefined,
      };
      return;
    }
    this.#end(before?.ending ?? "replaced", at);
    this.#live = {
      offer,
      languageId: eventLanguage(offer.cursor.languageId),
      characters: suggestion.text.length,
      lines: suggestion.text.split("\n").length,
      firstRequestedAt: offer.requestedAt,
      offset: offer.offset,
      remaining: suggestion.text,
      shownAt: undefined,
      acceptedCharacters: 0,
      agreeing: "",
      ending: undefined,
    };
  }

  /** Some time after an offer: if it is still alive and agrees with the document, the user can see it. */
  stillThere(id: number, at: number): void {
    const live = this.#live;
    if (live?.offer.suggestion.id === id && live.ending === undefined) this.#show(live, at);
  }

  textChanged(uri: string, changes: readonly TextChange[], undo: boolean, at: number): void {
    const live = this.#live;
    if (live?.offer.uri !== uri || changes.length === 0) return;
    if (live.ending !== undefined) {
      this.#end(live.ending, at);
      return;
    }
    const change = changes.find((each) => touches(each, live));
    if (!change) {
      live.offset += changes.filter((each) => each.offset < live.offset).reduce(growth, 0);
    } else if (
      !undo &&
      change.offset === live.offset &&
      change.removed === 0 &&
      live.remaining.startsWith(change.inserted)
    ) {
      live.agreeing += change.inserted;
      live.offset += change.insertedLength;
      live.remaining = live.remaining.slice(change.inserted.length);
    } else {
      live.ending = undo ? "undone" : "typedOtherwise";
    }
  }

  /** `byKeyboard`: the selection moved because keys were typed or pressed; false for a command or unknown. */
  selectionChanged(uri: string, offset: number, byKeyboard: boolean, at: number): void {
    const live = this.#live;
    if (live?.offer.uri !== uri) return;
    if (live.ending !== undefined) {
      if (byKeyboard) this.#end(live.ending, at);
      return;
    }
    if (live.agreeing !== "") {
      if (!byKeyboard) {
        this.#show(live, at);
        live.acceptedCharacters += live.agreeing.length;
      }
      live.agreeing = "";
      if (live.remaining === "") live.ending = byKeyboard ? "typedThrough" : "acceptedWhole";
    } else if (offset !== live.offset) {
      this.#end("movedAway", at);
    }
  }

  /** The command of an accepted item ran. */
  accepted(id: number, at: number): void {
    const live = this.#live;
    if (live?.offer.suggestion.id !== id) return;
    this.#show(live, at);
    live.acceptedCharacters += live.agreeing.length + live.remaining.length;
    live.agreeing = "";
    this.#end("acceptedWhole", at);
  }

  /** The user dismissed what is shown. Returns the offer that was dismissed. */
  dismissed(at: number): Offer | undefined {
    const live = this.#live;
    if (!live) return undefined;
    this.#show(live, at);
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
  }

  #show(live: Live, at: number): void {
    if (live.shownAt !== undefined) return;
    live.shownAt = at;
    const { suggestion } = live.offer;
    this.#emit({
      kind: "shown",
      at,
      suggestion: suggestion.id,
      languageId: live.languageId,
      source: suggestion.source,
      characters: live.characters,
      lines: live.lines,
      latencyMs: at - live.firstRequestedAt,
    });
  }

  #end(reason: SuggestionEndReason, at: number): void {
    const live = this.#live;
    this.#live = undefined;
    if (live?.shownAt === undefined) return;
    const { suggestion } = live.offer;
    this.#emit({
      kind: "ended",
      at,
      suggestion: suggestion.id,
      languageId: live.languageId,
      source: suggestion.source,
      outcome: outcomeOf(reason, live.acceptedCharacters),
      reason,
      characters: live.characters,
      acceptedCharacters: live.acceptedCharacters,
      shownForMs: at - live.shownAt,
    });
  }
}

function outcomeOf(reason: SuggestionEndReason, acceptedCharacters: number): SuggestionOutcome {
  if (reason === "acceptedWhole") return "accepted";
  if (acceptedCharacters > 0) return "partlyAccepted";
  return reason === "dismissed" ? "rejected" : "ignored";
}

/** Changes wholly before or behind the ghost text's place only move it. */
function touches(change: TextChange, live: Live): boolean {
  const end = change.offset + change.removed;
  if (change.offset > live.offset + live.offer.suggestion.replaceAfter) return false;
  return end >= live.offset || change.offset >= live.offset;
}

function growth(sum: number, change: TextChange): number {
  return sum + change.insertedLength - change.removed;
}
