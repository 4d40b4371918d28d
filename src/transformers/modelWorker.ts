import { Worker } from "node:worker_threads";
import type { OpenEvents, StreamCall } from "../core/server/http/eventStream.ts";
import { listAt, numberAt, textAt } from "../core/server/http/json.ts";
import { ModelError, type ModelErrorKind, verbatim, type Wording } from "../core/types/model.ts";
import { messageOf } from "../core/util/messageOf.ts";
import { translatable } from "../core/util/translatable.ts";
import type { FailureReason, TextRole, WorkerMessage, WorkerOptions, WorkerRequest } from "./messages.ts";

export interface ModelWorkerDeps extends WorkerOptions {
  /** Absolute path of the worker's entry, dist/transformers/worker.mjs. */
  readonly entry: string;
  /** The folder of a model on this machine. @throws ModelError `notConfigured` if there is none */
  readonly folderOf: (model: string) => Promise<string>;
  /** Milliseconds without a request after which the worker ends, to free its memory; the next request starts another. */
  readonly idleMs: number;
}

/** What is asked of the worker, before it has a number. */
type Order = WithoutAny<WorkerRequest, "id" | "folder" | "cancel">;
/** Omits keys of each member of a union. */
type WithoutAny<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;
type Answer = Exclude<WorkerMessage, { kind: "failed" }>;

/** Vectors of texts, and what they can be compared with. */
export type EmbeddedTexts = Pick<Extract<WorkerMessage, { kind: "embedded" }>, "vectors" | "fingerprint">;

interface Listener {
  readonly receive: (message: WorkerMessage) => void;
  readonly fail: (error: ModelError) => void;
}

const kinds: Readonly<Record<FailureReason, ModelErrorKind>> = {
  load: "badResponse",
  noEmbeddings: "badRequest",
  overflow: "contextOverflow",
  compute: "badResponse",
};

/** Answers calls by a model in a worker thread, which the first call starts, also after a crash, and which ends when idle. */
export class ModelWorker {
  readonly #deps: ModelWorkerDeps;
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #lastId = 0;
  readonly #listeners = new Map<number, Listener>();

  constructor(deps: ModelWorkerDeps) {
    this.#deps = deps;
  }

  /** Yields `{text}` events, then `{done, usage}`; leaving early or aborting ends the answer at the next token. */
  readonly open: OpenEvents = (call, signal) => this.#generate(call, signal);

  /**
   * Makes vectors of length 1 in the order of the texts, one text after another; aborting ends it at the next text.
   * @param texts none to get only the fingerprint, which changes with the model's files
   * @throws ModelError if the model can't be loaded or makes no vectors; rethrows an abort
   */
  async embed(model: string, role: TextRole, texts: readonly string[], signal: AbortSignal): Promise<EmbeddedTexts> {
    for await (const answer of this.#ask(model, { kind: "embed", role, texts }, signal))
      if (answer.kind === "embedded") return answer;
    throw signal.reason;
  }

  /** The id of the worker's thread; 0 if there is none. */
  get threadId(): number {
    return this.#worker?.threadId ?? 0;
  }

  /** Ends the worker and frees its memory; running requests fail as unreachable. */
  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  /** Ends the thread as a crash would: running requests fail. */
  async kill(): Promise<void> {
    await this.#worker?.terminate();
  }

  async *#generate({ body }: StreamCall, signal: AbortSignal): AsyncGenerator<unknown> {
    const order = {
      kind: "generate",
      prompt: textAt(body, "prompt") ?? "",
      stop: listAt(body, "stop").filter((text) => typeof text === "string"),
      maxTokens: numberAt(body, "max_tokens") ?? 16,
      temperature: numberAt(body, "temperature") ?? 0,
    } as const;
    for await (const message of this.#ask(textAt(body, "model") ?? "", order, signal))
      if (message.kind !== "embedded") yield eventOf(message);
  }

  /** Yields the worker's messages until the last one; ends early if it is aborted. */
  async *#ask(model: string, order: Order, signal: AbortSignal): AsyncGenerator<Answer> {
    const folder = await this.#deps.folderOf(model);
    if (signal.aborted) return;
    const id = ++this.#lastId;
    const request: WorkerRequest = { ...order, id, folder, cancel: new Int32Array(new SharedArrayBuffer(4)) };
    const inbox = new Inbox();
    const cancel = () => {
      Atomics.store(request.cancel, 0, 1);
      inbox.close();
    };
    signal.addEventListener("abort", cancel, { once: true });
    this.#listeners.set(id, inbox);
    try {
      this.#running().postMessage(request);
      yield* inbox.messages();
    } finally {
      signal.removeEventListener("abort", cancel);
      cancel();
      this.#listeners.delete(id);
      this.#restWhenIdle();
    }
  }

