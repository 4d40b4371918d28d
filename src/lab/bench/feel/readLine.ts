import type { DrawnGhost, TypingEvent } from "../../../../test/support/page/typing.ts";
import type { FeltLine, FeltOffer } from "../../replay/feelReport.ts";
import type { OfferFaults } from "../../replay/offerFaults.ts";
import { matchedChars } from "../../replay/replayTyping.ts";

/** A line that someone types, and how its suggestions are judged. `typed` is the part of it before the cursor. */
export interface WantedLine {
  readonly text: string;
  readonly isRight: (ghost: DrawnGhost, typed: string) => boolean;
  readonly faultsOf: (ghost: DrawnGhost, typed: string) => OfferFaults;
}

/** One suggestion as it was drawn, with what only a real editor can show. */
export interface DrawnOffer extends FeltOffer {
  /** Milliseconds from the key before it to the frame that drew it; undefined if there was no key. */
  readonly afterKeyMs: number | undefined;
  /** VS Code's list of suggestions was open at a key while it could be seen. */
  readonly besideList: boolean;
  /** It went before any key was pressed, such as when the list opened. */
  readonly goneWithoutKey: boolean;
  /** How often it vanished for a frame and longer, and came back. */
  readonly flickers: number;
}

/** One line as it was typed in a real editor. */
export interface DrawnLine extends FeltLine {
  readonly offers: readonly DrawnOffer[];
  /** Keys before which a right suggestion could be seen, but Tab would have gone to VS Code's list. */
  readonly stopsBehindList: number;
  /** Tab was pressed when nothing could be accepted any more. */
  readonly missedTabs: number;
}

/** One frame at 60 Hz, in milliseconds: what is gone for less was never drawn. */
const frameMs = 16;
/**
 * VS Code draws one change in several steps, at most this many milliseconds apart: what stood before a key stays until the
 * line is drawn again, and the lines below the cursor's are drawn a frame before the rest of the cursor's.
 */
const stepsMs = 2 * frameMs;
/** Brackets and quotes at the end of a suggestion, which the editor may have closed before it. */
const onlyClosing = /^[)\]}"'`]*$/;

interface Standing {
  readonly ghost: DrawnGhost;
  readonly faults: OfferFaults;
  readonly shownAt: number;
  readonly afterKeyMs: number | undefined;
  /** What is still expected to be drawn. */
  rest: DrawnGhost;
  keysSeen: number;
  hiddenAt: number | undefined;
  besideList: boolean;
  flickers: number;
}

/** Reads a recording of one line from its first key to its last. */
export function readLine(events: readonly TypingEvent[], wanted: WantedLine): DrawnLine {
  const reader = new LineReader(wanted);
  for (const event of events) {
    if (reader.isDone) break;
    if (event.kind === "screen") reader.screen(event.ghost, event.isListOpen, event.at);
    else if (event.key === "Tab") reader.tab(event.at);
    else if (event.key.length === 1) reader.key(event.key, event.at);
    else reader.otherKey(event.at);
  }
  return reader.end();
}

class LineReader {
  readonly #wanted: WantedLine;
  readonly #offers: DrawnOffer[] = [];
  #standing: Standing | undefined;
  #typed = "";
  #keys = 0;
  #lastKeyAt: number | undefined;
  /** What was drawn when the last key was pressed. */
  #drawnAtKey: string | undefined;
  #isListOpen = false;
  #stopsBehindList = 0;
  #missedTabs = 0;
  #lastAt = 0;

  constructor(wanted: WantedLine) {
    this.#wanted = wanted;
  }

  get isDone(): boolean {
    return this.#typed.length >= this.#wanted.text.length;
  }

  screen(ghost: DrawnGhost | undefined, isListOpen: boolean, at: number): void {
    this.#isListOpen = isListOpen;
    const standing = this.#standing;
    if (!ghost) {
      if (standing) standing.hiddenAt ??= at;
    } else if (standing && isSame(ghost.text, standing.rest.text)) {
      if (standing.hiddenAt !== undefined && at - standing.hiddenAt >= frameMs) standing.flickers++;
      standing.hiddenAt = undefined;
      standing.rest = { text: leadingClosings(ghost.text, standing.rest.text) + ghost.text, between: ghost.between };
    } else if (!this.#isFromBeforeKey(ghost, at)) {
      const next = this.#stand(ghost, at);
      const isStep = standing?.keysSeen === 0 && at - standing.shownAt <= stepsMs;
      if (!isStep) this.#leave(standing?.hiddenAt ?? at);
      this.#standing = isStep ? { ...next, shownAt: standing.shownAt, afterKeyMs: standing.afterKeyMs } : next;
    }
  }

