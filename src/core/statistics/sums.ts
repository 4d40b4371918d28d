import type { EventCompleter } from "./completerNames.ts";
import { addConfidence, type ConfidenceSums, countConfidence } from "./confidenceBins.ts";
import type { EventLanguage } from "./eventLanguage.ts";
import {
  isNextEdit,
  type ModelFacts,
  type RequestTrigger,
  type RetainedEvent,
  type RetentionTime,
  type SuggestionSource,
} from "./events.ts";
import { addUses, type ModelUse, modelKey } from "./modelUse.ts";
import type { FoldedOffer } from "./offerFold.ts";
import { addTally, countOffer, emptyTally, type Tally } from "./outcomeCounts.ts";
import { addRatings, type RatingSums } from "./ratingCounts.ts";
import type { RetentionSums } from "./retentionSums.ts";

interface ModelSums {
  readonly model: ModelFacts | undefined;
  readonly counts: Tally;
}

interface DayFigureSums {
  readonly counts: Tally;
  readonly models: Map<string, ModelUse>;
}

/** Statistics while they are summed up. The order in which something is added makes no difference to any figure. */
export interface Sums {
  readonly all: Tally;
  readonly byLanguage: Map<EventLanguage, Tally>;
  readonly bySource: Map<SuggestionSource, Tally>;
  readonly byTrigger: Map<RequestTrigger, Tally>;
  readonly byModel: Map<string, ModelSums>;
  readonly byVariant: Map<number, Tally>;
  readonly models: Map<string, ModelUse>;
  /** By day in the user's time zone. */
  readonly byDay: Map<string, DayFigureSums>;
  readonly confidence: ConfidenceSums;
  readonly retention: Map<RetentionTime, RetentionSums>;
  readonly ratings: RatingSums;
  /** The days of each. */
  readonly otherCompleters: Map<EventCompleter, Set<string>>;
  readonly latencies: number[];
}

/** Sums of no event. */
export function emptySums(): Sums {
  return {
    all: emptyTally(),
    byLanguage: new Map(),
    bySource: new Map(),
    byTrigger: new Map(),
    byModel: new Map(),
    byVariant: new Map(),
    models: new Map(),
    byDay: new Map(),
    confidence: new Map(),
    retention: new Map(),
    ratings: { up: 0, down: 0, reasons: new Map() },
    otherCompleters: new Map(),
    latencies: [],
  };
}

/** Adds the second sums to the first. */
export function addSums(sums: Sums, more: Sums): void {
  addTally(sums.all, more.all);
  addTallies(sums.byLanguage, more.byLanguage);
  addTallies(sums.bySource, more.bySource);
  addTallies(sums.byTrigger, more.byTrigger);
  for (const [key, { model, counts }] of more.byModel) addTally(modelSums(sums, key, model).counts, counts);
  addTallies(sums.byVariant, more.byVariant);
  addUses(sums.models, more.models);
  for (const [name, { counts, models }] of more.byDay) {
    const figures = figuresOf(sums, name);
    addTally(figures.counts, counts);
    addUses(figures.models, models);
  }
  addConfidence(sums.confidence, more.confidence);
  for (const [time, retention] of more.retention) addRetention(sums, time, retention);
  addRatings(sums.ratings, more.ratings);
  for (const [completer, days] of more.otherCompleters) for (const day of days) countCompleter(sums, completer, day);
  for (const latency of more.latencies) sums.latencies.push(latency);
}

/** @param day of the event that decided the offer */
export function countOfferOf(sums: Sums, offer: FoldedOffer, day: string): void {
  const { languageId, source, trigger, model, variant } = offer.facts;
  countOffer(sums.all, offer);
  countOffer(figuresOf(sums, day).counts, offer);
  countOffer(tallyOf(sums.byLanguage, languageId), offer);
  countOffer(tallyOf(sums.bySource, source), offer);
  if (trigger) countOffer(tallyOf(sums.byTrigger, trigger), offer);
  if (source === "server") countOffer(modelSums(sums, modelKey(model), model).counts, offer);
  if (variant) countOffer(tallyOf(sums.byVariant, variant.id), offer);
  if (isNextEdit(source)) return; // Its confidence has a scale of its own, and nobody waits for it.
  countConfidence(sums.confidence, offer);
  if (offer.latencyMs !== undefined) sums.latencies.push(offer.latencyMs);
}

export function countRetained(sums: Sums, event: RetainedEvent): void {
  const { afterMs, acceptedCharacters, retainedCharacters, isStillInCode, isUndone } = event;
  addRetention(sums, afterMs, {
    measured: 1,
    stillInCode: isStillInCode ? 1 : 0,
    undone: isUndone ? 1 : 0,
    acceptedCharacters,
    retainedCharacters: Math.min(acceptedCharacters, retainedCharacters),
  });
}

/** Windows of the same day record the same. */
export function countCompleter(sums: Sums, completer: EventCompleter, day: string): void {
  const days = sums.otherCompleters.get(completer) ?? new Set();
  sums.otherCompleters.set(completer, days.add(day));
}

/** The sums of one day. */
export function figuresOf(sums: Sums, day: string): DayFigureSums {
  const figures = sums.byDay.get(day) ?? { counts: emptyTally(), models: new Map<string, ModelUse>() };
  sums.byDay.set(day, figures);
  return figures;
}

function addRetention({ retention }: Sums, time: RetentionTime, more: RetentionSums): void {
  const sum = retention.get(time);
  retention.set(time, {
    measured: (sum?.measured ?? 0) + more.measured,
    stillInCode: (sum?.stillInCode ?? 0) + more.stillInCode,
    undone: (sum?.undone ?? 0) + more.undone,
    acceptedCharacters: (sum?.acceptedCharacters ?? 0) + more.acceptedCharacters,
    retainedCharacters: (sum?.retainedCharacters ?? 0) + more.retainedCharacters,
  });
}

function modelSums({ byModel }: Sums, key: string, model: ModelFacts | undefined): ModelSums {
  const known = byModel.get(key) ?? { model, counts: emptyTally() };
  byModel.set(key, known);
  return known;
}

function addTallies<Key>(tallies: Map<Key, Tally>, more: ReadonlyMap<Key, Tally>): void {
  for (const [key, tally] of more) addTally(tallyOf(tallies, key), tally);
}

function tallyOf<Key>(tallies: Map<Key, Tally>, key: Key): Tally {
  const tally = tallies.get(key) ?? emptyTally();
  tallies.set(key, tally);
  return tally;
}
