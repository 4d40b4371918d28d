import type { EngineRow } from "./replayEngine.ts";
import { mean, percentile } from "./statistics.ts";

/** Figures of an engine at one threshold, in [0, 1]. `exact` and `useful` are shares of what was shown. */
export interface EngineFigures {
  readonly cases: number;
  /** Share of cases with a suggestion. */
  readonly shown: number | undefined;
  readonly exact: number | undefined;
  readonly useful: number | undefined;
  /** Share of all cases answered exactly, shown or not. */
  readonly exactOfAll: number | undefined;
  /** Saved characters as a share of the characters of all target lines. */
  readonly charactersSaved: number | undefined;
  readonly similarity: number | undefined;
  /** Share of exactly right lines in suggestions with several lines. */
  readonly blockLinesExact: number | undefined;
  readonly blockOffers: number;
  readonly latency: { readonly p50: number | undefined; readonly p95: number | undefined };
}

/** A point of the curve: shares that are shown and right at a threshold. */
export interface CurvePoint {
  readonly threshold: number;
  readonly shown: number;
  readonly exact: number;
  readonly useful: number;
}

/** Computes the figures of rows of one threshold. */
export function summarizeEngine(rows: readonly EngineRow[]): EngineFigures {
  const scores = rows.map((row) => row.score);
  const shown = scores.filter((score) => score.shown);
  const share = (claims: readonly boolean[]) => mean(claims.map(Number));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const targetChars = sum(rows.map((row) => row.replayCase.targetLine.trim().length));
  const blockLines = sum(scores.map((score) => score.blockLines));
  const latencies = rows.map((row) => row.ms);
  return {
    cases: rows.length,
    shown: share(scores.map((score) => score.shown)),
    exact: share(shown.map((score) => score.exact)),
    useful: share(shown.map((score) => score.useful)),
    exactOfAll: share(scores.map((score) => score.exact)),
    charactersSaved:
      targetChars === 0
        ? undefined
        : sum(
            rows.map(({ score, replayCase }) => Math.min(score.charactersSaved, replayCase.targetLine.trim().length)),
          ) / targetChars,
    similarity: mean(scores.map((score) => score.similarity)),
    blockLinesExact: blockLines === 0 ? undefined : sum(scores.map((score) => score.blockLinesExact)) / blockLines,
    blockOffers: scores.filter((score) => score.blockLines > 0).length,
    latency: { p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95) },
  };
}

/** Computes the curve from rows of several thresholds. */
export function curveOf(rows: readonly EngineRow[]): readonly CurvePoint[] {
  const thresholds = [...new Set(rows.map((row) => row.threshold))].sort((a, b) => a - b);
  return thresholds.map((threshold) => {
    const { shown, exact, useful } = summarizeEngine(rows.filter((row) => row.threshold === threshold));
    return { threshold, shown: shown ?? 0, exact: exact ?? 0, useful: useful ?? 0 };
  });
}

/** Returns the shares that are right among the most confident answers, as many as a share of all cases. */
export function mostConfident(
  rows: readonly EngineRow[],
  share: number,
): { readonly exact: number; readonly useful: number } {
  const ranked = rows.filter((row) => row.score.shown).sort((a, b) => b.score.confidence - a.score.confidence);
  const wanted = Math.max(1, Math.round(rows.length * share));
  const top = ranked.slice(0, wanted);
  const right = (claims: readonly boolean[]) => claims.filter(Boolean).length / wanted;
  return { exact: right(top.map((row) => row.score.exact)), useful: right(top.map((row) => row.score.useful)) };
}

/** One bin of a reliability plot. */
export interface ReliabilityBin {
  readonly confidence: number;
  readonly useful: number;
  readonly count: number;
}

/** Groups answers into ten bins of confidence of equal width, with mean confidence and share that is right. */
export function reliabilityOf(rows: readonly EngineRow[]): readonly ReliabilityBin[] {
  const shown = rows.map((row) => row.score).filter((score) => score.shown);
  const binOf = (confidence: number) => Math.min(9, Math.floor(confidence * 10));
  return Array.from({ length: 10 }, (_, bin) => {
    const inside = shown.filter((score) => binOf(score.confidence) === bin);
    return {
      confidence: mean(inside.map((score) => score.confidence)) ?? (bin + 0.5) / 10,
      useful: mean(inside.map((score) => Number(score.useful))) ?? 0,
      count: inside.length,
    };
  });
}

/** Returns the expected calibration error: the mean distance between confidence and share right, by answers. */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  const total = bins.reduce((sum, bin) => sum + bin.count, 0);
  return bins.reduce((sum, bin) => sum + (bin.count / Math.max(1, total)) * Math.abs(bin.confidence - bin.useful), 0);
}
