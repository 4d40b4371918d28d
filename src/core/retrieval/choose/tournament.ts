/**
 * Keeps the largest of some values in O(log n) per change: a tournament tree, in which the larger of two values wins a
 * match. Changing a value replays only its own matches.
 */
export class Tournament {
  readonly #size: number;
  readonly #values: Float64Array;
  /** Winner of each match, as an index into the values. The final is at 1, the first round starts at `size / 2`. */
  readonly #winners: Int32Array;

  constructor(values: Iterable<number>) {
    const entered = Float64Array.from(values);
    this.#size = 2 ** Math.ceil(Math.log2(Math.max(2, entered.length)));
    this.#values = new Float64Array(this.#size).fill(Number.NEGATIVE_INFINITY);
    this.#values.set(entered);
    this.#winners = new Int32Array(this.#size);
    for (let match = this.#size - 1; match > 0; match--) this.#play(match);
  }

  /** Index of the largest value; the lowest index if several are equal. */
  get winner(): number {
    return this.#winners[1] ?? 0;
  }

  /** Returns the value at an index, or −∞ outside the range. */
  at(place: number): number {
    return this.#values[place] ?? Number.NEGATIVE_INFINITY;
  }

  set(place: number, value: number): void {
    this.#values[place] = value;
    for (let match = (this.#size + place) >> 1; match > 0; match >>= 1) this.#play(match);
  }

  #play(match: number): void {
    const left = this.#entrant(match * 2);
    const right = this.#entrant(match * 2 + 1);
    this.#winners[match] = (this.#values[right] ?? 0) > (this.#values[left] ?? 0) ? right : left;
  }

  #entrant(node: number): number {
    return node < this.#size ? (this.#winners[node] ?? 0) : node - this.#size;
  }
}
