import { hashSubwords, subwordHashes, subwordLimit } from "../../code/subwords.ts";

/** Estimated bytes per name besides its characters: a map entry, counters and sub-words. */
const bytesPerSymbol = 96;

/**
 * Maps names to small ids and counts their occurrences. A name without occurrences is dropped and its id is reused, so
 * memory follows the indexed text.
 */
export class SymbolTable {
  readonly #ids = new Map<string, number>();
  readonly #names: string[] = [];
  #lengths = new Uint8Array(1024);
  readonly #free: number[] = [];
  /** Occurrences of each name. */
  counts = new Int32Array(1024);
  /** Hashes of the sub-words of each name, `subwordLimit` entries per name, padded with −1. */
  subwords = new Int32Array(1024 * subwordLimit);
  /** Occurrences by sub-word. */
  readonly subwordCounts = new Int32Array(subwordHashes);
  #places = new Int32Array(0);
  #total = 0;
  #characters = 0;

  /** Returns the id of a name, or undefined if it does not occur. */
  idOf(name: string): number | undefined {
    return this.#ids.get(name);
  }

  nameOf(id: number): string {
    return this.#names[id] ?? "";
  }

  lengthOf(id: number): number {
    return this.#lengths[id] ?? 0;
  }

  /** Returns scratch space indexed by ids, all zero. The caller must leave it all zero. */
  places(): Int32Array {
    if (this.#places.length < this.counts.length) this.#places = new Int32Array(this.counts.length);
    return this.#places;
  }

  /** All ids are below this. */
  get size(): number {
    return this.#names.length;
  }

  /** Total occurrences of all names. */
  get total(): number {
    return this.#total;
  }

  get bytes(): number {
    return this.#ids.size * bytesPerSymbol + this.#characters * 2 + this.subwordCounts.byteLength;
  }

  /** Counts one more occurrence of a name and returns its id. */
  retain(name: string): number {
    const id = this.#ids.get(name) ?? this.#add(name);
    this.#count(id, 1);
    return id;
  }

  /** Counts one occurrence less and drops the name if it was the last. */
  release(id: number): void {
    this.#count(id, -1);
    if (this.counts[id] !== 0) return;
    const name = this.nameOf(id);
    this.#ids.delete(name);
    this.#names[id] = "";
    this.#characters -= name.length;
    this.#free.push(id);
  }

  #count(id: number, change: number): void {
    this.counts[id] = (this.counts[id] ?? 0) + change;
    this.#total += change;
    for (let at = id * subwordLimit; at < (id + 1) * subwordLimit; at++) {
      const hash = this.subwords[at] ?? -1;
      if (hash < 0) return;
      this.subwordCounts[hash] = (this.subwordCounts[hash] ?? 0) + change;
    }
  }

  #add(name: string): number {
    const id = this.#free.pop() ?? this.#names.length;
    this.#ids.set(name, id);
    this.#names[id] = name;
    this.#characters += name.length;
    if (id >= this.counts.length) this.#grow();
    this.#lengths[id] = Math.min(255, name.length);
    const hashes = hashSubwords(name);
    for (let place = 0; place < subwordLimit; place++) this.subwords[id * subwordLimit + place] = hashes[place] ?? -1;
    return id;
  }

  #grow(): void {
    const counts = new Int32Array(this.counts.length * 2);
    counts.set(this.counts);
    this.counts = counts;
    const lengths = new Uint8Array(this.#lengths.length * 2);
    lengths.set(this.#lengths);
    this.#lengths = lengths;
    const subwords = new Int32Array(this.subwords.length * 2);
    subwords.set(this.subwords);
    this.subwords = subwords;
  }
}
