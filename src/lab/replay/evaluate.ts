import type { EmbeddedEngine } from "../../core/types/engine.ts";
import type { Contender } from "./contender.ts";
import { baseline } from "./contenders.ts";
import { coldStartTable, engineTables, feelTable, typingTable } from "./engineTables.ts";
import { type FeelFigures, summarizeFeel } from "./feelReport.ts";
import type { ParserJudge } from "./parserJudge.ts";
import { replayBaselines } from "./replayBaselines.ts";
import type { ReplayCase } from "./replayCase.ts";
import { type ColdStartReport, replayColdStart } from "./replayColdStart.ts";
import { curveThresholds, isEngineCase, replayEngine } from "./replayEngine.ts";
import {
  type EngineReport,
  type RetrievalReport,
  reportEngine,
  reportRetrieval,
  reportTyping,
  type TypingReport,
} from "./replayReport.ts";
import { type ReplayHost, replayRetrieval } from "./replayRetrieval.ts";
import { replayTyping, typeWithWords } from "./replayTyping.ts";
import { replayTypingFeel } from "./replayTypingFeel.ts";
import { retrievalTables } from "./retrievalTables.ts";

/** What an evaluation measures. */
export interface EvaluationPlan {
  readonly contenders: readonly Contender[];
  readonly budgets: readonly number[];
  /** Undefined if only retrieval is measured. */
  readonly engine: EmbeddedEngine | undefined;
  /** Threshold of the engine's figures by language and of typing. */
  readonly threshold: number;
  readonly maxLines: number;
  readonly typing: boolean;
  /** Whether the engine is also measured with few known files. */
  readonly coldStart: boolean;
  /** Judges what is offered while typing; optional, because it needs packages that the product lacks. */
  readonly parserJudge?: ParserJudge;
}

/** All figures of a run, as `--json` prints them. Parts that were not measured are undefined. */
export interface EvaluationReport {
  readonly cases: number;
  readonly retrieval: Readonly<Record<string, RetrievalReport>>;
  readonly engine?: EngineReport;
  readonly coldStart?: ColdStartReport;
  readonly typing?: TypingReport;
  readonly feel?: FeelFigures;
  /** Milliseconds of a request. */
  readonly latency: {
    readonly retrieval?: RetrievalReport["latency"];
    readonly engine?: RetrievalReport["latency"];
  };
}

/** Returns the host of a part of a run, which reports its progress. */
export type HostOf = (part: "retrieval" | "engine" | "typing") => ReplayHost;

/** Measures cases by a plan, in slices. If the signal aborts, returns the figures so far. */
export async function evaluate(
  cases: readonly ReplayCase[],
  plan: EvaluationPlan,
  hostOf: HostOf,
  signal: AbortSignal,
): Promise<EvaluationReport> {
  const rows = await replayRetrieval(cases, plan.contenders, plan.budgets, hostOf("retrieval"), signal);
  const retrieval = reportRetrieval(rows, baseline);
  const own = retrieval["hunch"]?.latency;
  const { engine, threshold, maxLines } = plan;
  if (!engine) return { cases: cases.length, retrieval, latency: own ? { retrieval: own } : {} };
  const natural = cases.filter(isEngineCase);
  const thresholds = [...new Set([...curveThresholds, threshold])];
  const answers = await replayEngine(natural, engine, { thresholds, maxLines }, hostOf("engine"), signal);
  const early = { thresholds, maxLines: 1, mayStopEarly: true };
  const stops = await replayEngine(natural, engine, early, hostOf("engine"), signal);
  const coldStart = plan.coldStart
    ? {
        coldStart: await replayColdStart(natural, threshold, (asked, options) =>
          replayEngine(asked, engine, options, hostOf("engine"), signal),
        ),
      }
    : {};
  const baselines = await replayBaselines(natural, hostOf("engine"), signal);
  const engineReport = reportEngine(answers, threshold, stops, baselines);
  const typing = plan.typing ? await measureTyping(natural, engine, plan, hostOf("typing"), signal) : {};
  const latency = { ...(own ? { retrieval: own } : {}), engine: engineReport.chosen.latency };
  return { cases: cases.length, retrieval, engine: engineReport, ...coldStart, ...typing, latency };
}

async function measureTyping(
  cases: readonly ReplayCase[],
  engine: EmbeddedEngine,
  { threshold, maxLines, parserJudge }: EvaluationPlan,
  host: ReplayHost,
  signal: AbortSignal,
): Promise<Pick<EvaluationReport, "typing" | "feel">> {
  const options = { minConfidence: threshold, maxLines, mayStopEarly: true };
  const rows = await replayTyping(cases, engine, { ...options, looksUpAt: "tokens" }, host, signal);
  const everyCharacter = {
    hunch: await replayTyping(cases, engine, { ...options, looksUpAt: "characters" }, host, signal),
    wordBased: await typeWithWords(cases, host, signal),
  };
  const feelOptions = { minConfidence: threshold, maxLines, parserJudge };
  const feelRows = await replayTypingFeel(cases, engine, feelOptions, host, signal);
  return { typing: reportTyping(rows, everyCharacter), feel: summarizeFeel(feelRows) };
}

/** Renders the report as text, one table after another. */
export function evaluationText(report: EvaluationReport): string {
  const parts = Object.keys(report.retrieval).length > 0 ? [retrievalTables(report.retrieval, baseline)] : [];
  if (report.engine) parts.push(engineTables(report.engine));
  if (report.coldStart) parts.push(coldStartTable(report.coldStart));
  if (report.typing) parts.push(typingTable(report.typing));
  if (report.feel) parts.push(feelTable(report.feel));
  return parts.join("\n\n");
}
