import { dropReasoning } from "../answerText/reasoning.ts";
import { type Redaction, Redactor } from "../privacy/redaction.ts";
import { type ChatMessage, type ChatModel, ModelError } from "../types/model.ts";
import { english, type Translate } from "../types/translate.ts";
import type { AskRequest, Passage } from "./askFiles.ts";
import { askPrompt } from "./askPrompt.ts";
import { boundAnswer, type StreamEnding } from "./boundAnswer.ts";
import { fusePassages } from "./fusePassages.ts";
import type { Findings } from "./passageIndex.ts";
import { rerankPassages } from "./rerankPassages.ts";
import { type QueryRewriting, rewriteQuery } from "./rewriteQuery.ts";
import { type SafeMaterial, shortenMaterial } from "./shortenMaterial.ts";
import type { AskTools } from "./tools/askTools.ts";
import { type LoopEvent, toolLoop } from "./tools/toolLoop.ts";
import type { EmbedTexts } from "./vectors/embedder.ts";

/** Tokens that question, conversation and sources may take together, and the answer; fits a context of 8,192. */
const maxPromptTokens = 6_000;
const maxAnswerTokens = 1_800;
/** Tokens that the results of tools may take in addition. */
const maxResultTokens = 6_000;
/** Passages given to a model or shown without one. */
const mostPassages = 8;
/** Passages among which an embeddings model chooses. */
const mostReranked = 24;

/** What lets a model look further than the passages it was given. */
export interface ToolSupport {
  readonly tools: AskTools;
  readonly maxSteps: number;
  /** Is called when the server or the model takes no tools; the answer comes without them then. */
  readonly onRefused: (error: ModelError) => void;
}

export interface AskDeps {
  /** Finds passages in the workspace, best first; resolves with undefined when aborted. */
  readonly find: (request: AskRequest, limit: number, signal: AbortSignal) => Promise<Findings | undefined>;
  /** The configured chat model, or undefined: then the passages are the answer. */
  readonly chatModel: () => ChatModel | undefined;
  readonly redact: (text: string) => Redaction;
  readonly estimateTokens: (text: string) => number;
  /** A configured embeddings model; undefined keeps the order of the index. */
  readonly embed: () => EmbedTexts | undefined;
  /** Is called when the embeddings model fails; the order of the index is kept then, too. */
  readonly onEmbedError: (error: ModelError) => void;
  /** Whether the chat model writes a text to search for beside the question; "off" if left out. */
  readonly queryRewriting?: (() => QueryRewriting) | undefined;
  /** Undefined if this model is to answer from the passages alone. */
  readonly tools?: ((model: ChatModel) => ToolSupport | undefined) | undefined;
  /** Translates the labels of steps and what came back; English if omitted. */
  readonly t?: Translate;
}

/** How a question ended: with an answer, cut short for a reason, or with passages alone, which may not answer it. */
export type AskEnding = StreamEnding | "passagesOnly" | "nothingLikely" | "emptyAnswer";

/** What happens on the way to an answer: `found` once, before any `text`, and `ended` once, at the end. */
export type AskEvent =
  | {
      readonly kind: "found";
      /** Numbered from 1 in this order when the answer cites them. */
      readonly sources: readonly Passage[];
      readonly fileCount: number;
      /** Of the model that will answer; undefined if none is configured. */
      readonly model: string | undefined;
      /** Secrets that were redacted before anything left. */
      readonly redactions: number;
      /** What the user should know about the search. */
      readonly note?: string | undefined;
    }
  | Exclude<LoopEvent, { readonly kind: "ended" }>
  /** Secrets that have been redacted by now, because a tool found more. */
  | { readonly kind: "redacted"; readonly count: number }
  | { readonly kind: "ended"; readonly ending: AskEnding };

/**
 * Answers a question about the code: finds passages, and lets the chat model answer from them if there is one.
 * Ends early without an event when aborted; throws a `ModelError` when the model fails, usually after `found`.
 */
export async function* ask(
  request: AskRequest,
  deps: AskDeps,
  signal: AbortSignal,
): AsyncGenerator<AskEvent, void, void> {
  const { estimateTokens, t = english } = deps;
  const embed = deps.embed();
  const model = deps.chatModel();
  const rewriting = deps.queryRewriting?.() ?? "off";
  const written =
    model && rewriting !== "off"
      ? yield* rewriteQuery(questionsOf(request, deps), { way: rewriting, model, t }, signal)
      : "";
  if (written === undefined) return;
  const findings = await find(request, written, embed ? mostReranked : mostPassages, deps, signal);
  if (!findings) return;
  const { fileCount, isUnlikely, note } = findings;
  const ranked = embed ? await reranked(request.question, findings.passages, embed, deps, signal) : findings.passages;
  if (signal.aborted) return;
  const { pinned = [] } = request;
  const passages = [...pinned, ...ranked.filter((passage) => !pinned.some((pin) => covers(pin, passage)))];
  if (!model) {
    yield { kind: "found", sources: passages, fileCount, model: undefined, redactions: 0, note };
    yield { kind: "ended", ending: isUnlikely && pinned.length === 0 ? "nothingLikely" : "passagesOnly" };
    return;
  }
  const redactor = new Redactor(deps.redact);
  const safe = yield* shortenMaterial(
    withoutSecrets(request, passages, redactor),
    {
      pinnedCount: pinned.length,
      maxTokens: maxPromptTokens,
      model,
      estimateTokens,
      stepsBefore: rewriting === "off" ? 0 : 1,
      t,
    },
    signal,
  );
  if (!safe) return;
  const support = model.converse ? deps.tools?.(model) : undefined;
  const options = { estimateTokens, maxTokens: maxPromptTokens, isUnlikely };
  const prompt = askPrompt(safe.request, safe.passages, { ...options, hasTools: support !== undefined });
  const sources = passages.slice(0, prompt.sources.length);
  const plain = support ? askPrompt(safe.request, safe.passages.slice(0, sources.length), options) : prompt;
  yield { kind: "found", sources, fileCount, model: model.label, redactions: redactor.count, note };
  const messages = { withTools: prompt.messages, plain: plain.messages };
  const context = { model, messages, sources, redactor, estimateTokens, stepsBefore: safe.steps, t };
  yield* noticingEmpty(support ? withTools(context, support, signal) : plainly(context, signal), redactor, signal);
}

