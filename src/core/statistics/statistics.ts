import type { EventLanguage } from "./eventLanguage.ts";
import type { OutcomeEvent, SuggestionOutcome, SuggestionSource } from "./events.ts";

/** Counts of shown suggestions by how they ended. */
export interface OutcomeCounts {
  readonly shown: number;
  readonly accepted: number;
  readonly partlyAccepted: number;
  readonly rejected: number;
  readonly ignored: number;
  readonly shownCharacters: number;
  readonly acceptedCharacters: number;
}

/** What a set of events amounts to. */
export interface Statistics {
  readonly all: OutcomeCounts;
  readonly byLanguage: ReadonlyMap<EventLanguage, OutcomeCounts>;
  readonly bySource: ReadonlyMap<SuggestionSource, OutcomeCounts>;
  /** From request to visible, in milliseconds; undefined while nothing was shown. */
  readonly latencyMs: { readonly p50: number; readonly p95: number } | undefined;
}

const nothing: OutcomeCounts = {
  shown: 0,
  accepted: 0,
  partlyAccepted: 0,
  rejected: 0,
  ignored: 0,
  shownCharacters: 0,
  acceptedCharacters: 0,
};

/** Sums up events; order does not matter. */
export function summarize(events: readonly OutcomeEvent[]): Statistics {
  let all = nothing;
  const byLanguage = new Map<EventLanguage, OutcomeCounts>();
  const bySource = new Map<SuggestionSource, OutcomeCounts>();
  const latencies: number[] = [];
  for (const event of events) {
    if (event.kind === "shown") latencies.push(event.latencyMs);
    all = plus(all, event);
    byLanguage.set(event.languageId, plus(byLanguage.get(event.languageId) ?? nothing, event));
    bySource.set(event.source, plus(bySource.get(event.source) ?? nothing, event));
  }
  return { all, byLanguage, bySource, latencyMs: percentiles(latencies) };
}

function plus(counts: OutcomeCounts, event: OutcomeEvent): OutcomeCounts {
  if (event.kind === "shown") {
    return { ...counts, shown: counts.shown + 1, shownCharacters: counts.shownCharacters + event.characters };
  }
  const outcome: SuggestionOutcome = event.outcome;
  return {
    ...counts,
    [outcome]: counts[outcome] + 1,
    acceptedCharacters: counts.acceptedCharacters + event.acceptedCharacters,
  };
}

function percentiles(values: readonly number[]): Statistics["latencyMs"] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const p50 = at(0.5);
  const p95 = at(0.95);
  return p50 === undefined || p95 === undefined ? undefined : { p50, p95 };
}
