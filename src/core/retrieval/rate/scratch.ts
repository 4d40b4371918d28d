import { subwordHashes } from "../../code/subwords.ts";

/**
 * Arrays over the numbers of names, kept between queries so that a query allocates little. Each query begins with
 * `begin`, which makes them long enough and empty.
 */
export class Scratch {
  /**
   * How much a name of the query counts, by rarity and distance. For other names that share sub-words with the query,
   * their kinship as a negative number: one array is read faster than two, and no name has both.
   */
  weights = new Float32Array(0);
  /** 1 where the prompt shows the name anyhow. */
  shown = new Uint8Array(0);
  /** 1 where the name stands in the cursor's line. */
  inCursorLine = new Uint8Array(0);
  /** Last mark set; a name is marked when it holds the current one. */
  marks = new Int32Array(0);
  /** Place of the name among the candidates, or −1. */
  candidates = new Int32Array(0);
  readonly subwords = new Float32Array(subwordHashes);
  readonly #floats = new Map<string, Float32Array>();
  readonly #integers = new Map<string, Int32Array>();
  #mark = 0;

  begin(size: number): void {
    if (this.weights.length < size) this.#grow(size * 2);
    for (const array of [this.weights, this.shown, this.inCursorLine, this.subwords]) array.fill(0);
    this.candidates.fill(-1);
  }

  /** A mark that no name holds yet. */
  nextMark(): number {
    this.#mark++;
    return this.#mark;
  }

  /** An array of zeros that stays valid until the same one is asked for again. */
  floats(name: string, size: number): Float32Array {
    const known = this.#floats.get(name);
    if (known && known.length >= size) return known.fill(0, 0, size);
    const fresh = new Float32Array(size * 2);
    this.#floats.set(name, fresh);
    return fresh;
  }

  /** An array of whole numbers, of any content, that stays valid until the same one is asked for again. */
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
