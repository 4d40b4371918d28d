import { completeAt } from "../../core/completion/completeAt.ts";
import { momentAt } from "../../core/completion/momentAt.ts";
import type { ContextPort } from "../../core/completion/request.ts";
import { ServerAnswers } from "../../core/completion/serverAnswers.ts";
import { SuggestionMemory } from "../../core/completion/suggestionMemory.ts";
import { estimateTokens } from "../../core/prompt/estimateTokens.ts";
import type { AnswerFailure } from "../../core/rules/answerFailure.ts";
import { type CompletionModel, ModelError, type PromptParts } from "../../core/types/model.ts";
import type { Retriever } from "../../core/types/retriever.ts";
import { recentOf } from "./contender.ts";
import { editSimilarity } from "./editSimilarity.ts";
import { countFailures, type FailureCounts, failureTable } from "./failureTable.ts";
import { forEachCase } from "./forEachCase.ts";
import { holdsSecret } from "./holdsSecret.ts";
import type { AnswerPair } from "./judge/judgeAnswers.ts";
import { cursorOf, type ReplayCase } from "./replayCase.ts";
import type { ReplayHost } from "./replayRetrieval.ts";
import { mean, percentile } from "./statistics.ts";
import { percent, textTable } from "./textTable.ts";

/** A model's result in one case, with or without snippets. */
export interface ModelRow {
  readonly replayCase: ReplayCase;
  readonly variant: "withoutSnippets" | "withSnippets";
  /** "skipped": the trigger decided that nothing is sent, as in the editor, e.g. in a file that holds secrets. */
  readonly answer: ModelAnswer | "failed" | "skipped";
}

interface ModelAnswer {
  /** As it would be shown. */
  readonly text: string;
  /** What was wrong with what the model wrote. */
  readonly failure: AnswerFailure | undefined;
  readonly exact: boolean;
  readonly similarity: number;
  readonly promptTokens: number;
  /** Secrets redacted in the prompt. */
  readonly redactions: number;
  /** What would be shown holds a secret. */
  readonly secret: boolean;
  readonly ms: number;
}

/** Number of consecutive failures after which the replay ends. */
const maxFailures = 5;

/**
 * Requests the rest of the line of every case from a model, with and without Hunch's snippets, within the same budget.
 * It uses {@link completeAt} like a keystroke: trigger, redaction, stop rules, rules of form. If the signal aborts,
 * returns the rows so far. @throws the server's ModelError after five consecutive failures
 */
export async function replayModel(
  cases: readonly ReplayCase[],
  model: CompletionModel,
  retriever: Retriever,
  maxPromptTokens: number,
  host: ReplayHost,
  signal: AbortSignal,
): Promise<readonly ModelRow[]> {
  const rows: ModelRow[] = [];
  let failures = 0;
  await forEachCase(cases, [retriever], host, signal, async (replayCase) => {
    const recent = recentOf(replayCase);
    const contexts = {
      withoutSnippets: () => [],
      withSnippets: (cursor, maxTokens) => retriever.retrieve(cursor, recent, { maxTokens }),
    } satisfies Record<ModelRow["variant"], ContextPort>;
    for (const variant of ["withoutSnippets", "withSnippets"] as const) {
      const answer = await ask({ model, context: contexts[variant], replayCase, maxPromptTokens, host }, signal);
      if (signal.aborted) return;
      failures = answer instanceof ModelError ? failures + 1 : 0;
      if (answer instanceof ModelError && failures === maxFailures) throw answer;
      rows.push({ replayCase, variant, answer: answer instanceof ModelError ? "failed" : answer });
    }
  });
  return rows;
}

interface ModelQuestion {
  readonly model: CompletionModel;
  readonly context: ContextPort;
  readonly replayCase: ReplayCase;
  readonly maxPromptTokens: number;
  readonly host: ReplayHost;
}

/** Completes one case with the server only. */
async function ask(
  { model, context, replayCase, maxPromptTokens, host }: ModelQuestion,
  signal: AbortSignal,
): Promise<ModelAnswer | ModelError | "skipped"> {
  let failure: unknown;
  const memory = new SuggestionMemory();
  const clock = { now: host.now, yieldToEventLoop: host.pause };
  const settings = { delayMs: () => 0, promptTokensPerMs: () => undefined, takesDraft: false, mayPrefetch: false };
  const server = new ServerAnswers({
    current: () => ({ model, ...settings }),
    context,
    memory,
    clock,
    onEnded: ({ answer }) => {
      if (answer.kind === "failed") failure = answer.error;
    },
  });
  const startedAt = host.now();
  const moment = momentAt(cursorOf(replayCase), { maxPromptTokens });
  const { suggestions, provenance } = await completeAt(moment, { embedded: () => [], server, memory, clock }, signal);
  if (failure instanceof ModelError) return failure;
  if (failure !== undefined) throw failure;
  if (!provenance?.prompt) return "skipped";
  const { prompt, redactions, usage } = provenance;
  const promptTokens = usage.promptTokens ?? estimatePrompt(prompt);
  const text = suggestions[0]?.text ?? "";
  const { failure: wrong } = provenance;
  const secret = holdsSecret(text, moment.cursor.prefix.split("\n").at(-1) ?? "");
  const ms = host.now() - startedAt;
  return { text, failure: wrong, ...judge(replayCase, text), promptTokens, redactions, secret, ms };
}

