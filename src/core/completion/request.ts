import type { RuleContext } from "../rules/ruleContext.ts";
import type { StageTimes } from "../statistics/events.ts";
import type { RequestEnd } from "../statistics/requestEnd.ts";
import type { Cursor } from "../types/cursor.ts";
import type { EngineAnswer, EngineOptions } from "../types/engine.ts";
import type { Snippet } from "../types/snippet.ts";
import type { Provenance } from "./provenance.ts";
import type { ServerAnswers } from "./serverAnswers.ts";
import type { Suggestion } from "./suggestion.ts";
import type { SuggestionMemory } from "./suggestionMemory.ts";

/** One cursor that needs a completion, and how the user wants it. */
export interface CompletionRequest {
  readonly cursor: Cursor;
  /** The cursor's surroundings, scanned once; also the scope and the maximum number of lines. */
  readonly rules: RuleContext;
  /** Requested by the user rather than by typing: more effort, alternatives. */
  readonly explicit: boolean;
  readonly minConfidence: number;
  /** Maximum tokens of prefix, suffix and snippets together. */
  readonly maxPromptTokens: number;
  /** How long an embedded suggestion waits for the server's, in milliseconds. */
  readonly waitForModelMs: number;
}

/** What a request led to. Without suggestions, `end` says why. */
export interface CompletionAnswer {
  /** Best first. */
  readonly suggestions: readonly Suggestion[];
  readonly end: RequestEnd;
  /** Ready for the moment when the suggest widget closes: the item chosen in it does not lead there. */
  readonly held?: Suggestion | undefined;
  readonly fromCache: boolean;
  /** Of the first suggestion if a server wrote it, else of the server's answer that was awaited. */
  readonly provenance: Provenance | undefined;
  readonly stagesMs: StageTimes;
}

/** What the spine uses. */
export interface CompletionPorts {
  readonly embedded: (cursor: Cursor, options: EngineOptions) => readonly EngineAnswer[];
  readonly server: ServerAnswers;
  readonly memory: SuggestionMemory;
  readonly clock: Clock;
}

/** Snippets that help at a cursor, best first. @param maxTokens upper limit of all snippets together */
export type ContextPort = (cursor: Cursor, maxTokens: number) => readonly Snippet[];

export interface Clock {
  /** Monotonic, in milliseconds. */
  readonly now: () => number;
  /** Resolves in the event loop's next turn, so that a request that was just written is sent first. */
  readonly yieldToEventLoop: () => Promise<void>;
  /** Waits `ms` milliseconds, or until the signal fires; never rejects. A timer, if missing. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}
