import type { EventCompleter } from "./completerNames.ts";
import { type ConfidenceBin, confidenceBins } from "./confidenceBins.ts";
import type { DaySums } from "./daySums.ts";
import type { EventLanguage } from "./eventLanguage.ts";
import { EventSums } from "./eventSums.ts";
import type { ModelFacts, RequestTrigger, RetentionTime, SuggestionSource, TelemetryEvent } from "./events.ts";
import type { ModelUse } from "./modelUse.ts";
import { endedCount, type OutcomeCounts, takenCount } from "./outcomeCounts.ts";
import type { AnswerRatings } from "./ratingCounts.ts";
import type { RetentionSums } from "./retentionSums.ts";
import { addSums } from "./sums.ts";

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
  readonly retention: ReadonlyMap<RetentionTime, RetentionSums>;
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

/** Sums up events one by one, so that they need not be in memory together. */
export class Summary {
  readonly #events = new EventSums();

  add(event: TelemetryEvent): void {
    this.#events.add(event);
  }

  /**
   * Adds the sums of a day that follows the events so far.
   * @returns false, and adds nothing, if an offer goes on in that day: its events have to be added one by one
   */
  addDay({ sums, windows }: DaySums): boolean {
    const { fold } = this.#events;
    if (!fold.mayJoin(windows)) return false;
    addSums(this.#events.sums, sums);
    fold.join(windows);
    return true;
  }

  /** No further events follow. */
  finish(): Statistics {
    this.#events.fold.finish();
    const { confidence, otherCompleters, byDay, latencies: unsorted, ...sums } = this.#events.sums;
    const latencies = Array.from(new Float64Array(unsorted).sort());
    return {
      ...sums,
      byDay: new Map([...byDay].sort(([a], [b]) => (a < b ? -1 : 1))),
      confidence: confidenceBins(confidence),
      otherCompleters: new Map([...otherCompleters].map(([completer, days]) => [completer, days.size])),
      latencies,
      latencyMs: percentiles(latencies),
    };
  }
}

/** @param sorted ascending */
function percentiles(sorted: readonly number[]): Statistics["latencyMs"] {
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const p50 = at(0.5);
  const p95 = at(0.95);
  return p50 === undefined || p95 === undefined ? undefined : { p50, p95 };
}
