import { requestChoices } from "../../app/variants/requestChoices.ts";
import { completeAt } from "../../core/completion/completeAt.ts";
import { momentAt } from "../../core/completion/momentAt.ts";
import { ServerAnswers } from "../../core/completion/serverAnswers.ts";
import { SuggestionMemory } from "../../core/completion/suggestionMemory.ts";
import type { AnswerFailure } from "../../core/rules/answerFailure.ts";
import type { EmbeddedEngine } from "../../core/types/engine.ts";
import { type CompletionModel, ModelError } from "../../core/types/model.ts";
import type { Retriever } from "../../core/types/retriever.ts";
import { settingsVariant, type Variant } from "../../core/variants/variant.ts";
import { recentOf } from "./contender.ts";
import { scoreAnswer } from "./engineScore.ts";
import { countFailures, type FailureCounts, failureTable } from "./failureTable.ts";
import { forEachCase } from "./forEachCase.ts";
import type { AnswerPair } from "./judge/judgeAnswers.ts";
import { cursorOf, type ReplayCase } from "./replayCase.ts";
import type { ReplayHost } from "./replayRetrieval.ts";
import { bootstrapMean, mean } from "./statistics.ts";
import { percent, textTable } from "./textTable.ts";

/** What came of one case under one variant; undefined where the server failed. */
interface VariantAnswer {
  /** As it would be shown; "" for nothing. */
  readonly text: string;
  /** What was wrong with what the model wrote. */
  readonly failure: AnswerFailure | undefined;
  readonly shown: boolean;
  readonly useful: boolean;
  readonly exact: boolean;
  /** Characters that need not be typed. */
  readonly saved: number;
  readonly similarity: number;
  /** As reported by the server; undefined where it was not asked. */
  readonly promptTokens: number | undefined;
  readonly ms: number;
}

/** The answers of one case, in the order of the variants. */
export interface VariantRow {
  readonly replayCase: ReplayCase;
  readonly answers: readonly (VariantAnswer | undefined)[];
}

export interface VariantReplay {
  readonly engine: EmbeddedEngine;
  readonly retriever: Retriever;
  /** The model of a name, or the usual one; undefined for the embedded engine alone. */
  readonly modelOf: ((name: string | undefined) => CompletionModel) | undefined;
  /** The first one is what the others are compared with. */
  readonly variants: readonly Variant[];
  readonly maxPromptTokens: number;
}

/** Consecutive failures after which the replay ends. */
const maxFailures = 5;

/**
 * Completes every case under each variant, as a keystroke does: trigger, engine, server, rules. `delay` changes nothing
 * here, because nobody types. If the signal aborts, returns the rows so far.
 * @throws the server's ModelError after five consecutive failures
 */
export async function replayVariants(
  cases: readonly ReplayCase[],
  replay: VariantReplay,
  host: ReplayHost,
  signal: AbortSignal,
): Promise<readonly VariantRow[]> {
  const rows: VariantRow[] = [];
  let failures = 0;
  await forEachCase(cases, [replay.engine, replay.retriever], host, signal, async (replayCase) => {
    const answers: (VariantAnswer | undefined)[] = [];
    for (const variant of replay.variants) {
      const answer = await ask(replayCase, variant, replay, host, signal);
      if (signal.aborted) return;
      failures = answer instanceof ModelError ? failures + 1 : 0;
      if (answer instanceof ModelError && failures === maxFailures) throw answer;
      answers.push(answer instanceof ModelError ? undefined : answer);
    }
    rows.push({ replayCase, answers });
  });
  return rows;
}

async function ask(
  replayCase: ReplayCase,
  { choices }: Variant,
  { engine, retriever, modelOf, maxPromptTokens }: VariantReplay,
  host: ReplayHost,
  signal: AbortSignal,
): Promise<VariantAnswer | ModelError> {
  let failure: unknown;
  const recent = recentOf(replayCase);
  const memory = new SuggestionMemory();
  const clock = { now: host.now, yieldToEventLoop: host.pause };
  const settings = { delayMs: () => 0, promptTokensPerMs: () => undefined, takesDraft: false, mayPrefetch: false };
  const server = new ServerAnswers({
    current: (wish) => modelOf && { model: modelOf(wish?.model), ...settings },
    context: (cursor, maxTokens) => retriever.retrieve(cursor, recent, { maxTokens }),
    memory,
    clock,
    onEnded: ({ answer }) => {
      if (answer.kind === "failed") failure = answer.error;
    },
  });
  const request = requestChoices({
    context: { maxTokens: maxPromptTokens, definitions: true },
    completion: { eagerness: "balanced", maxLines: 10, waitForModel: 400 },
    explicit: false,
    variant: { choices, facts: { id: 0, place: 0 } },
  });
  const startedAt = host.now();
  const ports = {
    embedded: (cursor: Parameters<EmbeddedEngine["answer"]>[0], options: Parameters<EmbeddedEngine["answer"]>[2]) =>
      engine.answer(cursor, recent, options),
    server,
    memory,
    clock,
  };
  const { suggestions, provenance } = await completeAt(momentAt(cursorOf(replayCase), request), ports, signal);
  const ms = host.now() - startedAt;
  server.abort();
  if (failure instanceof ModelError) return failure;
  if (failure !== undefined) throw failure;
  const [first] = suggestions;
  const score = scoreAnswer(replayCase, first && { text: first.text, confidence: 1, origin: undefined });
  const { shown, useful, exact, charactersSaved: saved, similarity } = score;
  const { failure: wrong } = provenance ?? {};
  return {
    text: first?.text ?? "",
    failure: wrong,
    shown,
    useful,
    exact,
    saved,
    similarity,
    promptTokens: provenance?.usage.promptTokens,
    ms,
  };
}

