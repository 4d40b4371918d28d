import { setImmediate } from "node:timers/promises";
import { AskAhead } from "../../core/completion/askAhead.ts";
import { type CompletionDeps, complete } from "../../core/completion/complete.ts";
import { RunningAnswer } from "../../core/completion/runningAnswer.ts";
import { SuggestionCache } from "../../core/completion/suggestionCache.ts";
import { Trace } from "../../core/completion/trace.ts";
import { createEngine } from "../../core/engine/engine.ts";
import { redact } from "../../core/privacy/redactSecrets.ts";
import { rememberRedactions } from "../../core/privacy/rememberRedactions.ts";
import { promptFormats } from "../../core/prompt/promptFormats.ts";
import { createRetriever } from "../../core/retrieval/retriever.ts";
import { createModel } from "../../core/server/client/createModel.ts";
import type { Fetch } from "../../core/server/client/guardFetch.ts";
import type { ServerConfig } from "../../core/server/serverConfig.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { LineEdit, RecentFile, SourceFile, SourceLearner } from "../../core/types/source.ts";

/** What a benchmark may choose. */
export interface PipelineOptions {
  /** Tokens a prompt may cost. */
  readonly maxPromptTokens?: number;
  /** Milliseconds that an embedded answer waits for the server's. */
  readonly waitForModelMs?: number;
}

/** Everything that a key stroke goes through in Hunch, without an editor round it. */
export class HunchPipeline {
  readonly #engine = createEngine();
  readonly #retriever = createRetriever();
  readonly #deps: CompletionDeps;
  #recent: readonly RecentFile[] = [];
  #lastId = 0;

  /** @param config the server to ask @param fetch how it is asked */
  constructor(config: ServerConfig, fetch: Fetch) {
    const key = () => Promise.resolve("k");
    const { completion } = createModel(config, { fetch, key, formats: promptFormats });
    const fail = (error: unknown) => {
      throw error;
    };
    this.#deps = {
      engine: this.#engine,
      retriever: this.#retriever,
      recent: () => this.#recent,
      model: () => completion,
      redact: rememberRedactions(redact),
      delayMs: () => 0,
      promptTokensPerMs: () => undefined,
      definitions: () => [],
      cache: new SuggestionCache(),
      running: new RunningAnswer(),
      ahead: new AskAhead(() => false),
      nextId: () => ++this.#lastId,
      giveWay: () => setImmediate(),
      onModelError: fail,
      onError: fail,
    };
  }

  /** Whoever follows the files. */
  get learners(): readonly SourceLearner[] {
    return [this.#engine, this.#retriever];
  }

  learn(file: SourceFile): void {
    for (const learner of this.learners) for (const _ of learner.learn(file));
  }

  edit(uri: string, version: number, edits: readonly LineEdit[]): void {
    for (const learner of this.learners) learner.edit(uri, version, edits);
  }

  /** The recent files from now on, most recent first; learnt before or after. */
  open(recent: readonly RecentFile[]): void {
    this.#recent = recent;
  }

  /** Completes at a cursor as at a key stroke; nothing is kept from call to call but what is learnt. */
  async complete(cursor: Cursor, options: PipelineOptions = {}): Promise<Trace> {
    const { maxPromptTokens = 2048, waitForModelMs = 1_000 } = options;
    this.#deps.cache.clear();
    const trace = new Trace(() => performance.now());
    const request = { scope: "line", explicit: false, minConfidence: 0.5, maxLines: 10 } as const;
    const signal = new AbortController().signal;
    await complete({ cursor, ...request, maxPromptTokens, waitForModelMs }, this.#deps, trace, signal);
    return trace;
  }
}