  key(key: string, at: number): void {
    const standing = this.#look(at);
    this.#press(at);
    this.#typed += key;
    if (!standing) return;
    standing.keysSeen++;
    const { text, between } = standing.rest;
    if (text.startsWith(key)) standing.rest = { text: text.slice(key.length), between };
    else this.#leave(at);
  }

  tab(at: number): void {
    const standing = this.#look(at);
    this.#press(at);
    if (!standing) {
      this.#missedTabs++;
      return;
    }
    const left = this.#wanted.text.slice(this.#typed.length);
    this.#typed += left.slice(0, matchedChars(left, standing.rest.text));
    this.#offers.push(seen(standing, at, true));
    this.#standing = undefined;
  }

  /** A key that writes nothing of the line, such as Enter before it. */
  otherKey(at: number): void {
    this.#lastKeyAt = at;
  }

  end(): DrawnLine {
    this.#leave(this.#lastAt);
    const [plainKeys, keys] = [this.#wanted.text.length, this.#keys];
    const [stopsBehindList, missedTabs] = [this.#stopsBehindList, this.#missedTabs];
    return { plainKeys, keys, offers: this.#offers, stopsBehindList, missedTabs };
  }

  /** What can be seen when a key is pressed; something that vanished before is over. */
  #look(at: number): Standing | undefined {
    if (this.#standing?.hiddenAt !== undefined) this.#leave(this.#standing.hiddenAt);
    const standing = this.#standing;
    this.#lastAt = at;
    if (!standing || !this.#isListOpen) return standing;
    standing.besideList = true;
    if (this.#wanted.isRight(standing.rest, this.#typed)) this.#stopsBehindList++;
    return standing;
  }

  #press(at: number): void {
    this.#keys++;
    this.#lastKeyAt = at;
    this.#drawnAtKey = this.#standing?.rest.text;
  }

  #isFromBeforeKey({ text }: DrawnGhost, at: number): boolean {
    if (this.#lastKeyAt === undefined || at - this.#lastKeyAt > stepsMs) return false;
    return this.#drawnAtKey?.startsWith(text) === true;
  }

  #stand(ghost: DrawnGhost, at: number): Standing {
    const faults = this.#wanted.faultsOf(ghost, this.#typed);
    const afterKeyMs = this.#lastKeyAt === undefined ? undefined : at - this.#lastKeyAt;
    const fresh = { keysSeen: 0, hiddenAt: undefined, besideList: false, flickers: 0 };
    return { ghost, faults, shownAt: at, afterKeyMs, rest: ghost, ...fresh };
  }

  #leave(at: number): void {
    if (this.#standing) this.#offers.push(seen(this.#standing, at, false));
    this.#standing = undefined;
  }
}

function seen(standing: Standing, at: number, accepted: boolean): DrawnOffer {
  const { ghost, faults, shownAt, afterKeyMs, rest, keysSeen, besideList, flickers } = standing;
  const isOver = accepted || rest.text.trim() === "";
  return {
    text: ghost.text,
    ...faults,
    accepted,
    goneAfterMs: isOver ? undefined : at - shownAt,
    goneAtNextKey: !isOver && keysSeen === 1,
    goneWithoutKey: !isOver && keysSeen === 0,
    afterKeyMs,
    besideList,
    flickers,
  };
}

/** Whether what is drawn is what was expected to remain, up to brackets that the editor closed meanwhile. */
function isSame(drawn: string, expected: string): boolean {
  const left = expected.slice(leadingClosings(drawn, expected).length);
  const [short, long] = drawn.length < left.length ? [drawn, left] : [left, drawn];
  return short !== "" && long.startsWith(short) && onlyClosing.test(long.slice(short.length));
}

/** The closed brackets between the cursor and the first character that is drawn, of what was expected to remain. */
function leadingClosings(drawn: string, expected: string): string {
  const at = drawn === "" ? 0 : Math.max(0, expected.indexOf(drawn));
  const leading = expected.slice(0, at);
  return onlyClosing.test(leading) ? leading : "";
}