/** A figure of one variant, with its difference from the first one. */
interface ComparedFigure {
  readonly mean: number | undefined;
  /** Of the same cases, with a 95 % interval; undefined for the first variant. */
  readonly difference: { readonly mean: number; readonly low: number; readonly high: number } | undefined;
}

/** Figures of one variant over the cases that every variant answered. */
export interface VariantFigures {
  readonly variant: string;
  readonly cases: number;
  readonly failed: number;
  readonly failures: FailureCounts;
  readonly shown: ComparedFigure;
  readonly useful: ComparedFigure;
  readonly exact: ComparedFigure;
  readonly saved: ComparedFigure;
  readonly similarity: ComparedFigure;
  readonly promptTokens: ComparedFigure;
  readonly ms: ComparedFigure;
}

/** Compares variants case by case. */
export function reportVariants(variants: readonly Variant[], rows: readonly VariantRow[]): readonly VariantFigures[] {
  const complete = rows.flatMap((row) => {
    const answers = row.answers.filter((answer) => answer !== undefined);
    return answers.length === variants.length ? [answers] : [];
  });
  return variants.map(({ name }, index): VariantFigures => {
    const compare = (of: (answer: VariantAnswer) => number | undefined): ComparedFigure => {
      const pairs = complete.flatMap((row) => {
        const [first, own] = [row[0] && of(row[0]), row[index] && of(row[index])];
        return first === undefined || own === undefined ? [] : [{ first, own }];
      });
      const difference = index === 0 ? undefined : bootstrapMean(pairs.map(({ first, own }) => own - first));
      return { mean: mean(pairs.map(({ own }) => own)), difference };
    };
    return {
      variant: name,
      cases: complete.length,
      failed: rows.filter(({ answers }) => answers[index] === undefined).length,
      failures: countFailures(rows.map(({ answers }) => answers[index]?.failure)),
      shown: compare(({ shown }) => Number(shown)),
      useful: compare(({ useful }) => Number(useful)),
      exact: compare(({ exact }) => Number(exact)),
      saved: compare(({ saved }) => saved),
      similarity: compare(({ similarity }) => similarity),
      promptTokens: compare(({ promptTokens }) => promptTokens),
      ms: compare(({ ms }) => ms),
    };
  });
}

const columns = ["shown", "useful", "exact", "similarity", "saved", "promptTokens", "ms"] as const;
const shares: ReadonlySet<string> = new Set(["shown", "useful", "exact", "similarity"]);

/** Renders the comparison: a row for each variant, and below it the differences from the first with their intervals. */
export function variantsTable(figures: readonly VariantFigures[]): string {
  const value = (name: string, number: number | undefined) =>
    shares.has(name) ? percent(number) : number === undefined ? "–" : number.toFixed(1);
  const rows = figures.flatMap((each) => {
    const own = [
      each.variant,
      String(each.cases),
      String(each.failed),
      ...columns.map((name) => value(name, each[name].mean)),
    ];
    const differences = columns.map((name) => {
      const { difference } = each[name];
      if (!difference) return "";
      const [middle, low, high] = [difference.mean, difference.low, difference.high].map((number) =>
        (shares.has(name) ? number * 100 : number).toFixed(1),
      );
      return `${middle} [${low}, ${high}]`;
    });
    return differences.some((text) => text !== "") ? [own, ["  − first", "", "", ...differences]] : [own];
  });
  const table = textTable(
    ["variant", "cases", "failed", "shown", "useful", "exact", "ES", "saved chars", "prompt tokens", "ms"],
    rows,
  );
  return `${table}\n\n${failureTable(figures.map(({ variant, failures }) => [variant, failures] as const))}`;
}

/** The answers under the first variant and another one to the same cases, for a judge. */
export function variantPairs(rows: readonly VariantRow[], index: number): readonly AnswerPair[] {
  return rows.flatMap(({ replayCase, answers }) => {
    const [first, second] = [answers[0], answers[index]];
    return first && second ? [{ replayCase, first: first.text, second: second.text }] : [];
  });
}

/** Your settings first, then the variants of a file. */
export function withSettings(variants: readonly Variant[]): readonly Variant[] {
  return [settingsVariant, ...variants];
}
