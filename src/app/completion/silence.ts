import { forgiveAt, isRejectedAt, nothingRejected, rejectAt } from "../../core/trigger/rejectionMemory.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { Clock } from "../ports.ts";

/** Where the user wants no suggestions: anywhere while snoozed, and at positions where they rejected one. */
export class Silence {
  readonly #clock: Pick<Clock, "wall">;
  #rejected = nothingRejected;
  #snoozedUntil = 0;

  constructor(clock: Pick<Clock, "wall">) {
    this.#clock = clock;
  }

  get isSnoozed(): boolean {
    return this.#snoozedUntil > this.#clock.wall();
  }

  /** @param minutes 0 ends the snooze */
  snooze(minutes: number): void {
    this.#snoozedUntil = this.#clock.wall() + minutes * 60_000;
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
}
