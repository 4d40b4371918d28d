import type { Cursor } from "../types/cursor.ts";
import { createProvenance, type Provenance } from "./provenance.ts";
import { addedBefore } from "./restAfter.ts";
import { Stopwatch } from "./stopwatch.ts";
import { typedSince } from "./typedSince.ts";

/** An answer that a completion waits for, and how it comes about. */
export interface Pending<T> {
  readonly answer: Promise<T>;
  /** The cursor it was requested for. */
  readonly cursor: Cursor;
  readonly provenance: Provenance;
}

/** Fills in the provenance, reports text as it arrives, and stops when its signal fires. Never rejects. */
type Run<T> = (provenance: Provenance, onText: (text: string) => void, signal: AbortSignal) => Promise<T>;

/**
 * A request that nothing waits for is kept this long, in milliseconds: the next keystroke usually still agrees with it. In
 * an editor that stops waiting by itself it is kept as long as the cursor stays.
 */
const orphanMs = 150;

/** An editor that stops waiting for a slow answer although the cursor stays. */
export interface LateAnswers {
  /** Whether the cursor is where it was, in an unchanged document. */
  readonly isStillAt: (cursor: Cursor) => boolean;
  /** Milliseconds for which it waits at least. A request that leaves earlier made way for another that it shows by itself. */
  readonly leastWaitMs: number;
  /**
   * An answer has come that a request at this cursor no longer waits for, `ms` milliseconds after it was asked for.
   * @param isAwaited whether another waits for it and gets it now
   */
  readonly answered: (cursor: Cursor, ms: number, isAwaited: boolean) => void;
}

interface Running<T> extends Pending<T> {
  readonly controller: AbortController;
  received: string;
  waiting: number;
  /** The last that stopped waiting where the cursor still is: since when it had waited, and for how long. */
  left?: { readonly cursor: Cursor; readonly since: number; readonly waitedMs: number };
}

/** The one request that runs at a server, which later keystrokes may join. */
export class InFlight<T> {
  readonly #now: () => number;
  readonly #late: LateAnswers | undefined;
  #running: Running<T> | undefined;
  /** Resolves when the last request has ended; an aborted one takes a moment. */
  #ended: Promise<unknown> = Promise.resolve();

  /** @param now monotonic clock in milliseconds */
  constructor(now: () => number, late?: LateAnswers) {
    this.#now = now;
    this.#late = late;
  }

  /**
   * Whether the running answer must be kept for the editor's cursor, although it contradicts this cursor, which is that of
   * an item of the editor's list.
   */
  isTaken(cursor: Cursor): boolean {
    const running = this.#running;
    return running?.cursor.uri === cursor.uri && !agrees(running, cursor) && this.#isKept(running);
  }

  /** The running answer, if it may still fit at this cursor; otherwise aborts it. */
  join(cursor: Cursor, signal: AbortSignal): Pending<T> | undefined {
    const running = this.#running;
    if (!running) return undefined;
    if (agrees(running, cursor)) return this.#wait(running, cursor, signal);
    this.abort();
    return undefined;
  }

  /** Starts a request after aborting the one that runs. */
  start(cursor: Cursor, run: Run<T>, signal: AbortSignal): Pending<T> {
    this.abort();
    return this.#wait(this.#begin(cursor, run), cursor, signal);
  }

  /** Starts a request that nothing waits for yet; false if another one runs, which has priority. */
  startIfIdle(cursor: Cursor, run: Run<T>): boolean {
    if (this.#running) return false;
    this.#begin(cursor, run);
    return true;
  }

  abort(): void {
    this.#running?.controller.abort();
    this.#running = undefined;
  }

  #begin(cursor: Cursor, run: Run<T>): Running<T> {
    const controller = new AbortController();
    const provenance = createProvenance(new Stopwatch(this.#now));
    const onText = (text: string) => {
      running.received += text;
    };
    const earlier = this.#ended;
    const answer = earlier
      .then(() => run(provenance, onText, controller.signal))
      .finally(() => {
        if (this.#running !== running) return;
        this.#running = undefined;
        const { left, waiting } = running;
        if (!left || !this.#late?.isStillAt(left.cursor)) return;
        const isAwaited = waiting > 0;
        if (!isAwaited || left.waitedMs >= this.#late.leastWaitMs)
          this.#late.answered(left.cursor, this.#now() - left.since, isAwaited);
      });
    const running: Running<T> = { answer, cursor, provenance, controller, received: "", waiting: 0 };
    this.#ended = answer.catch(() => undefined); // Whoever waits for it is told.
    this.#running = running;
    return running;
  }

  #wait(running: Running<T>, cursor: Cursor, signal: AbortSignal): Pending<T> {
    running.waiting++;
    const since = this.#now();
    const leave = () => {
      running.waiting--;
      // A request for an item of the editor's list is at a cursor further on, where nobody is.
      if (!running.left || !this.#late?.isStillAt(running.left.cursor))
        running.left = { cursor, since, waitedMs: this.#now() - since };
      this.#abortOnceLeft(running);
    };
    signal.addEventListener("abort", leave, { once: true });
    const answer = running.answer.finally(() => signal.removeEventListener("abort", leave));
    return { answer, cursor: running.cursor, provenance: running.provenance };
  }

  /** Whether the cursor stays where an answer is wanted that nothing waits for, as far as it is known. */
  #isKept({ left, ...running }: Running<T>): boolean {
    return left !== undefined && agrees(running, left.cursor) && this.#late?.isStillAt(left.cursor) === true;
  }

  /** Aborts a request that nothing waits for, unless the cursor stays. */
  #abortOnceLeft(running: Running<T>): void {
    setTimeout(() => {
      if (running.waiting > 0 || this.#running !== running) return;
      if (this.#isKept(running)) this.#abortOnceLeft(running);
      else this.abort();
    }, orphanMs);
  }
}

/** Characters before the position that must still be there, and the maximum that can be typed while a request runs. */
const anchorLength = 1_000;
const typedLimit = 500;

/** Whether what was typed since is what the answer says so far, or the answer has not got that far. */
function agrees(running: Pick<Running<unknown>, "cursor" | "received">, cursor: Cursor): boolean {
  const from = running.cursor;
  if (from.uri !== cursor.uri) return false;
  const typed = typedSince(from.prefix.slice(-anchorLength), typedLimit, cursor.prefix);
  if (typed === undefined || !isSuffixKept(from.suffix, typed, cursor.suffix)) return false;
  if (running.received.startsWith(typed)) return true;
  // Anything may follow what has arrived, but a user who has started another line needs another answer.
  return typed.startsWith(running.received) && !typed.slice(running.received.length).includes("\n");
}

/** Whether the same text follows, at most behind what the editor closed. */
function isSuffixKept(before: string, typed: string, suffix: string): boolean {
  return suffix === before || addedBefore({ after: before, endsThere: true }, typed, suffix) !== undefined;
}
