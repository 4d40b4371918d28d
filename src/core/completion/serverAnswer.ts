import { offersSecret } from "../privacy/offersSecret.ts";
import { type Redaction, Redactor } from "../privacy/redaction.ts";
import { fitBudget } from "../prompt/fitBudget.ts";
import { layOut } from "../prompt/layOut.ts";
import { answerFailure } from "../rules/answerFailure.ts";
import { isEnough, refine } from "../rules/refine.ts";
import type { RuleName } from "../rules/rules.ts";
import { collect } from "../rules/stream/collect.ts";
import { stopRules } from "../rules/stream/stopRules.ts";
import type { ModelFailure } from "../statistics/requestEnd.ts";
import {
  type CompletionLimits,
  type CompletionModel,
  ModelError,
  type ModelUsage,
  type PromptParts,
} from "../types/model.ts";
import { pause } from "./pause.ts";
import type { Provenance } from "./provenance.ts";
import type { CompletionRequest, ContextPort } from "./request.ts";

/** A server that completes, as it is configured and measured at the moment. */
export interface CompletionServer {
  readonly model: CompletionModel;
  /** How long to wait before a request is sent, by typing rhythm and measured latency, in milliseconds. */
  readonly delayMs: () => number;
  /** How fast it reads prompts; undefined while unknown. */
  readonly promptTokensPerMs: () => number | undefined;
  /** Whether it gets the embedded engine's answer as a draft of its own. */
  readonly takesDraft: boolean;
  /** Whether it may get requests that the user has not made yet. */
  readonly mayPrefetch: boolean;
}

/** What came of asking a server. */
export type ServerAnswer =
  | { readonly kind: "suggestion"; readonly text: string; readonly replaceAfter: number }
  | { readonly kind: "dropped"; readonly rule: RuleName }
  | { readonly kind: "failed"; readonly reason: ModelFailure; readonly error: unknown }
  | { readonly kind: "aborted" };

export interface ServerQuestion {
  readonly server: CompletionServer;
  readonly request: CompletionRequest;
  readonly context: ContextPort;
  readonly redact: (text: string) => Redaction;
  /** The embedded engine's answer, for servers that take one. */
  readonly draft?: string | undefined;
  /** Is filled in while the request runs. */
  readonly provenance: Provenance;
  /** Called with each piece of text as it arrives. */
  readonly onText: (text: string) => void;
}

/** Maximum tokens of an answer: one line, or a block. */
const lineTokens = 64;
const blockTokens = 256;

/** Cursor → context → budget → redaction → stream → rules. Never throws. */
export async function answerFromServer(question: ServerQuestion, signal: AbortSignal): Promise<ServerAnswer> {
  const { server, request, provenance } = question;
  const { stopwatch } = provenance;
  try {
    await stopwatch.timeAsync("delay", () => pause(request.explicit ? 0 : server.delayMs(), signal));
    if (signal.aborted) return { kind: "aborted" };
    const parts = buildPrompt(question);
    const text = await readStream(question, parts, signal);
    if (signal.aborted) return { kind: "aborted" };
    provenance.rawText = text;
    provenance.failure = answerFailure(text, parts, request.rules);
    const refined = refine(text, request.rules);
    if (refined.kind === "dropped") return refined;
    const { cursor, lineAfter } = request.rules;
    if (offersSecret(refined.text, cursor.prefix, lineAfter.slice(refined.replaceAfter)))
      return { kind: "dropped", rule: "dropSecret" };
    provenance.changedBy = refined.changedBy;
    return { kind: "suggestion", text: refined.text, replaceAfter: refined.replaceAfter };
  } catch (error) {
    if (signal.aborted) return { kind: "aborted" };
    return { kind: "failed", reason: error instanceof ModelError ? error.kind : "internal", error };
  }
}

function buildPrompt({ server, request, context, redact, provenance }: ServerQuestion): PromptParts {
  const { cursor, maxPromptTokens, choices } = request;
  const { stopwatch } = provenance;
  const snippets = stopwatch.time("retrieval", () => context(cursor, Math.floor(maxPromptTokens / 2)));
  return stopwatch.time("prompt", () => {
    // A user who asked waits for the whole context.
    const tokensPerMs = request.explicit ? undefined : server.promptTokensPerMs();
    const fitted = fitBudget(cursor, snippets, { maxTokens: maxPromptTokens, tokensPerMs, choices: choices.prompt });
    const { parts, count } = redactParts(fitted, redact);
    provenance.prompt = parts;
    provenance.redactions = count;
    return layOut(parts, choices.prompt);
  });
}

/** Replaces what looks like a secret, wherever in the prompt it is. */
function redactParts(parts: PromptParts, redact: ServerQuestion["redact"]) {
  const redactor = new Redactor(redact);
  const snippets = parts.snippets.map((snippet) => ({ ...snippet, text: redactor.clean(snippet.text) }));
  const prefix = redactor.clean(parts.prefix);
  const suffix = redactor.clean(parts.suffix);
  const redacted: PromptParts = { ...parts, prefix, suffix, snippets };
  return { parts: redacted, count: redactor.count };
}

/** Reads the answer until it is complete, the rules have seen enough of it, or the signal fires. */
async function readStream(question: ServerQuestion, parts: PromptParts, signal: AbortSignal): Promise<string> {
  const { server, request, provenance, onText } = question;
  const { rules } = request;
  const onUsage = (usage: ModelUsage) => {
    provenance.usage = { ...provenance.usage, ...usage };
  };
  const stream = server.model.stream(parts, limitsOf(question), onUsage, signal);
  const stops = stopRules(withEachChunk(stream, onText), {
    maxLines: rules.maxLines,
    isEnough: (text) => isEnough(text, rules),
  });
  return (await collect(stops, signal)) ?? "";
}

function limitsOf({ request, draft, redact }: ServerQuestion): CompletionLimits {
  const isLine = request.rules.scope === "line";
  // The draft comes from the user's files: one that contains a secret is not sent.
  const isHarmless = draft !== undefined && redact(draft).count === 0;
  return {
    maxTokens: isLine ? lineTokens : blockTokens,
    stop: isLine ? ["\n"] : [],
    temperature: 0,
    ...(isHarmless ? { draft } : {}),
  };
}

async function* withEachChunk(stream: AsyncIterable<string>, onText: (text: string) => void): AsyncGenerator<string> {
  for await (const chunk of stream) {
    onText(chunk);
    yield chunk;
  }
}
