import type { EventCompleter } from "./completerNames.ts";
import { type ConfidenceBin, ConfidenceBins } from "./confidenceBins.ts";
import { createDayOf } from "./createDayOf.ts";
import type { EventLanguage } from "./eventLanguage.ts";
import type {
  ModelFacts,
  OtherCompleterEvent,
  RequestTrigger,
  RetainedEvent,
  RetentionTime,
  SuggestionSource,
  TelemetryEvent,
} from "./events.ts";
import { countRequest, type ModelUse, modelKey } from "./modelUse.ts";
import { type FoldedOffer, OfferFold } from "./offerFold.ts";
import { countOffer, emptyTally, endedCount, type OutcomeCounts, type Tally, takenCount } from "./outcomeCounts.ts";
import { type AnswerRatings, RatingCounts } from "./ratingCounts.ts";

/** What is still there of accepted suggestions some time later. */
export interface Retention {
  readonly measured: number;
  readonly stillInCode: number;
  readonly undone: number;
  readonly acceptedCharacters: number;
  readonly retainedCharacters: number;
}

/** What became of one model's suggestions. */
export interface ModelOutcomes {
  readonly model: ModelFacts | undefined;
  readonly counts: OutcomeCounts;
}

/** One day in the user's time zone. */
export interface DayFigures {
  readonly counts: OutcomeCounts;
  /** By {@link modelKey}. */
  readonly models: ReadonlyMap<string, ModelUse>;
}

/** Sums over a set of events. */
export interface Statistics {
  readonly all: OutcomeCounts;
  readonly byLanguage: ReadonlyMap<EventLanguage, OutcomeCounts>;
  readonly bySource: ReadonlyMap<SuggestionSource, OutcomeCounts>;
  readonly byTrigger: ReadonlyMap<RequestTrigger, OutcomeCounts>;
  /** Suggestions of servers, by {@link modelKey}. */
  readonly byModel: ReadonlyMap<string, ModelOutcomes>;
  /** By the number of the variant. */
  readonly byVariant: ReadonlyMap<number, OutcomeCounts>;
  /** Requests to servers, by {@link modelKey}. */
  readonly models: ReadonlyMap<string, ModelUse>;
  /** By day as 2026-11-23; days without events are absent. */
  readonly byDay: ReadonlyMap<string, DayFigures>;
  readonly confidence: readonly ConfidenceBin[];
  readonly retention: ReadonlyMap<RetentionTime, Retention>;
  /** Thumbs on answers of Ask. */
  readonly ratings: AnswerRatings;
  /** On how many days other extensions completed code, too; those on none are absent. */
  readonly otherCompleters: ReadonlyMap<EventCompleter, number>;
  /** From request to visible, in milliseconds, ascending. */
  readonly latencies: readonly number[];
  /** undefined while nothing was shown. */
  readonly latencyMs: { readonly p50: number; readonly p95: number } | undefined;
}

/** Sums up events. Those of one window have to be in the order in which they were recorded. */
export function summarize(events: Iterable<TelemetryEvent>): Statistics {
  const summary = new Summary();
  for (const event of events) summary.add(event);
  return summary.finish();
}

/** Fraction of ended offers that were taken, in [0, 1]; undefined while none has ended. */
export function acceptRate(counts: OutcomeCounts): number | undefined {
  const ended = endedCount(counts);
  return ended === 0 ? undefined : takenCount(counts) / ended;
}

interface Day {
  readonly counts: Tally;
  readonly models: Map<string, ModelUse>;
}

/** Sums up events one by one, so that they need not be in memory together. */
export class Summary {
  readonly #all = emptyTally();
  readonly #byLanguage = new Map<EventLanguage, Tally>();
  readonly #bySource = new Map<SuggestionSource, Tally>();
  readonly #byTrigger = new Map<RequestTrigger, Tally>();
  readonly #byModel = new Map<string, { readonly model: ModelFacts | undefined; readonly counts: Tally }>();
  readonly #byVariant = new Map<number, Tally>();
  readonly #models = new Map<string, ModelUse>();
  readonly #byDay = new Map<string, Day>();
  readonly #confidence = new ConfidenceBins();
  readonly #retention = new Map<RetentionTime, Retention>();
  readonly #ratings = new RatingCounts();
  readonly #otherCompleters = new Map<EventCompleter, Set<string>>();
  readonly #latencies: number[] = [];
  readonly #fold = new OfferFold((offer) => this.#addOffer(offer));
  readonly #dayOf = createDayOf();

