import type { ReplayHost } from "../replayRetrieval.ts";
import { percentile } from "../statistics.ts";
import { evaluateMoment, type MomentRow } from "./evaluateMoments.ts";
import { measureLatency } from "./measureLatency.ts";
import {
  calibrationError,
  figuresOf,
  type MomentFigures,
  type ReliabilityBin,
  reliabilityOf,
  thresholds,
} from "./momentFigures.ts";
import type { NextEditCase } from "./nextEditCase.ts";
import type { PredictorFor } from "./nextEditPredictor.ts";
import { emptyCounts, type SimulationCounts, type SimulationOptions, simulateCommit } from "./simulateCommit.ts";

export interface SimulationFigures extends SimulationOptions {
  readonly commits: number;
  readonly offers: number;
  /** Fractions of the offers. */
  readonly right: number;
  readonly savedPieces: number;
  readonly savedCharacters: number;
  readonly wrongPer100Edits: number;
  /** Fractions of the commits. */
  readonly commitsWithOffer: number;
  readonly commitsWithWrong: number;
}

/** Milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export interface NextEditReport {
  readonly moments: number;
  readonly curve: readonly MomentFigures[];
  readonly groups: readonly { readonly name: string; readonly figures: MomentFigures }[];
  /** Of the edits that are due, by kind. */
  readonly dueKinds: Readonly<Record<string, number>>;
  readonly reliability: readonly ReliabilityBin[];
  readonly calibrationError: number;
  readonly simulation: readonly SimulationFigures[];
  readonly latency: { readonly moments: Latency; readonly edits: Latency };
}

export interface NextEditPlan {
  /** Threshold of the tables by group. */
  readonly threshold: number;
  readonly simulations: readonly SimulationOptions[];
}

/** Every third commit is walked through: a walk has many moments. */
const walkedEach = 3;

/** Evaluates next edits at every moment, then walks through every third commit once for each simulation. */
export async function replayNextEdits(
  cases: readonly NextEditCase[],
  predictorFor: PredictorFor,
  { threshold, simulations }: NextEditPlan,
  hostOf: (name: string) => ReplayHost,
): Promise<NextEditReport> {
  const rows: MomentRow[] = [];
  await forEach(cases, hostOf("moments"), (recorded, now) => {
    rows.push(evaluateMoment(recorded, predictorFor(recorded.repo), now));
  });
  const walks: SimulationFigures[] = [];
  const walked = cases.filter((_, at) => at % walkedEach === 0);
  for (const options of simulations) {
    const total = emptyCounts();
    await forEach(walked, hostOf(`simulation at ${options.threshold} by ${options.grain}`), (recorded) =>
      add(total, simulateCommit(recorded, predictorFor(recorded.repo), options)),
    );
    walks.push({ ...options, ...simulationFigures(total) });
  }
  const host = hostOf("latency");
  const reliability = reliabilityOf(rows);
  return {
    moments: rows.length,
    curve: thresholds.map((each) => figuresOf(rows, each)),
    groups: groupsOf(rows).map(([name, own]) => ({ name, figures: figuresOf(own, threshold) })),
    dueKinds: countOf(rows.flatMap((row) => row.dueKinds)),
    reliability,
    calibrationError: calibrationError(reliability),
    simulation: walks,
    latency: {
      moments: latencyOf(rows.map((row) => row.ms)),
      edits: latencyOf(measureLatency(cases, predictorFor, host.now)),
    },
  };
}

async function forEach(
  cases: readonly NextEditCase[],
  { now, onProgress, pause }: ReplayHost,
  visit: (recorded: NextEditCase, now: () => number) => void,
): Promise<void> {
  for (const [at, recorded] of cases.entries()) {
    visit(recorded, now);
    onProgress(at + 1, cases.length);
    await pause();
  }
}

function latencyOf(values: readonly number[]): Latency {
  return { p50: percentile(values, 0.5) ?? 0, p95: percentile(values, 0.95) ?? 0, max: percentile(values, 1) ?? 0 };
}

function groupsOf(rows: readonly MomentRow[]): readonly (readonly [string, readonly MomentRow[]])[] {
  const by = (label: string, keyOf: (row: MomentRow) => string) =>
    [...new Set(rows.map(keyOf))].sort().map((key) => [label + key, rows.filter((row) => keyOf(row) === key)] as const);
  return [
    ["all", rows],
    ...by("", (row) => (row.due > 0 ? "something due" : "nothing due")),
    ...by("language ", (row) => row.lang),
    ...by("best kind due: ", (row) => row.kind),
    ...by("repository ", (row) => row.repo),
    ...by("proposal in ", (row) => (row.isHere ? "the current file" : "another file")),
  ];
}

function countOf(values: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

function add(total: SimulationCounts, part: SimulationCounts): void {
  for (const key of Object.keys(total)) if (isCount(total, key)) total[key] += part[key];
}

function isCount(counts: SimulationCounts, key: string): key is keyof SimulationCounts {
  return key in counts;
}

function simulationFigures(total: SimulationCounts): Omit<SimulationFigures, keyof SimulationOptions> {
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  return {
    commits: total.commits,
    offers: total.offers,
    right: share(total.right, total.offers),
    savedPieces: share(total.savedPieces, total.pieces),
    savedCharacters: share(total.savedCharacters, total.characters),
    wrongPer100Edits: 100 * share(total.wrong, total.edits),
    commitsWithOffer: share(total.commitsWithOffer, total.commits),
    commitsWithWrong: share(total.commitsWithWrong, total.commits),
  };
}
