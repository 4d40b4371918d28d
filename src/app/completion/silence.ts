import { forgiveAt, isRejectedAt, nothingRejected, rejectAt } from "../../core/trigger/rejectionMemory.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { Clock, Store, Subscribe } from "../ports.ts";

/** Minutes of a snooze that ends when the window closes. */
export const untilRestart = Number.POSITIVE_INFINITY;

const key = "silentFiles";
/** Files remembered in a workspace; the oldest is forgotten first. */
const maxFiles = 500;
const minuteMs = 60_000;

export interface SilenceDeps {
  readonly clock: Pick<Clock, "wall" | "after">;
  /** Of the workspace: remembers the files that are turned off. */
  readonly store: Store;
}

/** Where the user wants no suggestions: anywhere while snoozed, in some files, and where they rejected one. */
export class Silence {
  readonly #deps: SilenceDeps;
  readonly #listeners = new Set<() => void>();
  /** Files that are turned off but have no name yet: another window gives the same name to another file. */
  #untitled: readonly string[] = [];
  #rejected = nothingRejected;
  #snoozedUntil = 0;
  #cancelTimer: () => void = () => undefined;

  constructor(deps: SilenceDeps) {
    this.#deps = deps;
  }

  /** Notifies when a snooze starts or ends, at each minute of it, and when a file is turned on or off. */
  readonly onDidChange: Subscribe<void> = (listener) => {
    const added = () => listener();
    this.#listeners.add(added);
    return () => void this.#listeners.delete(added);
  };

  get isSnoozed(): boolean {
    return this.#snoozedUntil > this.#deps.clock.wall();
  }

  /** Minutes until the snooze ends, rounded up, or {@link untilRestart}; 0 without one. */
  get minutesLeft(): number {
    return Math.max(0, Math.ceil((this.#snoozedUntil - this.#deps.clock.wall()) / minuteMs));
  }

  /** @param minutes 0 ends the snooze; {@link untilRestart} never does */
  snooze(minutes: number): void {
    this.#snoozedUntil = this.#deps.clock.wall() + minutes * minuteMs;
    this.#tick();
  }

  /** Whether suggestions are turned off for a file. */
  isOffFor(uri: string): boolean {
    return this.#untitled.includes(uri) || this.#kept().includes(uri);
  }

  /** Turns suggestions on or off for a file. Resolves when the workspace remembers it, if the file has a name. */
  async turnFile(uri: string, isOn: boolean): Promise<void> {
    const isUntitled = uri.startsWith("untitled:");
    const others = (isUntitled ? this.#untitled : this.#kept()).filter((each) => each !== uri);
    const files = isOn ? others : [...others, uri].slice(-maxFiles);
    if (isUntitled) this.#untitled = files;
    else await this.#deps.store.set(key, files.length > 0 ? files : undefined);
    this.#changed();
  }

  /** A document was closed: the next one without a file may get the same name. */
  closed(uri: string): void {
    if (!this.#untitled.includes(uri)) return;
    this.#untitled = this.#untitled.filter((each) => each !== uri);
    this.#changed();
  }

  rejectedAt(cursor: Cursor): void {
    this.#rejected = rejectAt(this.#rejected, cursor);
  }

  /** The user requested a suggestion here: forgets what they rejected. */
  askedAt(cursor: Cursor): void {
    this.#rejected = forgiveAt(this.#rejected, cursor);
  }

  isRejectedAt(cursor: Cursor): boolean {
    return isRejectedAt(this.#rejected, cursor);
  }

  dispose(): void {
    this.#cancelTimer();
  }

  #kept(): readonly string[] {
    const kept = this.#deps.store.get(key);
    return Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : [];
  }

  /** Notifies now and at each full minute before the end. */
  #tick(): void {
    this.#cancelTimer();
    const left = this.#snoozedUntil - this.#deps.clock.wall();
    if (left > 0 && Number.isFinite(left)) {
      this.#cancelTimer = this.#deps.clock.after(left % minuteMs || minuteMs, () => this.#tick());
    }
    this.#changed();
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
