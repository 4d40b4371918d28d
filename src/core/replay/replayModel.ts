import { estimateTokens } from "../prompt/estimateTokens.ts";
import { fitBudget } from "../prompt/fitBudget.ts";
import type { CompletionModel, ModelUsage, PromptParts } from "../types/model.ts";
import type { Retriever } from "../types/retriever.ts";
import type { Snippet } from "../types/snippet.ts";
import { recentOf } from "./contender.ts";
import { editSimilarity } from "./editSimilarity.ts";
import { LearnerFeed } from "./learnerFeed.ts";
import { cursorOf, type ReplayCase } from "./replayCase.ts";
import { type ReplayHost, runSliced } from "./replayRetrieval.ts";
import { mean, percentile } from "./statistics.ts";
import { percent, textTable } from "./textTable.ts";

/** What a model made of one case, with or without snippets. */
export interface ModelRow {
  readonly variant: "withoutSnippets" | "withSnippets";
  readonly exact: boolean;
  readonly similarity: number;
  readonly promptTokens: number;
  readonly ms: number;
}

/** A line is asked for: more tokens than any. */
const answerTokens = 64;

/**
 * Asks a model for the rest of the line of every case, once with and once without Hunch's snippets, within the same
 * budget. Ends early, with the rows so far, when the signal aborts; throws a ModelError when the server fails.
 */
export async function replayModel(
  cases: readonly ReplayCase[],
  model: CompletionModel,
  retriever: Retriever,
  maxTokens: number,
  host: ReplayHost,
  signal: AbortSignal,
): Promise<readonly ModelRow[]> {
  const rows: ModelRow[] = [];
  const feed = new LearnerFeed([retriever]);
  for (const [index, replayCase] of cases.entries()) {
    await runSliced(feed.open(replayCase), host);
    const cursor = cursorOf(replayCase);
    const snippets = retriever.retrieve(cursor, recentOf(replayCase), { maxTokens: Math.floor(maxTokens / 2) });
    const variants = { withoutSnippets: [], withSnippets: snippets } satisfies Record<
      ModelRow["variant"],
      readonly Snippet[]
    >;
    for (const variant of ["withoutSnippets", "withSnippets"] as const) {
      const parts = fitBudget(cursor, variants[variant], { maxTokens });
      const answer = await ask(model, parts, host, signal);
      if (signal.aborted) return rows;
      rows.push({ variant, ...answer, ...judge(replayCase, answer.text) });
    }
    host.onProgress(index + 1, cases.length);
  }
  return rows;
}

async function ask(model: CompletionModel, parts: PromptParts, host: ReplayHost, signal: AbortSignal) {
  let usage: ModelUsage = {};
  let text = "";
  const started = host.now();
  const limits = { maxTokens: answerTokens, stop: ["\n"], temperature: 0 };
  const note = (told: ModelUsage) => {
    usage = { ...usage, ...told };
  };
  for await (const piece of model.stream(parts, limits, note, signal)) text += piece;
  const texts = [parts.prefix, parts.suffix, ...parts.snippets.map((snippet) => snippet.text)];
  const estimate = texts.reduce((sum, each) => sum + estimateTokens(each), 0);
  return { text, promptTokens: usage.promptTokens ?? estimate, ms: host.now() - started };
}

function judge({ targetLine }: ReplayCase, text: string): Pick<ModelRow, "exact" | "similarity"> {
  const squeeze = (line: string) => line.replace(/\s+/g, " ").trim();
  const [line = ""] = text.split("\n");
  return {
    exact: squeeze(line) === squeeze(targetLine),
    similarity: editSimilarity(squeeze(targetLine), squeeze(line)),
  };
}

/** Figures of one variant: shares in [0, 1], milliseconds to the end of the answer. */
export interface ModelFigures {
  readonly cases: number;
  readonly exact: number | undefined;
  readonly similarity: number | undefined;
  readonly promptTokens: number | undefined;
  readonly latency: { readonly p50: number | undefined; readonly p95: number | undefined };
}

export type ModelReport = Readonly<Record<ModelRow["variant"], ModelFigures>>;

/** Sums up a replay of a model by variant. */
export function reportModel(rows: readonly ModelRow[]): ModelReport {
  const figuresOf = (variant: ModelRow["variant"]): ModelFigures => {
    const own = rows.filter((row) => row.variant === variant);
    const times = own.map((row) => row.ms);
    return {
      cases: own.length,
      exact: mean(own.map((row) => Number(row.exact))),
      similarity: mean(own.map((row) => row.similarity)),
      promptTokens: mean(own.map((row) => row.promptTokens)),
      latency: { p50: percentile(times, 0.5), p95: percentile(times, 0.95) },
    };
  };
  return { withoutSnippets: figuresOf("withoutSnippets"), withSnippets: figuresOf("withSnippets") };
}

/** The table of a model replay. */
export function modelTable(label: string, report: ModelReport): string {
  const rows = Object.entries(report).map(([variant, { cases, exact, similarity, promptTokens, latency }]) => [
    variant,
    String(cases),
    percent(exact),
    percent(similarity),
    (promptTokens ?? 0).toFixed(0),
    (latency.p50 ?? 0).toFixed(0),
    (latency.p95 ?? 0).toFixed(0),
  ]);
  return textTable([label, "cases", "exact", "ES", "prompt tokens", "p50 ms", "p95 ms"], rows);
}
