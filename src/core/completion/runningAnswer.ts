import type { Cursor } from "../types/cursor.ts";
import { createProvenance, type Provenance } from "./provenance.ts";
import { typedSince } from "./typedSince.ts";

/** A request nobody waits for any more is kept this long: the next keystroke usually still agrees with it. */
const orphanMs = 150;

interface Running<T> {
  readonly cursor: Cursor;
  readonly promise: Promise<T>;
  readonly provenance: Provenance;
  readonly controller: AbortController;
  received: string;
  waiting: number;
}

/** An answer that is waited for, and how it comes about. */
export interface Pending<T> {
  readonly answer: Promise<T>;
  readonly provenance: Provenance;
}

/** Fills in the provenance, reports text as it arrives, and stops when its signal fires. */
type Run<T> = (provenance: Provenance, onText: (text: string) => void, signal: AbortSignal) => Promise<T>;

/**
 * Holds the one request that is running at a server. A later place that agrees with what was typed and with what has
 * arrived so far waits for the same answer; one that does not aborts it, down to the socket.
 */
export class RunningAnswer<T> {
  #running: Running<T> | undefined;

  /** The running answer if it may still fit at this cursor; otherwise it is aborted. */
  join(cursor: Cursor, signal: AbortSignal): Pending<T> | undefined {
    const running = this.#running;
    if (!running) return undefined;
    if (agrees(running, cursor)) return this.#wait(running, signal);
    this.abort();
    return undefined;
  }

  /** Starts a request, ending the one before. */
  start(cursor: Cursor, run: Run<T>, signal: AbortSignal): Pending<T> {
    this.abort();
    return this.#wait(this.#begin(cursor, run), signal);
  }

  /** Starts a request that nobody waits for yet; false when another one runs, which comes first. */
  startAhead(cursor: Cursor, run: Run<T>): boolean {
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
    const provenance = createProvenance();
    let received = "";
    const onText = (text: string) => {
      received += text;
      running.received = received;
    };
    const promise = run(provenance, onText, controller.signal).finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    const running: Running<T> = { cursor, promise, provenance, controller, received: "", waiting: 0 };
    this.#running = running;
    return running;
  }

  #wait(running: Running<T>, signal: AbortSignal): Pending<T> {
    running.waiting++;
    const leave = () => {
      running.waiting--;
      setTimeout(() => {
        if (running.waiting === 0 && this.#running === running) this.abort();
      }, orphanMs);
    };
    signal.addEventListener("abort", leave, { once: true });
    const answer = running.promise.finally(() => signal.removeEventListener("abort", leave));
    return { answer, provenance: running.provenance };
  }
}

/** Text before the place that must still be there, and the most that can be typed while an answer runs. */
const anchorLength = 1_000;
const typedLimit = 500;

/** Whether what was typed since is what the answer says so far, or the answer has not got that far. */
function agrees(running: Running<unknown>, cursor: Cursor): boolean {
  const from = running.cursor;
  if (from.uri !== cursor.uri || from.suffix !== cursor.suffix) return false;
  const typed = typedSince(from.prefix.slice(-anchorLength), typedLimit, cursor.prefix);
  if (typed === undefined) return false;
  if (running.received.startsWith(typed)) return true;
  // Behind what has arrived anything may follow, but who has gone on to another line wants another answer.
  return typed.startsWith(running.received) && !typed.slice(running.received.length).includes("\n");
}
