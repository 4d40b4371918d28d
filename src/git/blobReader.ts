import type { ChildProcessWithoutNullStreams } from "node:child_process";

interface WaitingRead {
  readonly resolve: (text: string) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Reads objects with one `git cat-file --batch`, because one process per file would take most of the time. The answer
 * to a line "ID" is "ID blob SIZE", a line feed, SIZE bytes and a line feed, or "ID missing" (git help cat-file).
 */
export class BlobReader {
  readonly #start: () => ChildProcessWithoutNullStreams;
  readonly #waiting: WaitingRead[] = [];
  #process: ChildProcessWithoutNullStreams | undefined;
  #chunks: Buffer[] = [];
  #received = 0;
  /** Number of received bytes from which the next answer may be complete. */
  #needed = 1;

  constructor(start: () => ChildProcessWithoutNullStreams) {
    this.#start = start;
  }

  read(id: string, signal: AbortSignal): Promise<string> {
    signal.throwIfAborted();
    this.#process ??= this.#open();
    this.#process.stdin.write(`${id}\n`);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** Resolves when the process has ended. */
  async close(): Promise<void> {
    const child = this.#process;
    if (!child) return;
    const closed = new Promise((resolve) => child.once("close", resolve)); // Also if it could not be started.
    child.kill();
    await closed;
  }

  #open(): ChildProcessWithoutNullStreams {
    const child = this.#start();
    let printed = "";
    child.stderr.on("data", (data: Buffer) => {
      printed += data.toString();
    });
    child.stdin.on("error", () => undefined); // The process has ended: "close" reports it.
    child.stdout.on("data", (data: Buffer) => this.#receive(data));
    const fail = (error: Error) => {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
      this.#process = undefined;
      this.#chunks = [];
      this.#received = 0;
      this.#needed = 1;
    };
    child.on("error", fail);
    child.on("close", () => fail(new Error(printed || "fatal: git ended while it read files")));
    return child;
  }

  #receive(data: Buffer): void {
    this.#chunks.push(data);
    this.#received += data.length;
    while (this.#received >= this.#needed && this.#take());
  }

  /** Resolves the first waiting read. Returns false if its answer is not complete yet. */
  #take(): boolean {
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    const headEnd = all.indexOf("\n");
    if (headEnd < 0) {
      this.#needed = all.length + 1;
      return false;
    }
    const [id, type, size = "0"] = all.toString("latin1", 0, headEnd).split(" ");
    const isMissing = type === "missing";
    const end = isMissing ? headEnd + 1 : headEnd + 1 + Number(size) + 1;
    if (all.length < end) {
      this.#needed = end;
      return false;
    }
    const waiting = this.#waiting.shift();
    if (isMissing) waiting?.reject(new Error(`fatal: unable to read ${id}`));
    else waiting?.resolve(all.toString("utf8", headEnd + 1, end - 1));
    this.#chunks = [all.subarray(end)];
    this.#received = all.length - end;
    this.#needed = 1;
    return true;
  }
}
