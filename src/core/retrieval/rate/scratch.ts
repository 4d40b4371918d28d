import { subwordHashes } from "../../code/subwords.ts";

/**
 * Arrays indexed by name ids, kept between queries to avoid allocation. Each query starts with {@link Scratch.begin},
 * which grows and clears them.
 */
export class Scratch {
  /**
   * Weight of a name of the query, by rarity and distance. Negative for a related name, which shares sub-words with the
   * query: a name is never both, and reading one array is faster than reading two.
   */
  weights = new Float32Array(0);
  /** 1 if the prompt contains the name anyway. */
  shown = new Uint8Array(0);
  /** 1 if the name occurs in the cursor's line. */
  inCursorLine = new Uint8Array(0);
  /** Last mark of each name. A name is marked if it has the current mark. */
  marks = new Int32Array(0);
  /** Index of the name among the candidates, or −1. */
  candidates = new Int32Array(0);
  /** Weight of each sub-word of the query, by its hash. */
  readonly subwords = new Float32Array(subwordHashes);
  readonly #floats = new Map<string, Float32Array>();
  readonly #integers = new Map<string, Int32Array>();
  #mark = 0;

  begin(size: number): void {
    if (this.weights.length < size) this.#grow(size * 2);
    for (const array of [this.weights, this.shown, this.inCursorLine, this.subwords]) array.fill(0);
    this.candidates.fill(-1);
  }

  /** Returns a mark that no name has yet. */
  nextMark(): number {
    this.#mark++;
    return this.#mark;
  }

  /** Returns an array of zeros that is valid until the next call with the same name. */
  floats(name: string, size: number): Float32Array {
    const known = this.#floats.get(name);
    if (known && known.length >= size) return known.fill(0, 0, size);
    const fresh = new Float32Array(size * 2);
    this.#floats.set(name, fresh);
    return fresh;
  }

  /** Returns an array of integers with undefined content that is valid until the next call with the same name. */
  integers(name: string, size: number): Int32Array {
    const known = this.#integers.get(name);
    if (known && known.length >= size) return known;
    const fresh = new Int32Array(size * 2);
    this.#integers.set(name, fresh);
    return fresh;
  }

  get bytes(): number {
    const tables = [...this.#floats.values(), ...this.#integers.values()].reduce(
      (sum, table) => sum + table.byteLength,
      0,
    );
    return this.weights.length * 14 + this.subwords.byteLength + tables;
  }

  #grow(size: number): void {
    this.weights = new Float32Array(size);
    this.shown = new Uint8Array(size);
    this.inCursorLine = new Uint8Array(size);
    this.marks = new Int32Array(size);
    this.candidates = new Int32Array(size);
    this.#mark = 0;
  }
}
