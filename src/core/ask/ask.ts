import { dropReasoning } from "../answerText/reasoning.ts";
import { type Redaction, Redactor } from "../privacy/redaction.ts";
import { type ChatModel, ModelError } from "../types/model.ts";
import type { AskRequest, Passage } from "./askFiles.ts";
import { askPrompt } from "./askPrompt.ts";
import { boundAnswer, type StreamEnding } from "./boundAnswer.ts";
import type { Findings } from "./passageIndex.ts";
import { type EmbedTexts, rerankPassages } from "./rerankPassages.ts";

/** Tokens that question, conversation and sources may take together, and the answer; fits a context of 8,192. */
const maxPromptTokens = 6_000;
const maxAnswerTokens = 1_800;
/** Passages given to a model or shown without one. */
const mostPassages = 8;
/** Passages among which an embeddings model chooses. */
const mostReranked = 24;

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
}

/** How a question ended: with an answer, cut short for a reason, or with passages alone, which may not answer it. */
export type AskEnding = StreamEnding | "passagesOnly" | "nothingLikely" | "emptyAnswer";

/** What happens on the way to an answer, in this order: `found` once, `text` any number of times, `ended` once. */
export type AskEvent =
  | {
      readonly kind: "found";
      /** Numbered from 1 in this order when the answer cites them. */
      readonly sources: readonly Passage[];
      readonly fileCount: number;
      /** Of the model that will answer; undefined if none is configured. */
      readonly model: string | undefined;
      /** Secrets that were blacked out before anything left. */
      readonly redactions: number;
    }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "ended"; readonly ending: AskEnding };

/**
 * Answers a question about the code: finds passages, and lets the chat model answer from them if there is one.
 * Ends early without an event when aborted; throws a `ModelError` when the model fails, after `found`.
 */
export async function* ask(
  request: AskRequest,
  deps: AskDeps,
  signal: AbortSignal,
): AsyncGenerator<AskEvent, void, void> {
  const embed = deps.embed();
  const findings = await deps.find(request, embed ? mostReranked : mostPassages, signal);
  if (!findings) return;
  const { fileCount, isUnlikely } = findings;
  const passages = embed ? await reranked(request.question, findings.passages, embed, deps, signal) : findings.passages;
  if (signal.aborted) return;
  const model = deps.chatModel();
  if (!model) {
    yield { kind: "found", sources: passages, fileCount, model: undefined, redactions: 0 };
    yield { kind: "ended", ending: isUnlikely ? "nothingLikely" : "passagesOnly" };
    return;
  }
  const safe = withoutSecrets(request, passages, deps.redact);
  const prompt = askPrompt(safe.request, safe.passages, {
    estimateTokens: deps.estimateTokens,
    maxTokens: maxPromptTokens,
    isUnlikely,
  });
  const sources = passages.slice(0, prompt.sources.length);
  yield { kind: "found", sources, fileCount, model: model.label, redactions: safe.count };
  const answer = boundAnswer(dropReasoning(model.stream(prompt.messages, maxAnswerTokens, () => undefined, signal)));
  yield* relay(answer, signal);
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

async function* relay(
  answer: AsyncGenerator<string, StreamEnding, void>,
  signal: AbortSignal,
): AsyncGenerator<AskEvent, void, void> {
  let isEmpty = true;
  try {
    let step = await answer.next();
    while (!step.done) {
      if (signal.aborted) return;
      isEmpty &&= step.value.trim() === "";
      yield { kind: "text", text: step.value };
      step = await answer.next();
    }
    if (signal.aborted) return;
    yield { kind: "ended", ending: isEmpty && step.value === "complete" ? "emptyAnswer" : step.value };
  } finally {
    await answer.return("complete"); // Whoever stops listening ends the request too.
  }
}

/** What may leave this machine: everything that goes into a prompt with its secrets blacked out. */
function withoutSecrets(request: AskRequest, passages: readonly Passage[], redact: AskDeps["redact"]) {
  const redactor = new Redactor(redact);
  const clean = (text: string): string => redactor.clean(text);
  const { selection } = request;
  const cleanRequest: AskRequest = {
    question: clean(request.question),
    selection: selection && { ...selection, text: clean(selection.text) },
    earlier: request.earlier.map((turn) => ({ question: clean(turn.question), answer: clean(turn.answer) })),
  };
  const cleanPassages = passages.map((passage) => ({ ...passage, text: clean(passage.text) }));
  return { request: cleanRequest, passages: cleanPassages, count: redactor.count };
}
