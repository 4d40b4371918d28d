import {
  type EndedEvent,
  isNextEdit,
  type OutcomeEvent,
  type ShownEvent,
  type SuggestionFacts,
  type SuggestionOutcome,
} from "./events.ts";

/** What became of one offer: the suggestions that were shown one after another on a line, counted as one. */
export interface FoldedOffer {
  /** Of the suggestion that decided the outcome. */
  readonly facts: SuggestionFacts;
  /** The best outcome of its suggestions; undefined while none has ended. */
  readonly outcome: SuggestionOutcome | undefined;
  /** Of the suggestions that were taken, or of the last one if none was. */
  readonly characters: number;
  readonly acceptedCharacters: number;
  readonly typedCharacters: number;
  /** Until the first suggestion could be seen, in milliseconds. */
  readonly latencyMs: number | undefined;
  readonly shownForMs: number;
}

/** From the best to the worst. */
const ranking = ["accepted", "partlyAccepted", "typed", "rejected", "ignored"] as const satisfies SuggestionOutcome[];

/** Offers per window that stay open: an acceptance that is undone is corrected after the next offer has begun. */
const openOffers = 3;

/** An offer to which events may be added. */
export interface OpenOffer {
  readonly key: string;
  shown?: ShownEvent | undefined;
  /** The last event of each suggestion that has ended. */
  readonly ended: EndedEvent[];
}

/** What has to be known of one window's events to join them with those before and after. */
export interface WindowOffers {
  readonly window: number;
  /** Keys of its first offers. An offer that was open before goes on if it has one of them. */
  readonly first: readonly string[];
  /** The offers that are still open, oldest first. */
  readonly open: readonly OpenOffer[];
}

/** Joins events to offers. Events of one window have to be added in the order in which they were recorded. */
export class OfferFold {
  readonly #onOffer: (offer: FoldedOffer) => void;
  readonly #open = new Map<number, OpenOffer[]>();
  readonly #first = new Map<number, string[]>();

  constructor(onOffer: (offer: FoldedOffer) => void) {
    this.#onOffer = onOffer;
  }

  add(event: OutcomeEvent): void {
    const offer = this.#offerOf(event);
    if (event.kind === "shown") {
      offer.shown ??= event;
      return;
    }
    const known = offer.ended.findIndex(({ suggestion }) => suggestion === event.suggestion);
    if (known < 0) offer.ended.push(event);
    else offer.ended[known] = event;
  }

  /** The offers of each window that others may join. */
  edges(): readonly WindowOffers[] {
    return [...this.#open].map(([window, open]) => ({ window, first: this.#first.get(window) ?? [], open }));
  }

  /** Whether no offer that is open goes on in the given events. */
  mayJoin(windows: readonly WindowOffers[]): boolean {
    return !windows.some(({ window, first }) => this.#open.get(window)?.some(({ key }) => first.includes(key)));
  }

  /**
   * Adds the offers that are still open at the end of a later day. Its closed offers are counted already. Call it only if
   * {@link mayJoin}.
   */
  join(windows: readonly WindowOffers[]): void {
    for (const { window, open } of windows) {
      const offers = this.#open.get(window) ?? [];
      this.#open.set(window, offers);
      for (const offer of open) this.#push(offers, offer);
    }
  }

  /** No further events follow. */
  finish(): void {
    for (const offers of this.#open.values()) for (const offer of offers) this.#close(offer);
    this.#open.clear();
  }

  #offerOf({ window = -1, offer, suggestion, kind, source }: OutcomeEvent): OpenOffer {
    // Next edits are counted apart from suggestions at the cursor.
    const key = `${isNextEdit(source) ? "next " : ""}${offer ?? suggestion}`;
    const offers = this.#open.get(window) ?? [];
    this.#open.set(window, offers);
    const known = offers.find((each) => each.key === key);
    // Version 1 counted suggestions from 1 in each window: one that is shown again is another one.
    if (known && !(offer === undefined && kind === "shown")) return known;
    const opened: OpenOffer = { key, ended: [] };
    if (known) {
      this.#close(known);
      offers.splice(offers.indexOf(known), 1);
    } else if (offers.length < openOffers) this.#first.set(window, [...(this.#first.get(window) ?? []), key]);
    this.#push(offers, opened);
    return opened;
  }

  #push(offers: OpenOffer[], offer: OpenOffer): void {
    offers.push(offer);
    const oldest = offers.length > openOffers ? offers.shift() : undefined;
    if (oldest) this.#close(oldest);
  }

  #close({ shown, ended }: OpenOffer): void {
    const best = bestOf(ended);
    const facts = best ?? shown;
    if (!facts) return;
    const taken = ended.filter(({ outcome }) => outcome !== "rejected" && outcome !== "ignored");
    const typed = taken.filter(({ outcome }) => outcome === "typed");
    const lengths = taken.map(({ characters }) => characters);
    this.#onOffer({
      facts,
      outcome: best?.outcome,
      characters: taken.length > 0 ? sum(lengths) : (ended.at(-1) ?? facts).characters,
      acceptedCharacters: sum(ended.map((event) => Math.min(event.characters, event.acceptedCharacters))),
      typedCharacters: sum(typed.map(({ characters }) => characters)),
      latencyMs: shown?.latencyMs,
      shownForMs: sum(ended.map(({ shownForMs }) => shownForMs)),
    });
  }
}

/** The event with the best outcome, the latest of several. */
function bestOf(ended: readonly EndedEvent[]): EndedEvent | undefined {
  if (ended.length < 2) return ended[0];
  for (const outcome of ranking) {
    const found = ended.findLast((event) => event.outcome === outcome);
    if (found) return found;
  }
  return undefined;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
