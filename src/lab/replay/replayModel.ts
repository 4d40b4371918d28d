import { estimateTokens } from "../../core/prompt/estimateTokens.ts";
import { fitBudget } from "../../core/prompt/fitBudget.ts";
import { type CompletionModel, ModelError, type ModelUsage, type PromptParts } from "../../core/types/model.ts";
import type { Retriever } from "../../core/types/retriever.ts";
import type { Snippet } from "../../core/types/snippet.ts";
import { recentOf } from "./contender.ts";
import { editSimilarity } from "./editSimilarity.ts";
import { LearnerFeed } from "./learnerFeed.ts";
import { cursorOf, type ReplayCase } from "./replayCase.ts";
import { type ReplayHost, runSliced } from "./replayRetrieval.ts";
import { mean, percentile } from "./statistics.ts";
import { percent, textTable } from "./textTable.ts";

/** What a model made of one case, with or without snippets; no answer where the server failed. */
export interface ModelRow {
  readonly variant: "withoutSnippets" | "withSnippets";
  readonly answer: ModelAnswer | undefined;
}

interface ModelAnswer {
  readonly exact: boolean;
  readonly similarity: number;
  readonly promptTokens: number;
  readonly ms: number;
}

/** A server that has failed so often in a row will not recover. */
const mostFailures = 5;

/** A line is asked for: more tokens than any. */
const answerTokens = 64;

/**
 * Asks a model for the rest of the line of every case, once with and once without Hunch's snippets, within the same
 * budget. Ends early, with the rows so far, when the signal aborts; throws the server's ModelError when it has failed five
 * times in a row.
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
  let failures = 0;
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
      failures = answer instanceof ModelError ? failures + 1 : 0;
      if (answer instanceof ModelError && failures === mostFailures) throw answer;
      const judged = answer instanceof ModelError ? undefined : { ...answer, ...judge(replayCase, answer.text) };
      rows.push({ variant, answer: judged });
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
  try {
    for await (const piece of model.stream(parts, limits, note, signal)) text += piece;
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  const texts = [parts.prefix, parts.suffix, ...parts.snippets.map((snippet) => snippet.text)];
  const estimate = texts.reduce((sum, each) => sum + estimateTokens(each), 0);
  return { text, promptTokens: usage.promptTokens ?? estimate, ms: host.now() - started };
}

function judge({ targetLine }: ReplayCase, text: string): Pick<ModelAnswer, "exact" | "similarity"> {
  const squeeze = (line: string) => line.replace(/\s+/g, " ").trim();
  const [line = ""] = text.split("\n");
  return {
    exact: squeeze(line) === squeeze(targetLine),
    similarity: editSimilarity(squeeze(targetLine), squeeze(line)),
  };
}

/** Figures of one variant over what was answered: shares in [0, 1], milliseconds to the end of the answer. */
export interface ModelFigures {
  readonly cases: number;
  /** Requests that the server did not answer. */
  readonly failed: number;
  readonly exact: number | undefined;
  readonly similarity: number | undefined;
  readonly promptTokens: number | undefined;
  readonly latency: { readonly p50: number | undefined; readonly p95: number | undefined };
}

export type ModelReport = Readonly<Record<ModelRow["variant"], ModelFigures>>;

/** Sums up a replay of a model by variant. */
export function reportModel(rows: readonly ModelRow[]): ModelReport {
  const figuresOf = (variant: ModelRow["variant"]): ModelFigures => {
    const asked = rows.filter((row) => row.variant === variant);
    const own = asked.flatMap(({ answer }) => answer ?? []);
    const times = own.map((row) => row.ms);
    return {
      cases: asked.length,
      failed: asked.length - own.length,
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
  const rows = Object.entries(report).map(([variant, { cases, failed, exact, similarity, promptTokens, latency }]) => [
    variant,
    String(cases),
    String(failed),
    percent(exact),
    percent(similarity),
    (promptTokens ?? 0).toFixed(0),
    (latency.p50 ?? 0).toFixed(0),
    (latency.p95 ?? 0).toFixed(0),
  ]);
  return textTable([label, "cases", "failed", "exact", "ES", "prompt tokens", "p50 ms", "p95 ms"], rows);
}