/** The questions of a conversation without their secrets, the asked one last. */
function questionsOf({ question, earlier }: AskRequest, { redact }: AskDeps): readonly string[] {
  return [...earlier.map((turn) => turn.question), question].map((text) => redact(text).text);
}

/** Finds passages for the question and, if there is one, for the text that the model wrote. */
async function find(
  request: AskRequest,
  written: string,
  limit: number,
  deps: AskDeps,
  signal: AbortSignal,
): Promise<Findings | undefined> {
  const findings = await deps.find(request, limit, signal);
  if (!findings || written === "") return findings;
  const others = await deps.find({ question: written, selection: undefined, earlier: [] }, limit, signal);
  if (!others) return undefined;
  return {
    ...findings,
    passages: fusePassages(findings.passages, others.passages, limit),
    isUnlikely: findings.isUnlikely && others.isUnlikely,
  };
}

interface AnswerContext {
  readonly model: ChatModel;
  /** With and without a word about tools. */
  readonly messages: { readonly withTools: readonly ChatMessage[]; readonly plain: readonly ChatMessage[] };
  readonly sources: readonly Passage[];
  readonly redactor: Redactor;
  readonly estimateTokens: (text: string) => number;
  readonly stepsBefore: number;
  readonly t: Translate;
}

/** Answers from the passages alone. */
async function* plainly(
  { model, messages }: AnswerContext,
  signal: AbortSignal,
): AsyncGenerator<LoopEvent, void, void> {
  const answer = boundAnswer(dropReasoning(model.stream(messages.plain, maxAnswerTokens, () => undefined, signal)));
  try {
    for (let next = await answer.next(); !signal.aborted; next = await answer.next()) {
      if (next.done) {
        yield { kind: "ended", ending: next.value };
        return;
      }
      yield { kind: "text", text: next.value };
    }
  } finally {
    await answer.return("complete"); // Whoever stops listening ends the request too.
  }
}

/** Answers with tools, or without them if the server or the model refuses them. */
async function* withTools(
  context: AnswerContext,
  { tools, maxSteps, onRefused }: ToolSupport,
  signal: AbortSignal,
): AsyncGenerator<LoopEvent, void, void> {
  const { model, messages, estimateTokens, ...rest } = context;
  if (!model.converse) return yield* plainly(context, signal);
  const limits = { maxSteps, maxAnswerTokens, maxResultTokens };
  const loop = toolLoop(
    { converse: model.converse, messages: messages.withTools, tools, estimateTokens, ...limits, ...rest },
    signal,
  );
  let hasBegun = false;
  try {
    for await (const event of loop) {
      hasBegun = true;
      yield event;
    }
  } catch (error) {
    const isRefusal = error instanceof ModelError && error.kind === "badRequest" && !hasBegun;
    if (!isRefusal) throw error;
    onRefused(error);
    yield* plainly(context, signal);
  }
}

/** Passes events on and turns the end of an answer without text into `emptyAnswer`. */
async function* noticingEmpty(
  events: AsyncGenerator<LoopEvent, void, void>,
  redactor: Redactor,
  signal: AbortSignal,
): AsyncGenerator<AskEvent, void, void> {
  let isEmpty = true;
  let redactions = redactor.count;
  for await (const event of events) {
    if (signal.aborted) return;
    if (event.kind === "text") isEmpty &&= event.text.trim() === "";
    if (event.kind === "restart") isEmpty = true;
    if (redactor.count > redactions) {
      redactions = redactor.count;
      yield { kind: "redacted", count: redactions };
    }
    if (event.kind === "ended" && isEmpty && event.ending === "complete") yield { ...event, ending: "emptyAnswer" };
    else yield event;
  }
}

function covers(pin: Passage, { uri, startLine, endLine }: Passage): boolean {
  return pin.uri === uri && pin.startLine <= startLine && pin.endLine >= endLine;
}

/** Reranks passages with the embeddings model; keeps their order when it fails. */
async function reranked(
  question: string,
  passages: readonly Passage[],
  embed: EmbedTexts,
  deps: AskDeps,
  signal: AbortSignal,
): Promise<readonly Passage[]> {
  try {
    const all = await rerankPassages(question, passages, embed, (text) => deps.redact(text).text, signal);
    return all.slice(0, mostPassages);
  } catch (error) {
    if (error instanceof ModelError) deps.onEmbedError(error);
    else if (!signal.aborted) throw error;
    return passages.slice(0, mostPassages);
  }
}

/** What may leave this machine: everything that goes into a prompt, without its secrets. */
function withoutSecrets(request: AskRequest, passages: readonly Passage[], redactor: Redactor): SafeMaterial {
  const clean = (text: string): string => redactor.clean(text);
  const { selection } = request;
  const cleanRequest: AskRequest = {
    question: clean(request.question),
    selection: selection && { ...selection, text: clean(selection.text) },
    earlier: request.earlier.map((turn) => ({ question: clean(turn.question), answer: clean(turn.answer) })),
  };
  return { request: cleanRequest, passages: passages.map((passage) => ({ ...passage, text: clean(passage.text) })) };
}
