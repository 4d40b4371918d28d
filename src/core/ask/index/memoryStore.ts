import type { CombineLists, FileVectors, IndexStore, Renumbering, StoreChange, StoredFile } from "./indexStore.ts";
import { mergePlan } from "./mergePlan.ts";

interface MemorySegment {
  readonly id: number;
  readonly bytes: number;
  readonly lists: ReadonlyMap<string, Uint8Array>;
}

/** Terms that are merged between two pauses. */
const slice = 2_000;

/** Keeps an index in memory, where there is no SQLite: it is gone with the thread. */
export class MemoryStore implements IndexStore {
  readonly #values = new Map<string, Uint8Array>();
  /** By space, then number of the file. */
  #vectors: ReadonlyMap<string, Map<number, Uint8Array>> = new Map();
  #segments: readonly MemorySegment[] = [];
  #lastId = 0;

  files(): Iterable<StoredFile> {
    return [];
  }

  limit(): number {
    return 0;
  }

  lists(term: string): readonly Uint8Array[] {
    return this.#segments.flatMap(({ lists }) => lists.get(term) ?? []);
  }

  eachTerm(visit: (term: string, list: Uint8Array) => void): void {
    for (const { lists } of this.#segments) for (const [term, list] of lists) visit(term, list);
  }

  commit({ removed, postings }: StoreChange): void {
    for (const vectors of this.#vectors.values()) for (const file of removed) vectors.delete(file);
    if (postings.size > 0) this.#segments = [...this.#segments, this.#segment(postings)];
  }

  async merge(combine: CombineLists, pause: () => Promise<void>): Promise<void> {
    for (let run = mergePlan(this.#segments); run.length > 0; run = mergePlan(this.#segments)) {
      const merged = new Map<string, Uint8Array>();
      const terms = new Set(run.flatMap(({ lists }) => [...lists.keys()]));
      let done = 0;
      for (const term of terms) {
        const list = combine(run.flatMap(({ lists }) => lists.get(term) ?? []));
        if (list) merged.set(term, list);
        if (++done % slice === 0) await pause();
      }
      if (!run.every((segment) => this.#segments.includes(segment))) return;
      const segment = this.#segment(merged);
      this.#segments = this.#segments.flatMap((each) => (each === run[0] ? segment : run.includes(each) ? [] : each));
    }
  }

  rewrite({ before, combine }: Renumbering): void {
    this.#vectors = new Map([...this.#vectors].map(([space, vectors]) => [space, renumbered(vectors, before)]));
    const merged = new Map<string, Uint8Array>();
    for (const term of new Set(this.#segments.flatMap(({ lists }) => [...lists.keys()]))) {
      const list = combine(this.lists(term));
      if (list) merged.set(term, list);
    }
    this.#segments = [this.#segment(merged)];
  }

  clear(): void {
    this.#values.clear();
    this.#vectors = new Map();
    this.#segments = [];
  }

  value(key: string): Uint8Array | undefined {
    return this.#values.get(key);
  }

  setValue(key: string, value: Uint8Array): void {
    this.#values.set(key, value);
  }

  *vectors(space: string): Generator<FileVectors> {
    for (const [file, bytes] of this.#vectors.get(space) ?? []) yield { file, bytes };
  }

  putVectors(space: string, vectors: readonly FileVectors[]): void {
    const known = this.#vectors.get(space) ?? new Map<number, Uint8Array>();
    for (const { file, bytes } of vectors) known.set(file, bytes);
    this.#vectors = new Map([...this.#vectors, [space, known]]);
  }

  keepSpace(space: string): void {
    this.#vectors = new Map([...this.#vectors].filter(([name]) => name === space));
  }

  bytes(): number {
    return 0;
  }

  close(): void {
    this.clear();
  }

  #segment(lists: ReadonlyMap<string, Uint8Array>): MemorySegment {
    const bytes = [...lists.values()].reduce((sum, list) => sum + list.length, 0);
    return { id: ++this.#lastId, bytes, lists };
  }
}

function renumbered(vectors: ReadonlyMap<number, Uint8Array>, before: readonly number[]): Map<number, Uint8Array> {
  const moved = new Map<number, Uint8Array>();
  for (const [number, old] of before.entries()) {
    const bytes = vectors.get(old);
    if (bytes) moved.set(number, bytes);
  }
  return moved;
}
