import {
  type CurvePoint,
  calibrationError,
  curveOf,
  type EngineFigures,
  mostConfident,
  type ReliabilityBin,
  reliabilityOf,
  summarizeEngine,
} from "./engineReport.ts";
import type { BaselineFigures } from "./replayBaselines.ts";
import { type EngineRow, isEngineCase } from "./replayEngine.ts";
import type { RetrievalRow } from "./replayRetrieval.ts";
import { summarizeTyping, type TypingFigures, type TypingRow } from "./replayTyping.ts";
import { compareRetrieval, groupBy, type RetrievalFigures, summarizeRetrieval } from "./retrievalReport.ts";
import type { Difference } from "./statistics.ts";

/** Figures of one contender: at the first budget, and at every budget in `byBudget`. */
export interface RetrievalReport extends RetrievalFigures {
  readonly maxTokens: number;
  readonly byBudget: Readonly<Record<string, RetrievalFigures>>;
  readonly byLang: Readonly<Record<string, RetrievalFigures>>;
  readonly byKind: Readonly<Record<string, RetrievalFigures>>;
  readonly byRepo: Readonly<Record<string, RetrievalFigures>>;
  /** Difference from the baseline of the run at the first budget. */
  readonly gain: { readonly recall: Difference | undefined; readonly similarity: Difference | undefined };
}

/** Computes the figures of retrieval by contender. */
export function reportRetrieval(
  rows: readonly RetrievalRow[],
  baseline: string,
): Readonly<Record<string, RetrievalReport>> {
  const first = rows[0]?.maxTokens ?? 0;
  const atFirst = rows.filter((row) => row.maxTokens === first);
  const base = atFirst.filter((row) => row.contender === baseline);
  const reports = [...groupBy(rows, (row) => row.contender)].map(([name, own]) => {
    const ownFirst = own.filter((row) => row.maxTokens === first);
    const report: RetrievalReport = {
      ...summarizeRetrieval(ownFirst),
      maxTokens: first,
      byBudget: summaries(own, (row) => String(row.maxTokens), summarizeRetrieval),
      byLang: summaries(ownFirst, (row) => row.replayCase.lang, summarizeRetrieval),
      byKind: summaries(ownFirst, (row) => row.replayCase.kind, summarizeRetrieval),
      byRepo: summaries(ownFirst, (row) => row.replayCase.repo, summarizeRetrieval),
      gain: compareRetrieval(base, ownFirst),
    };
    return [name, report] as const;
  });
  return Object.fromEntries(reports);
}

/** Figures of an engine over the natural cases without comments. */
export interface EngineReport {
  /** Suggestions to the end of the line. */
  readonly curve: readonly CurvePoint[];
  /** Suggestions that may end at a confident boundary inside the line; empty if that was not replayed. */
  readonly stops: readonly CurvePoint[];
  /** Baselines: word suggestions, the longest line prefix, a copy model. */
  readonly baselines: Readonly<Record<string, BaselineFigures>>;
  /** Shares that are right among the most confident 10, 20, 30 and 40 %, if the engine always answers. */
  readonly mostConfident: Readonly<Record<string, { readonly exact: number; readonly useful: number }>>;
  /** Figures if it always answers, and at the chosen threshold. */
  readonly always: EngineFigures;
  readonly chosen: EngineFigures & { readonly threshold: number };
  readonly byLang: Readonly<Record<string, EngineFigures>>;
  readonly byKind: Readonly<Record<string, EngineFigures>>;
  readonly reliability: readonly ReliabilityBin[];
  /** Expected calibration error of whole lines, if the engine always answers. */
  readonly ece: number;
  /** The same for suggestions with stops at the chosen threshold; undefined if that was not replayed. */
  readonly eceWithStops: number | undefined;
}

/** Computes the figures of an engine. `byLang` and `byKind` are at the chosen threshold. */
export function reportEngine(
  rows: readonly EngineRow[],
  threshold: number,
  stops: readonly EngineRow[] = [],
  baselines: Readonly<Record<string, BaselineFigures>> = {},
): EngineReport {
  const natural = rows.filter((row) => isEngineCase(row.replayCase));
  const always = natural.filter((row) => row.threshold === 0);
  const chosen = natural.filter((row) => row.threshold === threshold);
  const reliability = reliabilityOf(always);
  const early = stops.filter((row) => isEngineCase(row.replayCase));
  const earlyChosen = early.filter((row) => row.threshold === threshold);
  const shares = [0.1, 0.2, 0.3, 0.4];
  return {
    curve: curveOf(natural),
    baselines,
    stops: curveOf(early),
    mostConfident: Object.fromEntries(shares.map((share) => [String(share), mostConfident(always, share)])),
    always: summarizeEngine(always),
    chosen: { ...summarizeEngine(chosen), threshold },
    byLang: summaries(chosen, (row) => row.replayCase.lang, summarizeEngine),
    byKind: summaries(chosen, (row) => row.replayCase.kind, summarizeEngine),
    reliability,
    ece: calibrationError(reliability),
    eceWithStops: early.length === 0 ? undefined : calibrationError(reliabilityOf(earlyChosen)),
  };
}

/** Figures of typing, for all lines and by language. */
export interface TypingReport extends TypingFigures {
  readonly byLang: Readonly<Record<string, TypingFigures>>;
  /** The same if every character is a chance to accept: with the engine, and with VS Code's word suggestions only. */
  readonly everyCharacter: { readonly hunch: TypingFigures; readonly wordBased: TypingFigures };
}

/** Computes the figures of typing. */
export function reportTyping(
  rows: readonly TypingRow[],
  everyCharacter: { readonly hunch: readonly TypingRow[]; readonly wordBased: readonly TypingRow[] },
): TypingReport {
  return {
    ...summarizeTyping(rows),
    byLang: summaries(rows, (row) => row.replayCase.lang, summarizeTyping),
    everyCharacter: {
      hunch: summarizeTyping(everyCharacter.hunch),
      wordBased: summarizeTyping(everyCharacter.wordBased),
    },
  };
}

function summaries<Row, Figures>(
  rows: readonly Row[],
  tagOf: (row: Row) => string,
  summarize: (rows: readonly Row[]) => Figures,
): Readonly<Record<string, Figures>> {
  return Object.fromEntries([...groupBy(rows, tagOf)].map(([tag, group]) => [tag, summarize(group)]));
}
