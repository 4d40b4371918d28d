import type { LateAnswers } from "../../core/completion/inFlight.ts";
import type { CompletionPorts, ServerWish } from "../../core/completion/request.ts";
import type { CompletionServer } from "../../core/completion/serverAnswer.ts";
import { type EndedServerRequest, ServerAnswers } from "../../core/completion/serverAnswers.ts";
import { SuggestionMemory } from "../../core/completion/suggestionMemory.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { RecentFile } from "../../core/types/source.ts";
import type { Definitions } from "../definitions/definitions.ts";
import type { Learning } from "../learning/createLearning.ts";
import type { Clock } from "../ports.ts";

export interface CompletionDeps {
  readonly learning: Learning;
  readonly definitions: Definitions;
  /** The configured server, or undefined: then the embedded engine answers alone. */
  readonly server: (wish?: ServerWish) => CompletionServer | undefined;
  /** Called once per request to a server, when it has ended. */
  readonly onServerEnded: (ended: EndedServerRequest) => void;
  readonly clock: Clock;
  /** The editor, if it stops waiting for a server although the cursor stays. */
  readonly late?: LateAnswers;
  /**
   * Embedded suggestions of an automatic request at least, for editors whose users switch between suggestions without a
   * further request. 1 if missing.
   */
  readonly leastAlternatives?: number;
  /** Resolves in the event loop's next turn. */
  readonly yieldToEventLoop: () => Promise<void>;
}

/** What completes at a cursor. */
export interface Completion {
  readonly ports: CompletionPorts;
  /** The other recent files of a cursor's language, most recent first. */
  readonly recentOf: (cursor: Cursor) => readonly RecentFile[];
}

/** Joins what was learnt and the server into the ports of the completion. */
export function createCompletion(deps: CompletionDeps): Completion {
  const { definitions, onServerEnded, server: current, late, leastAlternatives = 1 } = deps;
  const { engine, retriever, recent } = deps.learning;
  const memory = new SuggestionMemory();
  const clock = { now: () => deps.clock.monotonic(), yieldToEventLoop: deps.yieldToEventLoop };
  const recentOf = ({ uri, languageId }: Cursor) => recent.others(uri, languageId);
  const context = (cursor: Cursor, maxTokens: number) => [
    ...retriever.retrieve(cursor, recentOf(cursor), { maxTokens }),
    ...definitions.at(cursor),
  ];
  const server = new ServerAnswers({ current, context, memory, clock, onEnded: onServerEnded, late });
  const embedded: CompletionPorts["embedded"] = (cursor, options) => {
    const limit = Math.max(options.limit, leastAlternatives);
    return engine.answer(cursor, recentOf(cursor), { ...options, limit });
  };
  return { ports: { embedded, server, memory, clock }, recentOf };
}