  #running(): Worker {
    clearTimeout(this.#idle);
    if (this.#worker) return this.#worker;
    // Its output may hold text of a prompt and would otherwise go to the extension host's log.
    const { entry, mostThreads } = this.#deps;
    const workerData: WorkerOptions = { mostThreads };
    const worker = new Worker(entry, { workerData, stdout: true, stderr: true, env: {}, execArgv: [] });
    worker.unref();
    worker.stdout.resume();
    worker.stderr.resume();
    worker.on("message", (message: WorkerMessage) => this.#listeners.get(message.id)?.receive(message));
    worker.on("error", (error) => this.#died(worker, wordingOfCrash(error)));
    worker.on("exit", (code) =>
      this.#died(worker, [translatable("the model's thread stopped: it ended with code {0}"), code]),
    );
    this.#worker = worker;
    return worker;
  }

  #died(worker: Worker, wording: Wording): void {
    if (this.#worker === worker) this.#worker = undefined;
    else if (this.#worker) return;
    const error = new ModelError("unreachable", wording);
    for (const listener of this.#listeners.values()) listener.fail(error);
  }

  #restWhenIdle(): void {
    clearTimeout(this.#idle);
    if (this.#listeners.size > 0) return;
    this.#idle = setTimeout(() => void this.stop(), this.#deps.idleMs);
    this.#idle.unref();
  }
}

/** The worker's messages about one request, in order, for one reader. */
class Inbox implements Listener {
  readonly #messages: WorkerMessage[] = [];
  #failure: ModelError | undefined;
  #isClosed = false;
  #wake: () => void = () => undefined;

  receive(message: WorkerMessage): void {
    this.#messages.push(message);
    this.#wake();
  }

  /** The first failure counts: a thread that ends by an error reports the error, then its end. */
  fail(error: ModelError): void {
    this.#failure ??= error;
    this.#wake();
  }

  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  async *messages(): AsyncGenerator<Answer> {
    for (;;) {
      if (this.#isClosed) return;
      const message = this.#messages.shift();
      if (message?.kind === "failed")
        throw new ModelError(kinds[message.reason], wordingOf(message.reason, message.detail.slice(0, 200)));
      if (message) {
        yield message;
        if (message.kind !== "text") return;
      } else if (this.#failure) throw this.#failure;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

function wordingOf(reason: FailureReason, detail: string): Wording {
  if (reason !== "noEmbeddings") return verbatim(detail);
  return [translatable("this is not a model for search by meaning that Hunch can use ({0})"), detail];
}

function wordingOfCrash(error: unknown): Wording {
  const isOutOfMemory = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  if (isOutOfMemory) return [translatable("the model's thread ran out of memory")];
  return [translatable("the model's thread stopped: {0}"), messageOf(error).slice(0, 160)];
}

function eventOf(message: Exclude<Answer, { kind: "embedded" }>): unknown {
  if (message.kind === "text") return { text: message.text };
  const { promptTokens, cachedTokens, completionTokens } = message;
  return { done: true, usage: { promptTokens, cachedTokens, completionTokens } };
}
