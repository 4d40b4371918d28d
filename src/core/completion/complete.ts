import { refine } from "../rules/refine.ts";
import type { Cursor } from "../types/cursor.ts";
import type { EmbeddedEngine } from "../types/engine.ts";
import type { CompletionModel, ModelError } from "../types/model.ts";
import type { Retriever } from "../types/retriever.ts";
import type { CompletionScope } from "../types/scope.ts";
import type { Snippet } from "../types/snippet.ts";
import type { RecentFile } from "../types/source.ts";
import type { AskAhead } from "./askAhead.ts";
import { askModel, type EndedModelRequest, type ModelAnswer } from "./askModel.ts";
import { firstOf } from "./firstOf.ts";
import type { Pending, RunningAnswer } from "./runningAnswer.ts";
import type { Suggestion } from "./suggestion.ts";
import type { SuggestionCache } from "./suggestionCache.ts";
import type { Trace } from "./trace.ts";

/** One place that wants a completion, and how the user wants it. */
export interface CompletionRequest {
  readonly cursor: Cursor;
  readonly scope: CompletionScope;
  /** Asked for by hand: more effort, alternatives. */
  readonly explicit: boolean;
  readonly minConfidence: number;
  readonly maxLines: number;
  /** Tokens that prefix, suffix and snippets may cost together. */
  readonly maxPromptTokens: number;
  /** How long an embedded answer is held back for a model's. */
  readonly waitForModelMs: number;
}

export interface CompletionDeps {
  readonly engine: EmbeddedEngine;
  readonly retriever: Retriever;
  /** Recent files of the language, most recent first, without the current one. */
  readonly recent: (cursor: Cursor) => readonly RecentFile[];
  /** Definitions of names near the cursor that are at hand; never waited for. */
  readonly definitions: (cursor: Cursor) => readonly Snippet[];
  /** The configured model, or undefined: then the embedded engine answers alone. */
  readonly model: () => CompletionModel | undefined;
  readonly redact: (text: string) => { readonly text: string; readonly count: number };
  /** Whether the model is sent the engine's answer as a draft of its own. */
  readonly sendsDraft?: () => boolean;
  /** Milliseconds to wait before a request is sent, for the typing rhythm and the server's speed. */
  readonly delayMs: () => number;
  /** Tokens of a prompt that the server reads in a millisecond, undefined while unknown. */
  readonly promptTokensPerMs: () => number | undefined;
  readonly cache: SuggestionCache;
  readonly running: RunningAnswer<ModelAnswer>;
  readonly ahead: AskAhead;
  readonly nextId: () => number;
  /** Lets whatever else is due have the thread once: what was just begun gets on its way. */
  readonly giveWay: () => Promise<void>;
  /** Called once for each request that was sent to the model, when it has ended in whatever way. */
  readonly onModelEnded?: (ended: EndedModelRequest) => void;
  readonly onModelError: (error: ModelError) => void;
  /** A defect of ours: reported, never thrown at the editor. */
  readonly onError: (error: unknown) => void;
}

/**
 * THE SPINE: what is proposed at a cursor, best first. Known suggestions come at once; the embedded engine answers
 * in milliseconds; a model, where there is one, is given a moment to do better.
 * Ends the trace in exactly one outcome. An aborted request returns nothing.
 */
