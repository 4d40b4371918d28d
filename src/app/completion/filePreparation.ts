import type { PromptRequest } from "../../core/completion/request.ts";
import { confidenceThresholds } from "../../core/engine/score/thresholds.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { Snippet } from "../../core/types/snippet.ts";
import type { SlicedTask } from "../../core/types/source.ts";
import type { Learning } from "../learning/createLearning.ts";
import type { Clock, Subscribe } from "../ports.ts";
import type { Completion } from "./createCompletion.ts";

/** What a server can do before it is asked; see core/server. */
export interface ServerWarmUp {
  /** Loads what the first request would wait for. */
  load(signal: AbortSignal): Promise<void>;
  /** Has the server read the snippets of the next request. */
  readAhead(snippets: readonly Snippet[], signal: AbortSignal): Promise<void>;
}

export interface FilePreparationDeps {
  readonly learning: Learning;
  readonly completion: Completion;
  /** The cursor in the file in front; undefined if there is none, or one that is never completed. */
  readonly cursor: () => Cursor | undefined;
  readonly excludes: (uri: string) => Promise<boolean>;
  /** The configured server, or undefined. */
  readonly server: () => ServerWarmUp | undefined;
  /** How a request in this file makes its prompt. */
  readonly promptOf: (uri: string) => PromptRequest;
  /** Notifies of each edit. */
  readonly onEdited: Subscribe<void>;
  readonly clock: Clock;
}

/** A user who types within this time sends requests of their own, so that prefetching would be wasted. */
const quietMs = 1_000;
/** Tokens of the warm-up's snippets: enough to build what retrieval builds once per file. */
const warmUpTokens = 1_024;

/** Prepares the file in front while nobody types, so that the first keystroke in it needn't wait. */
export class FilePreparation {
  readonly #deps: FilePreparationDeps;
  #running = new AbortController();
  /** The snippets that a server read last. */
  #prefetched = "";

  constructor(deps: FilePreparationDeps) {
    this.#deps = deps;
  }

  /** Call this when a file came to the front. Ends the preparation of the file before. */
  async start(): Promise<void> {
    this.#running.abort();
    this.#running = new AbortController();
    await this.#prepare(this.#running.signal);
  }

  dispose(): void {
    this.#running.abort();
  }

  async #prepare(signal: AbortSignal): Promise<void> {
    const { learning, completion, clock } = this.#deps;

    // 1. Learn the files in reach: the next steps use what they contain.
    await learning.whenRead();
    await learning.runner.whenIdle();
    if (signal.aborted) return;

    // 2. Answer once at the cursor: engine and retriever build some tables when they are first asked in a file.
    const cursor = this.#deps.cursor();
    if (!cursor || (await this.#deps.excludes(cursor.uri))) return;
    learning.runner.add("warm-up", warmUpAt(cursor, learning, completion));
    await learning.runner.whenIdle();
    if (signal.aborted) return;

    // 3. Learn files that nobody has opened. This takes longest and matters least, so the next steps don't wait for it.
    learning.workspaceFeed.learnAround(cursor);

    // 4. Load the server's client and model.
    const server = this.#deps.server();
    await server?.load(signal);
    if (!server || signal.aborted) return;

    // 5. After a pause, have the server read the snippets of the next request, unless it has just read the same.
    await new Promise<void>((resolve) => clock.after(quietMs, resolve));
    const now = this.#deps.cursor();
    if (signal.aborted || now?.uri !== cursor.uri || now.version !== cursor.version) return;
    const snippets = completion.ports.server.snippetsAt(now, this.#deps.promptOf(now.uri));
    const prefetched = JSON.stringify(snippets);
    if (prefetched === this.#prefetched) return;
    this.#prefetched = prefetched;
    const typing = new AbortController();
    const stopListening = this.#deps.onEdited(() => typing.abort());
    await server.readAhead(snippets, AbortSignal.any([signal, typing.signal])).finally(stopListening);
  }
}

/** Answers at a cursor and discards the answer. */
function* warmUpAt(cursor: Cursor, { engine, retriever }: Learning, { ports, recentOf }: Completion): SlicedTask {
  const recent = recentOf(cursor);
  yield;
  engine.answer(cursor, recent, {
    minConfidence: confidenceThresholds.balanced,
    maxLines: 1,
    limit: 1,
    mayStopEarly: true,
  });
  yield;
  if (ports.server.current()) retriever.retrieve(cursor, recent, { maxTokens: warmUpTokens });
}
