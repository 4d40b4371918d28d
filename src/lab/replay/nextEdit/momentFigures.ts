import type { MomentRow } from "./evaluateMoments.ts";

/** Fractions; `right`, `exact`, `place` and `false` are of the proposals shown. */
export interface CurvePoint {
  readonly threshold: number;
  /** Of all moments. */
  readonly shown: number;
  readonly right: number;
  readonly exact: number;
  readonly place: number;
  readonly false: number;
  /** Of the moments at which nothing is due, those with a proposal. */
  readonly silentFalse: number;
}

export interface MomentFigures extends CurvePoint {
  readonly moments: number;
  /** Right proposals, of all moments. */
  readonly rightOfAll: number;
  /** Of the moments at which an edit is due that repeats earlier changes, those with a right proposal. */
  readonly reachedServed: number;
}

export const thresholds = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

export function figuresOf(rows: readonly MomentRow[], threshold: number): MomentFigures {
  const isShown = (row: MomentRow) => row.verdict !== undefined && row.confidence >= threshold;
  const isRight = (row: MomentRow) => isShown(row) && (row.verdict === "exact" || row.verdict === "part");
  const shown = rows.filter(isShown);
  const share = (kind: MomentRow["verdict"]) =>
    fraction(shown.filter((row) => row.verdict === kind).length, shown.length);
  const right = rows.filter(isRight).length;
  const idle = rows.filter((row) => row.due === 0);
  const reachable = rows.filter((row) => row.isReachable);
  return {
    threshold,
    moments: rows.length,
    shown: fraction(shown.length, rows.length),
    right: fraction(right, shown.length),
    exact: share("exact"),
    place: share("place"),
    false: share("false"),
    silentFalse: fraction(idle.filter(isShown).length, idle.length),
    rightOfAll: fraction(right, rows.length),
    reachedServed: fraction(reachable.filter(isRight).length, reachable.length),
  };
}

/** A row for each bin of confidence that has proposals: its mean confidence and the fraction that is right. */
export function reliabilityOf(rows: readonly MomentRow[]): readonly ReliabilityBin[] {
  const shown = rows.filter((row) => row.verdict !== undefined);
  return Array.from({ length: 10 }, (_, bin) =>
    shown.filter((row) => Math.min(9, Math.floor(row.confidence * 10)) === bin),
  )
    .filter((bin) => bin.length > 0)
    .map((bin) => ({
      proposals: bin.length,
      confidence: bin.reduce((sum, row) => sum + row.confidence, 0) / bin.length,
      right: fraction(bin.filter((row) => row.verdict === "exact" || row.verdict === "part").length, bin.length),
    }));
}

export interface ReliabilityBin {
  readonly proposals: number;
  readonly confidence: number;
  readonly right: number;
}

/** Expected calibration error: mean distance between confidence and the fraction right, weighted by proposals. */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  const total = bins.reduce((sum, bin) => sum + bin.proposals, 0);
  return fraction(
    bins.reduce((sum, bin) => sum + bin.proposals * Math.abs(bin.confidence - bin.right), 0),
    total,
  );
}

function fraction(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
