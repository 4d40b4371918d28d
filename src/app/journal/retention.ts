import type { EndedEvent, RetainedEvent } from "../../core/statistics/events.ts";
import { type AcceptedPlace, type ReadText, RetentionTracker } from "../../core/statistics/retentionTracker.ts";
import type { RangeChange } from "../../core/statistics/trackedRange.ts";
import type { Clock } from "../ports.ts";

export interface RetentionDeps {
  readonly clock: Pick<Clock, "monotonic" | "after">;
  /** Reads a part of an open document. */
  readonly readOpen: ReadText;
  readonly emit: (event: RetainedEvent) => void;
}

/** Measures later what remains of accepted suggestions. Costs nothing while there are none. */
export class Retention {
  readonly #deps: RetentionDeps;
  readonly #tracker = new RetentionTracker();
  #cancel: () => void = () => undefined;

  constructor(deps: RetentionDeps) {
    this.#deps = deps;
  }

  accepted(event: EndedEvent, place: AcceptedPlace): void {
    this.#tracker.accepted(event, place, this.#deps.clock.monotonic());
    this.#wait();
  }

  /** @param isUndo whether the editor undid or redid something */
  changed(uri: string, changes: readonly RangeChange[], isUndo: boolean): void {
    if (this.#tracker.dueAt !== undefined) this.#tracker.changed(uri, changes, isUndo, this.#deps.clock.monotonic());
  }

  /** @param read what the document contained when it was closed; an open one, if missing */
  closing(uri: string, read: ReadText = this.#deps.readOpen): void {
    this.#tracker.closed(uri, read);
  }

  renamed(from: string, to: string): void {
    this.#tracker.renamed(from, to);
  }

  dispose(): void {
    this.#cancel();
  }

  #wait(): void {
    this.#cancel();
    const { clock, readOpen, emit } = this.#deps;
    const { dueAt } = this.#tracker;
    if (dueAt === undefined) return;
    this.#cancel = clock.after(Math.max(0, dueAt - clock.monotonic()), () => {
      for (const event of this.#tracker.measure(clock.monotonic(), readOpen)) emit(event);
      this.#wait();
    });
  }
}
