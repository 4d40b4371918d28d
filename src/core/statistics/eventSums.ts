import { createDayOf } from "./createDayOf.ts";
import type { TelemetryEvent } from "./events.ts";
import { countRequest } from "./modelUse.ts";
import { OfferFold } from "./offerFold.ts";
import { countRating } from "./ratingCounts.ts";
import { countCompleter, countOfferOf, countRetained, emptySums, figuresOf } from "./sums.ts";

/** Sums of the events so far, and the offers that are still open. */
export class EventSums {
  readonly sums = emptySums();
  readonly fold = new OfferFold((offer) => countOfferOf(this.sums, offer, this.#dayOf(offer.facts.at)));
  readonly #dayOf = createDayOf();

  add(event: TelemetryEvent): void {
    switch (event.kind) {
      case "shown":
      case "ended":
        this.fold.add(event);
        break;
      case "retained":
        countRetained(this.sums, event);
        break;
      case "modelRequest":
        countRequest(this.sums.models, event);
        countRequest(figuresOf(this.sums, this.#dayOf(event.at)).models, event);
        break;
      case "answerRated":
        countRating(this.sums.ratings, event);
        break;
      case "otherCompleter":
        countCompleter(this.sums, event.completer, this.#dayOf(event.at));
        break;
      case "request":
        break;
    }
  }
}
