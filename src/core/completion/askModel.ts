import { fitBudget } from "../prompt/fitBudget.ts";
import { isEnough, refine } from "../rules/refine.ts";
import type { RuleName } from "../rules/rules.ts";
import { collect } from "../rules/stream/collect.ts";
import { stopRules } from "../rules/stream/stopRules.ts";
import type { ModelTrigger } from "../statistics/events.ts";
import type { ModelFailure } from "../statistics/requestEnd.ts";
import type { Cursor } from "../types/cursor.ts";
import { type CompletionModel, ModelError, type PromptParts } from "../types/model.ts";
import type { CompletionDeps, CompletionRequest } from "./complete.ts";
import { pause } from "./pause.ts";
import type { Provenance } from "./provenance.ts";
import type { Suggestion } from "./suggestion.ts";
import type { Trace } from "./trace.ts";

/** Tokens asked for: one line, or a block. */
const lineTokens = 64;
const blockTokens = 256;

/** What came of asking a model. A suggestion is in the cache by then, under the place it was asked for. */
export type ModelAnswer =
  | { readonly kind: "suggestion"; readonly suggestion: Suggestion }
  | { readonly kind: "dropped"; readonly rule: RuleName }
  | { readonly kind: "failed"; readonly reason: ModelFailure }
  | { readonly kind: "aborted" };

/** A request to a model that has ended, whether or not anyone still waited for it. */
export interface EndedModelRequest {
  readonly cursor: Cursor;
  readonly trigger: ModelTrigger;
  readonly provenance: Provenance;
  readonly answer: ModelAnswer;
}

export interface ModelQuestion {
  readonly model: CompletionModel;
  readonly request: CompletionRequest;
  readonly trigger: ModelTrigger;
  readonly deps: CompletionDeps;
  /** Gets the times of the stages. */
  readonly trace: Trace;
  readonly provenance: Provenance;
  /** A guess at the answer, for servers that take one. */
  readonly draft?: string | undefined;
  readonly onText: (text: string) => void;
}

/** Cursor → snippets → prompt → model → rules, on the server's side of the spine. Never throws. */
export async function askModel(question: ModelQuestion, signal: AbortSignal): Promise<ModelAnswer> {
  const { request, trigger, deps, provenance } = question;
  const answer = await tryModel(question, signal);
  if (provenance.prompt) deps.onModelEnded?.({ cursor: request.cursor, trigger, provenance, answer });
  return answer;
}

async function tryModel(question: ModelQuestion, signal: AbortSignal): Promise<ModelAnswer> {
  const { deps, trace, provenance } = question;
  try {
    await trace.timeAsync("delay", () => pause(question.request.explicit ? 0 : deps.delayMs(), signal));
    if (signal.aborted) return { kind: "aborted" };
    const parts = buildParts(question);
    const text = await readAnswer(question, parts, signal);
    if (signal.aborted) return { kind: "aborted" };
    provenance.rawText = text;
    return toSuggestion(text, question);
  } catch (error) {
    if (signal.aborted) return { kind: "aborted" };
    if (!(error instanceof ModelError)) deps.onError(error);
    else deps.onModelError(error);
    return { kind: "failed", reason: error instanceof ModelError ? error.kind : "internal" };
  }
}

function buildParts({ request, deps, trace, provenance }: ModelQuestion): PromptParts {
  const { cursor, maxPromptTokens } = request;
  const snippets = trace.time("retrieval", () => {
    const maxTokens = Math.floor(maxPromptTokens / 2);
    return [...deps.retriever.retrieve(cursor, deps.recent(cursor), { maxTokens }), ...deps.definitions(cursor)];
  });
  return trace.time("prompt", () => {
    // Who asks by hand waits for the whole context.
    const tokensPerMs = request.explicit ? undefined : deps.promptTokensPerMs();
    const { parts, count } = redactParts(
      fitBudget(cursor, snippets, { maxTokens: maxPromptTokens, tokensPerMs }),
      deps,
    );
    provenance.prompt = parts;
    provenance.redactions = count;
    return parts;
  });
}

/** Nothing that looks like a secret leaves, wherever in the prompt it stands. */
function redactParts(parts: PromptParts, deps: CompletionDeps) {
  let count = 0;
  const clean = (text: string): string => {
    const redacted = deps.redact(text);
    count += redacted.count;
    return redacted.text;
  };
  const snippets = parts.snippets.map((snippet) => ({ ...snippet, text: clean(snippet.text) }));
  const redacted: PromptParts = { ...parts, prefix: clean(parts.prefix), suffix: clean(parts.suffix), snippets };
  return { parts: redacted, count };
}

async function readAnswer(question: ModelQuestion, parts: PromptParts, signal: AbortSignal): Promise<string> {
  const { model, request, provenance, onText } = question;
  const oneLine = request.scope === "line";
  // The engine's guess comes from the user's files: one that holds a secret stays here.
  const isHarmless = question.draft !== undefined && question.deps.redact(question.draft).count === 0;
  const limits = {
    maxTokens: oneLine ? lineTokens : blockTokens,
    stop: oneLine ? ["\n"] : [],
    temperature: 0,
    ...(isHarmless ? { draft: question.draft } : {}),
  };
  const stream = model.stream(
    parts,
    limits,
    (usage) => {
      provenance.usage = { ...provenance.usage, ...usage };
    },
    signal,
  );
  const isDecided = (text: string) => isEnough(text, request.cursor, request);
  return (
    (await collect(stopRules(heard(stream, onText), { maxLines: request.maxLines, isEnough: isDecided }), signal)) ?? ""
  );
}

async function* heard(stream: AsyncIterable<string>, onText: (text: string) => void): AsyncGenerator<string> {
  for await (const chunk of stream) {
    onText(chunk);
    yield chunk;
  }
}

function toSuggestion(text: string, { request, deps, provenance }: ModelQuestion): ModelAnswer {
  const refined = refine(text, request.cursor, request);
  if (refined.kind === "dropped") return { kind: "dropped", rule: refined.rule };
  provenance.changedBy = refined.changedBy;
  const suggestion: Suggestion = {
    id: deps.nextId(),
    text: refined.text,
    replaceAfter: refined.replaceAfter,
    source: "server",
    confidence: undefined,
    origin: undefined,
    provenance,
  };
  deps.cache.remember(request.cursor, suggestion);
  return { kind: "suggestion", suggestion };
}
