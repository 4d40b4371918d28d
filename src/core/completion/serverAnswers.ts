import { surroundingsOf } from "../code/scan/surroundings.ts";
import { redact } from "../privacy/redactSecrets.ts";
import { rememberRedactions } from "../privacy/rememberRedactions.ts";
import { fitBudget } from "../prompt/fitBudget.ts";
import { createRuleContext } from "../rules/ruleContext.ts";
import type { ModelTrigger } from "../statistics/events.ts";
import { chooseScope } from "../trigger/chooseScope.ts";
import type { Cursor } from "../types/cursor.ts";
import type { Snippet } from "../types/snippet.ts";
import { InFlight, type LateAnswers, type Pending } from "./inFlight.ts";
import type { Provenance } from "./provenance.ts";
import type { Clock, CompletionRequest, ContextPort, PromptRequest, ServerChoices, ServerWish } from "./request.ts";
import { answerFromServer, type CompletionServer, type ServerAnswer } from "./serverAnswer.ts";
import type { Suggestion } from "./suggestion.ts";
import type { SuggestionMemory } from "./suggestionMemory.ts";

/** A request to a server that has ended, whether or not a completion still waited for it. */
export interface EndedServerRequest {
  readonly cursor: Cursor;
  readonly trigger: ModelTrigger;
  readonly choices: ServerChoices;
  readonly provenance: Provenance;
  readonly answer: ServerAnswer;
  /** The suggestion that the answer became, if any. */
  readonly suggestion: Suggestion | undefined;
}

export interface ServerAnswersDeps {
  /** The configured server, or undefined: then the embedded engine answers alone. */
  readonly current: (wish?: ServerWish) => CompletionServer | undefined;
  readonly context: ContextPort;
  readonly memory: SuggestionMemory;
  readonly clock: Clock;
  /** Called once per request that was sent or failed, when it has ended. */
  readonly onEnded: (ended: EndedServerRequest) => void;
  /** The editor, if it stops waiting although the cursor stays. */
  readonly late?: LateAnswers | undefined;
}

/** Where no server is configured: nothing is ever asked. */
export function withoutServer(memory: SuggestionMemory, clock: Clock): ServerAnswers {
  return new ServerAnswers({ current: () => undefined, context: () => [], memory, clock, onEnded: () => undefined });
}

/** An answer as it is awaited: with its suggestion, which is in the memory by then. */
export interface AwaitedAnswer {
  readonly answer: ServerAnswer;
  readonly suggestion: Suggestion | undefined;
}

/**
 * Asks the configured server. One request runs at a time: a later cursor that agrees with what was typed and with what
 * has arrived waits for the same answer, any other aborts it.
 */
export class ServerAnswers {
  readonly #deps: ServerAnswersDeps;
  readonly #inFlight: InFlight<AwaitedAnswer>;
  readonly #redact = rememberRedactions(redact);
  #prefetchedId: number | undefined;

  constructor(deps: ServerAnswersDeps) {
    this.#deps = deps;
    this.#inFlight = new InFlight(deps.clock.now, deps.late);
  }

  current(wish?: ServerWish): CompletionServer | undefined {
    return this.#deps.current(wish);
  }

  /** Whether the running answer must not be aborted for this cursor, although it does not fit there. */
  isTaken(cursor: Cursor): boolean {
    return this.#inFlight.isTaken(cursor);
  }

  /** The running answer, if it may still fit at this cursor; otherwise aborts it. */
  join(cursor: Cursor, signal: AbortSignal): Pending<AwaitedAnswer> | undefined {
    return this.#inFlight.join(cursor, signal);
  }

  /** Sends a request, aborting the one that runs. @param draft the embedded engine's answer */
  start(
    server: CompletionServer,
    request: CompletionRequest,
    draft: string | undefined,
    signal: AbortSignal,
  ): Pending<AwaitedAnswer> {
    const trigger = request.explicit ? "explicit" : "automatic";
    return this.#inFlight.start(request.cursor, this.#asking(server, request, trigger, draft), signal);
  }

  /**
   * Sends the request that follows if `shown` is accepted, once per suggestion, if the server may be asked and nothing
   * else runs. The answer stays in memory for the position after the suggestion.
   */
  prefetchAfter(shown: Suggestion, server: CompletionServer, request: CompletionRequest): void {
    if (shown.id === this.#prefetchedId || !server.mayPrefetch) return;
    const cursor = afterAccepting(request.cursor, shown);
    if (this.#deps.memory.recall(cursor)?.source === "server") return;
    const { maxLines } = request.rules;
    const surroundings = surroundingsOf(cursor);
    const scope = chooseScope(cursor, surroundings, { explicit: false, maxLines });
    const rules = createRuleContext(cursor, { scope, maxLines, explicit: false }, surroundings);
    const next: CompletionRequest = { ...request, cursor, rules, explicit: false };
    const ask = this.#asking(server, next, "prefetch");
    const hasStarted = this.#inFlight.startIfIdle(cursor, async (provenance, onText, signal) => {
      await this.#deps.clock.yieldToEventLoop(); // The suggestion is shown first.
      return ask(provenance, onText, signal);
    });
    if (hasStarted) this.#prefetchedId = shown.id;
  }

  /** The snippets that a request at this cursor would carry beside its text, redacted. */
  snippetsAt(cursor: Cursor, { maxPromptTokens: maxTokens, choices }: PromptRequest): readonly Snippet[] {
    if (choices.prompt.layout === "comments") return [];
    const found = this.#deps.context(cursor, Math.floor(maxTokens / 2));
    const tokensPerMs = this.current(choices)?.promptTokensPerMs();
    const { snippets } = fitBudget(cursor, found, { maxTokens, tokensPerMs, choices: choices.prompt });
    return snippets.map((snippet) => ({ ...snippet, text: this.#redact(snippet.text).text }));
  }

  /** Aborts what runs, e.g. because the user rejected the suggestion that is shown. */
  abort(): void {
    this.#inFlight.abort();
  }

  #asking(server: CompletionServer, request: CompletionRequest, trigger: ModelTrigger, draft?: string) {
    const { context, memory, onEnded } = this.#deps;
    return async (provenance: Provenance, onText: (text: string) => void, signal: AbortSignal) => {
      const question = { server, request, context, redact: this.#redact, draft, provenance, onText };
      const answer = await answerFromServer(question, signal);
      const suggestion = answer.kind === "suggestion" ? toSuggestion(answer, memory.nextId(), provenance) : undefined;
      if (suggestion) memory.remember(request.cursor, suggestion);
      if (provenance.prompt || answer.kind === "failed")
        onEnded({ cursor: request.cursor, trigger, choices: request.choices, provenance, answer, suggestion });
      return { answer, suggestion };
    };
  }
}

function toSuggestion(
  { text, replaceAfter }: Extract<ServerAnswer, { kind: "suggestion" }>,
  id: number,
  provenance: Provenance,
): Suggestion {
  return { id, text, replaceAfter, source: "server", confidence: undefined, origin: undefined, provenance };
}

/** The cursor as it is after a suggestion was accepted whole. */
function afterAccepting(cursor: Cursor, { text, replaceAfter }: Suggestion): Cursor {
  return {
    ...cursor,
    version: cursor.version + 1,
    line: cursor.line + text.split("\n").length - 1,
    prefix: cursor.prefix + text,
    suffix: cursor.suffix.slice(replaceAfter),
  };
}
