import { forgiveAt, isRejectedAt, nothingRejected, rejectAt } from "../../core/trigger/rejectionMemory.ts";
import type { Cursor } from "../../core/types/cursor.ts";

/** What the user has silenced in this window: everything for a while, or suggestions at places where one was rejected. */
export class Silence {
  #rejected = nothingRejected;
  #snoozedUntil = 0;

  get isSnoozed(): boolean {
    return this.#snoozedUntil > Date.now();
  }

  /** @param minutes 0 ends the silence */
  snooze(minutes: number): void {
    this.#snoozedUntil = Date.now() + minutes * 60_000;
  }

  rejectedAt(cursor: Cursor): void {
    this.#rejected = rejectAt(this.#rejected, cursor);
  }

  /** The user asked for a suggestion here, whatever was rejected before. */
  askedAt(cursor: Cursor): void {
    this.#rejected = forgiveAt(this.#rejected, cursor);
  }

  isRejectedAt(cursor: Cursor): boolean {
    return isRejectedAt(this.#rejected, cursor);
  }
}
