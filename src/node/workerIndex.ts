import { Worker } from "node:worker_threads";
import {
  endOfOrders,
  type IndexNotice,
  type IndexOrder,
  type IndexReply,
  type IndexResult,
  type NumberedOrder,
} from "../app/ask/indexMessages.ts";
import type { FoundSpans, IndexSize, PassageIndex } from "../core/ask/passageIndex.ts";
import type { IndexPlace } from "./serveIndex.ts";

export interface WorkerIndexDeps {
  /** The bundled `indexWorker.ts`. */
  readonly entry: string;
  readonly data: IndexPlace;
  /** Is called when the thread ended by itself: what was not saved is lost, and the next order starts another one. */
  readonly onLost: (error: Error) => void;
  readonly onNotice: (notice: IndexNotice) => void;
}

interface Waiting {
  readonly resolve: (result: IndexResult) => void;
  readonly reject: (error: Error) => void;
}

/** Memory of the thread in megabytes, beside typed arrays: a larger index ends the thread, not the editor. */
const mostMegabytes = 1_500;

/** Time for the thread to end by itself, in milliseconds. */
const graceMs = 2_000;

/** The index in a thread of its own, which starts with the first order. */
export class WorkerIndex implements PassageIndex {
  readonly #deps: WorkerIndexDeps;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #isClosed = false;
  #isInMemory = false;
  #lastId = 0;

  constructor(deps: WorkerIndexDeps) {
    this.#deps = deps;
  }

  async known(): ReturnType<PassageIndex["known"]> {
    const { known } = await this.#send({ kind: "known" });
    return known ?? [];
  }

  async set(files: Parameters<PassageIndex["set"]>[0]): Promise<void> {
    await this.#send({ kind: "set", files });
  }

  async delete(uris: readonly string[]): Promise<void> {
    await this.#send({ kind: "delete", uris });
  }

  async clear(): Promise<void> {
    await this.#send({ kind: "clear" });
  }

  async save(): Promise<void> {
    await this.#send({ kind: "save" });
  }

  async learn(commits: Parameters<PassageIndex["learn"]>[0]): Promise<void> {
    await this.#send({ kind: "learn", commits });
  }

  async find(...[request, options]: Parameters<PassageIndex["find"]>): Promise<FoundSpans> {
    const { found } = await this.#send({ kind: "find", request, options });
    return found ?? { spans: [], rarity: [], fileCount: 0, isUnlikely: true };
  }

  async filesWith(word: string, most: number): Promise<readonly string[]> {
    const { uris } = await this.#send({ kind: "filesWith", word, most });
    return uris ?? [];
  }

  async toEmbed(
    ...[space, mostChunks, except]: Parameters<PassageIndex["toEmbed"]>
  ): ReturnType<PassageIndex["toEmbed"]> {
    const { toEmbed } = await this.#send({ kind: "toEmbed", space, mostChunks, except });
    return toEmbed ?? [];
  }

  async addVectors(...[space, files]: Parameters<PassageIndex["addVectors"]>): Promise<void> {
    await this.#send({ kind: "addVectors", space, files });
  }

  async size(): Promise<IndexSize> {
    const { size } = await this.#send({ kind: "size" });
    return size ?? { files: 0, chunks: 0, embedded: undefined, textLength: 0, diskBytes: 0 };
  }

  /**
   * Ends the thread; resolves when it has ended and the index can be opened by another one. The thread ends by itself if
   * it can: ending it from outside, while it starts or is inside SQLite, can end the whole process.
   */
  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = this.#worker;
    this.#worker = undefined;
    this.#rejectAll(new Error("The index was closed."));
    if (!worker) return;
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    const timer = setTimeout(() => void worker.terminate(), graceMs);
    worker.ref();
    worker.postMessage(endOfOrders);
    await ended;
    clearTimeout(timer);
  }

  dispose(): void {
    void this.close();
  }

  async #send(order: IndexOrder): Promise<IndexResult> {
    if (this.#isClosed) throw new Error("The index was closed.");
    const worker = this.#worker ?? this.#start();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, order } satisfies NumberedOrder);
    });
  }

  #start(): Worker {
    const worker = new Worker(this.#deps.entry, {
      workerData: { ...this.#deps.data, ...(this.#isInMemory && { file: undefined }) } satisfies IndexPlace,
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    });
    this.#worker = worker;
    worker.on("message", (message: IndexReply | IndexNotice) => {
      if ("notice" in message) this.#hear(message);
      else this.#receive(message);
    });
    worker.on("error", (error) => this.#lose(worker, error));
    worker.on("exit", () => this.#lose(worker, new Error("The thread of the index ended.")));
    return worker;
  }

  #hear(notice: IndexNotice): void {
    if (notice.notice === "inMemory") this.#isInMemory = true; // Also if the thread starts again.
    this.#deps.onNotice(notice);
  }

  #receive({ id, failure, ...result }: IndexReply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker?.unref(); // A thread without work does not keep the process alive.
    if (failure === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(failure));
  }

  #lose(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#rejectAll(error);
    this.#deps.onLost(error);
  }

  #rejectAll(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
