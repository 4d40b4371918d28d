/** What the statistics page and the extension send each other: numbers, and words that the extension chose. */

/** Spans that the page offers, in days up to today; 0 means everything that is kept. */
export const rangeDays = [1, 7, 30, 90, 0] as const;
export type RangeDays = (typeof rangeDays)[number];

/** A proportion with its 95 % interval, all in [0, 1]; undefined while there are no cases. */
export interface Rate {
  readonly share: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly cases: number;
}

/** One number with what it means. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly detail: string;
  readonly explanation: string;
}

/** One row of a table by language, source, trigger or confidence. */
export interface GroupRow {
  readonly name: string;
  readonly offers: number;
  readonly rate: Rate;
  /** Fraction of shown characters that were accepted. */
  readonly characters: number | undefined;
  readonly saved: number;
}

export interface GroupTable {
  /** Names the table, e.g. "By language". */
  readonly caption: string;
  readonly title: string;
  readonly explanation: string;
  readonly rows: readonly GroupRow[];
}

export interface TrendDay {
  /** As 2026-11-23; days without offers are included. */
  readonly day: string;
  readonly offers: number;
  readonly taken: number;
  readonly rate: Rate;
  readonly saved: number;
}

export interface RetentionPoint {
  readonly after: string;
  readonly rate: Rate;
  /** Fraction of accepted characters that are still there. */
  readonly characters: number | undefined;
}

export interface CalibrationPoint {
  readonly from: number;
  readonly to: number;
  readonly confidence: number;
  readonly rate: Rate;
}

export interface LatencyBin {
  readonly name: string;
  readonly count: number;
}

/** What was asked of one model. */
export interface ModelRow {
  readonly name: string;
  readonly requests: number;
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
  /** undefined if the price list has no price for it. */
  readonly cost: number | undefined;
  /** How many answers had something wrong, by kind; kinds without any are absent. */
  readonly failures: readonly { readonly name: string; readonly explanation: string; readonly count: number }[];
}

export interface ModelDay {
  readonly day: string;
  readonly models: readonly ModelRow[];
}

/** One measure of an experiment, for both variants. */
export interface ExperimentRow {
  readonly name: string;
  readonly explanation: string;
  readonly first: string;
  readonly second: string;
  /** Second less first, with its interval; a dash while there is no result. */
  readonly difference: string;
}

/** The experiment that runs, or the last one. */
export interface ExperimentReport {
  readonly variants: readonly [string, string];
  /** Since when, and what it looks for. */
  readonly description: string;
  /** What is known: the result, or what is missing. */
  readonly verdict: string;
  /** Share of what is needed, in [0, 1]. */
  readonly progress: number;
  readonly isRunning: boolean;
  readonly rows: readonly ExperimentRow[];
}

/** Thumbs on answers of Ask. */
export interface AnswerRatingsReport {
  /** Share of thumbs up. */
  readonly rate: Rate;
  readonly up: number;
  readonly down: number;
  readonly reasons: readonly { readonly name: string; readonly count: number }[];
}

export interface StatisticsReport {
  readonly range: RangeDays;
  /** Whether anything is recorded at all. */
  readonly isRecording: boolean;
  /** What keeps the figures from being complete, a sentence each. */
  readonly troubles: readonly string[];
  /** Sentences about other extensions that completed code, too; undefined if there were none. */
  readonly otherCompleters: string | undefined;
  readonly figures: readonly Figure[];
  readonly experiment: ExperimentReport | undefined;
  readonly outcomes: readonly {
    readonly kind: string;
    readonly name: string;
    readonly explanation: string;
    readonly count: number;
  }[];
  readonly trend: readonly TrendDay[];
  readonly latency: readonly LatencyBin[];
  readonly retention: readonly RetentionPoint[];
  readonly calibration: readonly CalibrationPoint[];
  readonly groups: readonly GroupTable[];
  readonly models: readonly ModelRow[];
  /** Thumbs on answers of Ask; undefined without any. */
  readonly ratings: AnswerRatingsReport | undefined;
  readonly modelDays: readonly ModelDay[];
}

export interface ToStatistics {
  readonly kind: "report";
  readonly report: StatisticsReport;
}

export type StatisticsAction = "export" | "delete" | "openSettings" | "explain" | "startExperiment" | "stopExperiment";

export type FromStatistics =
  | { readonly kind: "show"; readonly range: RangeDays }
  | { readonly kind: "act"; readonly action: StatisticsAction };

const actions: readonly StatisticsAction[] = [
  "export",
  "delete",
  "openSettings",
  "explain",
  "startExperiment",
  "stopExperiment",
];

/** A message of the statistics page, or undefined for anything else. */
export function readStatisticsMessage(value: unknown): FromStatistics | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const members = new Map<string, unknown>(Object.entries(value));
  const range = rangeDays.find((each) => each === members.get("range"));
  const action = actions.find((each) => each === members.get("action"));
  if (members.get("kind") === "show" && range !== undefined) return { kind: "show", range };
  if (members.get("kind") === "act" && action !== undefined) return { kind: "act", action };
  return undefined;
}
