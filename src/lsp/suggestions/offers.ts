import { toLineFeeds } from "../../app/completion/cursorWindow.ts";
import type { Clock } from "../../app/ports.ts";
import type { Offer, OutcomeTracker } from "../../core/completion/outcomeTracker.ts";
import type { AppliedChange, DocumentPosition } from "../documents/lspDocument.ts";

/** After a change, an acceptance's command follows within this time or not at all. Milliseconds. */
const settleAfterMs = 400;
/** Suggestions that can still be accepted: those of the last few answers. */
const keptOffers = 40;

/**
 * What the protocol says about the suggestions that were sent: changes of the document, where the next request is made,
 * and the command of an accepted item. Whether one was seen or rejected is only known from clients that report it.
 */
export class Offers {
  readonly #tracker: OutcomeTracker;
  readonly #clock: Pick<Clock, "monotonic" | "after">;
  readonly #sent = new Map<number, Offer>();
  #latest: number | undefined;
  #cancelSettling: () => void = () => undefined;

  constructor(tracker: OutcomeTracker, clock: Pick<Clock, "monotonic" | "after">) {
    this.#tracker = tracker;
    this.#clock = clock;
  }

  /** The client asks at a position, so the cursor is there: what was inserted before without a command was typed. */
  requested(uri: string, { offset, line }: DocumentPosition): void {
    this.#tracker.selectionChanged(uri, { offset, line }, true, this.#clock.monotonic());
  }

  /** @param offers the suggestions of one answer, best first */
  sent(offers: readonly Offer[]): void {
    for (const offer of offers) {
      this.#sent.delete(offer.suggestion.id);
      this.#sent.set(offer.suggestion.id, offer);
    }
    for (const oldest of this.#sent.keys()) {
      if (this.#sent.size <= keptOffers) break;
      this.#sent.delete(oldest);
    }
    const [first] = offers;
    if (first) this.#follow(first);
  }

  changed(uri: string, changes: readonly AppliedChange[]): void {
    const clock = this.#clock;
    for (const { offset, removed, inserted } of changes) {
      const change = { offset, removed, inserted: toLineFeeds(inserted), insertedLength: inserted.length };
      this.#tracker.textChanged(uri, [change], false, clock.monotonic());
    }
    this.#cancelSettling();
    this.#cancelSettling = clock.after(settleAfterMs, () => this.#tracker.settle(clock.monotonic()));
  }

  /** The command of an accepted item ran. */
  accepted(id: number): void {
    this.#choose(id);
    this.#tracker.accepted(id, this.#clock.monotonic());
  }

  /** The client reports that the user can see a suggestion. */
  shown(id: number): void {
    this.#choose(id);
    this.#tracker.stillThere(id);
  }

  /** The client reports that the user has rejected a suggestion. Returns it. */
  rejected(id: number): Offer | undefined {
    this.#choose(id);
    const offer = this.#latest === id ? this.#sent.get(id) : undefined;
    if (offer) this.#tracker.dismissed(this.#clock.monotonic());
    return offer;
  }

  closed(uri: string): void {
    this.#tracker.closed(uri, this.#clock.monotonic());
  }

  dispose(): void {
    this.#cancelSettling();
    this.#tracker.closed(undefined, this.#clock.monotonic());
  }

  /** The user has switched to another item of the answer. */
  #choose(id: number): void {
    const offer = this.#latest === id ? undefined : this.#sent.get(id);
    if (offer) this.#follow(offer);
  }

  #follow(offer: Offer): void {
    this.#latest = offer.suggestion.id;
    this.#tracker.offered(offer, this.#clock.monotonic());
  }
}
