import type { RetrievalRow } from "./replayRetrieval.ts";
import { bootstrapMean, type Difference, mean, percentile } from "./statistics.ts";

/** Figures of one contender over some cases, in [0, 1]; undefined if they apply to no case. */
export interface RetrievalFigures {
  readonly cases: number;
  /** Number of cases that want an identifier of the line. */
  readonly asking: number;
  readonly recall: number | undefined;
  /** Share of these cases in which the snippets contain every wanted identifier. */
  readonly all: number | undefined;
  readonly recallBlock: number | undefined;
  readonly similarity: number | undefined;
  readonly similarityAbove80: number | undefined;
  readonly exactLine: number | undefined;
  readonly restCopied: number | undefined;
  readonly tokens: number | undefined;
  readonly snippets: number | undefined;
  readonly latency: { readonly p50: number | undefined; readonly p95: number | undefined };
}

/** Computes the figures of one contender at one budget. */
export function summarizeRetrieval(rows: readonly RetrievalRow[]): RetrievalFigures {
  const scores = rows.map((row) => row.score);
  const recalls = defined(scores.map((score) => score.recall));
  const share = (claims: readonly boolean[]) => mean(claims.map(Number));
  const latencies = rows.map((row) => row.ms);
  return {
    cases: rows.length,
    asking: recalls.length,
    recall: mean(recalls),
    all: share(recalls.map((recall) => recall === 1)),
    recallBlock: mean(defined(scores.map((score) => score.recallBlock))),
    similarity: mean(scores.map((score) => score.similarity)),
    similarityAbove80: share(scores.map((score) => score.similarity >= 0.8)),
    exactLine: share(scores.map((score) => score.similarity === 1)),
    restCopied: share(defined(scores.map((score) => score.restCopied))),
    tokens: mean(scores.map((score) => score.tokens)),
    snippets: mean(scores.map((score) => score.snippets)),
    latency: { p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95) },
  };
}

/** Returns the differences of recall and similarity, second minus first, paired by case, with 95 % intervals. */
export function compareRetrieval(
  baseline: readonly RetrievalRow[],
  other: readonly RetrievalRow[],
): { readonly recall: Difference | undefined; readonly similarity: Difference | undefined } {
  const before = new Map(baseline.map((row) => [row.replayCase.id, row.score] as const));
  const recalls: number[] = [];
  const similarities: number[] = [];
  for (const { replayCase, score } of other) {
    const base = before.get(replayCase.id);
    if (!base) continue;
    similarities.push(score.similarity - base.similarity);
    if (base.recall !== undefined && score.recall !== undefined) recalls.push(score.recall - base.recall);
  }
  return { recall: bootstrapMean(recalls), similarity: bootstrapMean(similarities) };
}

/** Groups rows by a tag of their case, in the order in which the tag's values first occur. */
export function groupBy<T>(rows: readonly T[], tagOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(tagOf(row));
    if (group) group.push(row);
    else groups.set(tagOf(row), [row]);
  }
  return groups;
}

function defined<T>(values: readonly (T | undefined)[]): readonly T[] {
  return values.filter((value) => value !== undefined);
}
