import { setImmediate } from "node:timers/promises";
import { complete } from "../../core/completion/complete.ts";
import type { CompletionAnswer, CompletionPorts } from "../../core/completion/request.ts";
import { ServerAnswers } from "../../core/completion/serverAnswers.ts";
import { SuggestionMemory } from "../../core/completion/suggestionMemory.ts";
import { createEngine } from "../../core/engine/engine.ts";
import { usualPrompt } from "../../core/prompt/promptChoices.ts";
import { promptFormats } from "../../core/prompt/promptFormats.ts";
import { createRetriever } from "../../core/retrieval/retriever.ts";
import { createSteadyRetriever } from "../../core/retrieval/steadyRetriever.ts";
import { createRuleContext } from "../../core/rules/ruleContext.ts";
import { createModel } from "../../core/server/client/createModel.ts";
import type { Fetch } from "../../core/server/http/guardFetch.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { LineEdit, RecentFile, SourceFile, SourceLearner } from "../../core/types/source.ts";

/** Options of a benchmark. */
export interface PipelineOptions {
  /** Maximum tokens of a prompt. */
  readonly maxPromptTokens?: number;
  /** Milliseconds that an embedded suggestion waits for the server's. */
  readonly waitForModelMs?: number;
}

/** The complete path of a keystroke, without an editor. */
export class HunchPipeline {
  readonly #engine = createEngine();
  readonly #retriever = createSteadyRetriever(createRetriever());
  readonly #ports: CompletionPorts;
  #recent: readonly RecentFile[] = [];

  /** @param config the server @param fetch sends the requests */
  constructor(config: ServerConfig, fetch: Fetch) {
    const key = () => Promise.resolve("k");
    const { completion: model } = createModel(config, { fetch, key, formats: promptFormats });
    const memory = new SuggestionMemory();
    const clock = { now: () => performance.now(), yieldToEventLoop: () => setImmediate() };
    const server = new ServerAnswers({
      current: () => ({
        model,
        delayMs: () => 0,
        promptTokensPerMs: () => undefined,
        takesDraft: false,
        mayPrefetch: false,
      }),
      context: (cursor, maxTokens) => this.#retriever.retrieve(cursor, this.#recent, { maxTokens }),
      memory,
      clock,
      onEnded: ({ answer }) => {
        if (answer.kind === "failed") throw answer.error;
      },
    });
    const embedded: CompletionPorts["embedded"] = (cursor, options) =>
      this.#engine.answer(cursor, this.#recent, options);
    this.#ports = { embedded, server, memory, clock };
  }

  /** The learners of the files. */
  get learners(): readonly SourceLearner[] {
    return [this.#engine, this.#retriever];
  }

  learn(file: SourceFile): void {
    for (const learner of this.learners) for (const _ of learner.learn(file));
  }

  edit(uri: string, version: number, edits: readonly LineEdit[]): void {
    for (const learner of this.learners) learner.edit(uri, version, edits);
  }

  /** Sets the recent files, most recent first; they may be learned before or after. */
  open(recent: readonly RecentFile[]): void {
    this.#recent = recent;
  }

  /** Completes at a cursor as at a keystroke. Between calls, only learned files are kept. */
  complete(cursor: Cursor, options: PipelineOptions = {}): Promise<CompletionAnswer> {
    const { maxPromptTokens = 2048, waitForModelMs = 1_000 } = options;
    this.#ports.memory.clear();
    const rules = createRuleContext(cursor, { scope: "line", maxLines: 10 });
    const choices = { prompt: usualPrompt };
    const request = { cursor, rules, explicit: false, minConfidence: 0.5, maxPromptTokens, waitForModelMs, choices };
    return complete(request, this.#ports, new AbortController().signal);
  }
}
