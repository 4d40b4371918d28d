import type { Clock, LineFiles, Secrets, Store } from "../../src/app/ports.ts";

/** A store in memory; `saved` shows what it holds. */
export function memoryStore(saved = new Map<string, unknown>()): Store & { readonly saved: Map<string, unknown> } {
  return {
    saved,
    get: (key) => saved.get(key),
    set: async (key, value) => {
      if (value === undefined) saved.delete(key);
      else saved.set(key, value);
    },
  };
}

/** Files of lines in memory, by name. */
export function memoryLineFiles(contents = new Map<string, string>()): LineFiles & {
  readonly contents: Map<string, string>;
} {
  return {
    contents,
    names: async () => [...contents.keys()],
    append: async (name, text) => {
      contents.set(name, (contents.get(name) ?? "") + text);
      return Buffer.byteLength(text);
    },
    read: async (name, from, maxBytes) => {
      const bytes = Buffer.from(contents.get(name) ?? "");
      return contents.has(name) && bytes.length >= from ? bytes.subarray(from, from + maxBytes) : undefined;
    },
    stat: async (name) => {
      const size = Buffer.byteLength(contents.get(name) ?? "");
      return contents.has(name) ? { size, modified: 0 } : undefined;
    },
    overwrite: async (name, text) => void contents.set(name, text),
    remove: async (name) => void contents.delete(name),
    locationOf: (name) => name,
  };
}

/** Secrets in memory; counts how often one is read. */
export class MemorySecrets implements Secrets {
  readonly kept = new Map<string, string>();
  reads = 0;

  async get(key: string): Promise<string | undefined> {
    this.reads++;
    return this.kept.get(key);
  }

  async set(key: string, value: string): Promise<void> {
    this.kept.set(key, value);
  }

  async delete(key: string): Promise<void> {
    this.kept.delete(key);
  }
}

/** A clock that a test moves by hand. */
export class ManualClock implements Clock {
  #now = 0;
  #waiting: { readonly at: number; readonly callback: () => void }[] = [];

  monotonic(): number {
    return this.#now;
  }

  wall(): number {
    return new Date(2026, 10, 23, 12).getTime() + this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const entry = { at: this.#now + ms, callback };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((each) => each !== entry);
    };
  }

  /** Moves the time and calls back what is due. */
  advance(ms: number): void {
    this.#now += ms;
    const due = this.#waiting.filter(({ at }) => at <= this.#now);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#now);
    for (const { callback } of due) callback();
  }
}