export async function complete(
  request: CompletionRequest,
  deps: CompletionDeps,
  trace: Trace,
  signal: AbortSignal,
): Promise<readonly Suggestion[]> {
  const { cursor } = request;
  const model = deps.model();
  const known = request.explicit ? undefined : deps.cache.recall(cursor);
  if (known && (known.source === "server" || !model)) {
    if (model) deps.ahead.begin(known, model, request, deps);
    return offer([known], trace, { fromCache: true });
  }

  const joined = model && deps.running.join(cursor, signal);
  const answerHere = () => trace.time("embedded", () => answerEmbedded(request, deps));
  const drafts = model && !joined && !known && deps.sendsDraft?.() ? answerHere() : undefined;
  const running = model && (joined ?? startModel(model, request, deps, trace, signal, drafts?.[0]?.text));
  trace.provenance = running?.provenance;
  // The request is on the wire before the engine takes the thread, which works while the server does.
  if (running && !joined) await deps.giveWay();
  if (signal.aborted) return cancelled(trace);
  const embedded = known ? [known] : (drafts ?? answerHere());
  const [first] = embedded;
  if (first && !fromModel(cursor, deps)) deps.cache.remember(cursor, first);
  if (!running) return offer(embedded, trace);

  const waitMs = embedded.length > 0 && !request.explicit ? request.waitForModelMs : undefined;
  const wait = ({ answer, provenance }: Pending<ModelAnswer>) => {
    trace.provenance = provenance;
    return trace.timeAsync("model", () => firstOf(answer, waitMs, signal));
  };
  let modelled = await wait(running);
  // What was begun at an earlier place may turn out to say something else than was typed since.
  const isAnswered = modelled === undefined || modelled.kind === "failed" || fromModel(cursor, deps) !== undefined;
  if (joined && !isAnswered && !signal.aborted) modelled = await wait(startModel(model, request, deps, trace, signal));
  if (signal.aborted) return cancelled(trace);
  const remainder = modelled?.kind === "suggestion" ? fromModel(cursor, deps) : undefined;
  if (remainder) deps.ahead.begin(remainder, model, request, deps);
  const fromCache = known !== undefined && !remainder;
  return offer(remainder ? [remainder, ...embedded] : embedded, trace, { fromCache, modelled });
}

function cancelled(trace: Trace): readonly Suggestion[] {
  trace.ended = { outcome: "cancelled", reason: undefined };
  return [];
}

/** The model's suggestion that fits here by now. */
function fromModel(cursor: Cursor, deps: CompletionDeps): Suggestion | undefined {
  const known = deps.cache.recall(cursor);
  return known?.source === "server" ? known : undefined;
}

function answerEmbedded(request: CompletionRequest, deps: CompletionDeps): readonly Suggestion[] {
  const { cursor, minConfidence, maxLines, explicit } = request;
  const limit = explicit ? 3 : 1;
  const answers = deps.engine.answer(cursor, deps.recent(cursor), {
    minConfidence,
    maxLines,
    limit,
    mayStopEarly: true,
  });
  return answers.flatMap(({ text, confidence, origin }) => {
    const refined = refine(text, cursor, request);
    if (refined.kind === "dropped") return [];
    const { replaceAfter } = refined;
    return [{ id: deps.nextId(), text: refined.text, replaceAfter, source: "embedded" as const, confidence, origin }];
  });
}

function startModel(
  model: CompletionModel,
  request: CompletionRequest,
  deps: CompletionDeps,
  trace: Trace,
  signal: AbortSignal,
  draft?: string,
): Pending<ModelAnswer> {
  const trigger = request.explicit ? "explicit" : "automatic";
  return deps.running.start(
    request.cursor,
    (provenance, onText, runSignal) =>
      askModel({ model, request, trigger, deps, trace, provenance, onText, draft }, runSignal),
    signal,
  );
}

interface Offered {
  readonly fromCache?: boolean;
  /** What came of asking the model, if it was asked and waited for. */
  readonly modelled?: ModelAnswer | undefined;
}

/** Ends the trace: with something to show, or with the reason why there is nothing. */
function offer(
  suggestions: readonly Suggestion[],
  trace: Trace,
  { fromCache = false, modelled }: Offered = {},
): readonly Suggestion[] {
  const [first] = suggestions;
  const missed = missOf(modelled);
  if (!first) {
    trace.ended = missed ?? { outcome: "empty", reason: "nothingLikely" };
    return [];
  }
  trace.ended = { outcome: "offered", reason: missed?.reason };
  trace.provenance = first.provenance ?? trace.provenance;
  trace.source = first.source;
  trace.fromCache = fromCache;
  return suggestions;
}

/** How a request ends for which the model alone was asked, and gave nothing. */
function missOf(modelled: ModelAnswer | undefined) {
  if (modelled?.kind === "failed") return { outcome: "failed", reason: modelled.reason } as const;
  if (modelled?.kind === "dropped") return { outcome: "empty", reason: modelled.rule } as const;
  return undefined;
}