  add(event: TelemetryEvent): void {
    switch (event.kind) {
      case "shown":
      case "ended":
        this.#fold.add(event);
        break;
      case "retained":
        this.#addRetained(event);
        break;
      case "modelRequest":
        countRequest(this.#models, event);
        countRequest(this.#day(event.at).models, event);
        break;
      case "answerRated":
        this.#ratings.add(event);
        break;
      case "otherCompleter":
        this.#addCompleter(event);
        break;
      case "request":
        break;
    }
  }

  /** No further events follow. */
  finish(): Statistics {
    this.#fold.finish();
    const latencies = Array.from(new Float64Array(this.#latencies).sort());
    return {
      all: this.#all,
      byLanguage: this.#byLanguage,
      bySource: this.#bySource,
      byTrigger: this.#byTrigger,
      byModel: this.#byModel,
      byVariant: this.#byVariant,
      models: this.#models,
      byDay: new Map([...this.#byDay].sort(([a], [b]) => (a < b ? -1 : 1))),
      confidence: this.#confidence.list(),
      retention: this.#retention,
      ratings: this.#ratings.list(),
      otherCompleters: new Map([...this.#otherCompleters].map(([completer, days]) => [completer, days.size])),
      latencies,
      latencyMs: percentiles(latencies),
    };
  }

  #addOffer(offer: FoldedOffer): void {
    const { at, languageId, source, trigger, model, variant } = offer.facts;
    countOffer(this.#all, offer);
    countOffer(this.#day(at).counts, offer);
    countOffer(tallyOf(this.#byLanguage, languageId), offer);
    countOffer(tallyOf(this.#bySource, source), offer);
    if (trigger) countOffer(tallyOf(this.#byTrigger, trigger), offer);
    if (source === "server") countOffer(this.#ofModel(model), offer);
    if (variant) countOffer(tallyOf(this.#byVariant, variant.id), offer);
    if (source === "nextEdit") return; // Its confidence has a scale of its own, and nobody waits for it.
    this.#confidence.add(offer);
    if (offer.latencyMs !== undefined) this.#latencies.push(offer.latencyMs);
  }

  #addRetained({ afterMs, acceptedCharacters, retainedCharacters, isStillInCode, isUndone }: RetainedEvent): void {
    const sum = this.#retention.get(afterMs);
    this.#retention.set(afterMs, {
      measured: (sum?.measured ?? 0) + 1,
      stillInCode: (sum?.stillInCode ?? 0) + (isStillInCode ? 1 : 0),
      undone: (sum?.undone ?? 0) + (isUndone ? 1 : 0),
      acceptedCharacters: (sum?.acceptedCharacters ?? 0) + acceptedCharacters,
      retainedCharacters: (sum?.retainedCharacters ?? 0) + Math.min(acceptedCharacters, retainedCharacters),
    });
  }

  /** Windows of the same day record the same. */
  #addCompleter({ at, completer }: OtherCompleterEvent): void {
    const days = this.#otherCompleters.get(completer) ?? new Set();
    this.#otherCompleters.set(completer, days.add(this.#dayOf(at)));
  }

  #ofModel(model: ModelFacts | undefined): Tally {
    const key = modelKey(model);
    const known = this.#byModel.get(key) ?? { model, counts: emptyTally() };
    this.#byModel.set(key, known);
    return known.counts;
  }

  #day(at: number): Day {
    const name = this.#dayOf(at);
    const day = this.#byDay.get(name) ?? { counts: emptyTally(), models: new Map<string, ModelUse>() };
    this.#byDay.set(name, day);
    return day;
  }
}

function tallyOf<Key>(tallies: Map<Key, Tally>, key: Key): Tally {
  const tally = tallies.get(key) ?? emptyTally();
  tallies.set(key, tally);
  return tally;
}

/** @param sorted ascending */
function percentiles(sorted: readonly number[]): Statistics["latencyMs"] {
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const p50 = at(0.5);
  const p95 = at(0.95);
  return p50 === undefined || p95 === undefined ? undefined : { p50, p95 };
}
