import { Worker } from "node:worker_threads";
import type { IndexOrder, IndexReply, NumberedOrder } from "../app/ask/indexMessages.ts";
import type { Findings, PassageIndex } from "../core/ask/passageIndex.ts";

export interface WorkerIndexDeps {
  /** The bundled `indexWorker.ts`. */
  readonly entry: string;
  /** Is called when the thread ended by itself: its index is lost, and the next order starts an empty one. */
  readonly onLost: (error: Error) => void;
}

interface Waiting {
  readonly resolve: (findings: Findings | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** Memory of the thread in megabytes: a larger index ends the thread, not the editor. */
const mostMegabytes = 1_500;

/** The index in a thread of its own, which starts with the first order. */
export class WorkerIndex implements PassageIndex {
  readonly #deps: WorkerIndexDeps;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #isClosed = false;
  #lastId = 0;

  constructor(deps: WorkerIndexDeps) {
    this.#deps = deps;
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

  async learn(commits: Parameters<PassageIndex["learn"]>[0]): Promise<void> {
    await this.#send({ kind: "learn", commits });
  }

  async find(...[request, options]: Parameters<PassageIndex["find"]>): Promise<Findings> {
    const findings = await this.#send({ kind: "find", request, options });
    return findings ?? { passages: [], fileCount: 0, isUnlikely: true };
  }

  dispose(): void {
    this.#isClosed = true;
    const worker = this.#worker;
    this.#worker = undefined;
    this.#rejectAll(new Error("The index was closed."));
    void worker?.terminate();
  }

  async #send(order: IndexOrder): Promise<Findings | undefined> {
    if (this.#isClosed) throw new Error("The index was closed.");
    const worker = this.#worker ?? this.#start();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ id, order } satisfies NumberedOrder);
    });
  }

  #start(): Worker {
    const worker = new Worker(this.#deps.entry, {
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    });
    this.#worker = worker;
    worker.on("message", (reply: IndexReply) => this.#receive(reply));
    worker.on("error", (error) => this.#lose(worker, error));
    worker.on("exit", () => this.#lose(worker, new Error("The thread of the index ended.")));
    return worker;
  }

  #receive({ id, findings, failure }: IndexReply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (failure === undefined) waiting?.resolve(findings);
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