function estimatePrompt({ prefix, suffix, snippets }: PromptParts): number {
  return [prefix, suffix, ...snippets.map(({ text }) => text)].reduce((sum, text) => sum + estimateTokens(text), 0);
}

function judge({ targetLine }: ReplayCase, text: string): Pick<ModelAnswer, "exact" | "similarity"> {
  const squeeze = (line: string) => line.replace(/\s+/g, " ").trim();
  const [line = ""] = text.split("\n");
  return {
    exact: squeeze(line) === squeeze(targetLine),
    similarity: editSimilarity(squeeze(targetLine), squeeze(line)),
  };
}

/** Figures of one variant over the answered cases: shares in [0, 1], milliseconds to the end of the answer. */
export interface ModelFigures {
  readonly cases: number;
  /** Requests that the server did not answer. */
  readonly failed: number;
  /** Cases in which nothing was sent. */
  readonly skipped: number;
  /** Secrets redacted in all prompts. */
  readonly redactions: number;
  /** Answers as they would be shown that hold a secret, which must be none. */
  readonly secrets: number;
  readonly failures: FailureCounts;
  readonly exact: number | undefined;
  readonly similarity: number | undefined;
  readonly promptTokens: number | undefined;
  readonly latency: { readonly p50: number | undefined; readonly p95: number | undefined };
}

export type ModelReport = Readonly<Record<ModelRow["variant"], ModelFigures>>;

/** Computes the figures of a model by variant. */
export function reportModel(rows: readonly ModelRow[]): ModelReport {
  const figuresOf = (variant: ModelRow["variant"]): ModelFigures => {
    const asked = rows.filter((row) => row.variant === variant);
    const own = asked.flatMap(({ answer }) => (typeof answer === "string" ? [] : [answer]));
    const count = (kind: "failed" | "skipped") => asked.filter(({ answer }) => answer === kind).length;
    const times = own.map((row) => row.ms);
    return {
      cases: asked.length,
      failed: count("failed"),
      skipped: count("skipped"),
      redactions: own.reduce((sum, { redactions }) => sum + redactions, 0),
      secrets: own.filter(({ secret }) => secret).length,
      failures: countFailures(own.map(({ failure }) => failure)),
      exact: mean(own.map((row) => Number(row.exact))),
      similarity: mean(own.map((row) => row.similarity)),
      promptTokens: mean(own.map((row) => row.promptTokens)),
      latency: { p50: percentile(times, 0.5), p95: percentile(times, 0.95) },
    };
  };
  return { withoutSnippets: figuresOf("withoutSnippets"), withSnippets: figuresOf("withSnippets") };
}

/** Renders the table of a model replay. */
export function modelTable(label: string, report: ModelReport): string {
  const rows = Object.entries(report).map(
    ([variant, { cases, failed, skipped, redactions, secrets, exact, similarity, promptTokens, latency }]) => [
      variant,
      String(cases),
      String(failed),
      String(skipped),
      String(redactions),
      String(secrets),
      percent(exact),
      percent(similarity),
      (promptTokens ?? 0).toFixed(0),
      (latency.p50 ?? 0).toFixed(0),
      (latency.p95 ?? 0).toFixed(0),
    ],
  );
  const table = textTable(
    [
      label,
      "cases",
      "failed",
      "skipped",
      "redacted",
      "secrets shown",
      "exact",
      "ES",
      "prompt tokens",
      "p50 ms",
      "p95 ms",
    ],
    rows,
  );
  return `${table}\n\n${failureTable(Object.entries(report).map(([name, { failures }]) => [name, failures] as const))}`;
}

/** The answers with and without snippets to the same cases, for a judge. */
export function pairsOf(rows: readonly ModelRow[]): readonly AnswerPair[] {
  return rows.flatMap(({ replayCase, variant, answer }, index) => {
    const next = rows[index + 1];
    if (variant !== "withoutSnippets" || next?.replayCase !== replayCase) return [];
    if (typeof answer === "string" || typeof next.answer === "string") return [];
    return [{ replayCase, first: answer.text, second: next.answer.text }];
  });
}
