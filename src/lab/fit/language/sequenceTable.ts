/** Share of the places that is filled at most. More of them would be found slowly. */
const maxFilled = 0.9;

/** Counts of token sequences, and in how many projects each occurs, by a 52-bit hash. */
export class SequenceTable {
  readonly #keys: Float64Array;
  readonly #counts: Int32Array;
  readonly #lastProject: Int16Array;
  readonly #projects: Uint8Array;
  readonly #mask: number;
  #size = 0;

  /** @param limit number of sequences at most */
  constructor(limit: number) {
    const places = 2 ** Math.ceil(Math.log2(limit / maxFilled + 1));
    this.#keys = new Float64Array(places);
    this.#counts = new Int32Array(places);
    this.#lastProject = new Int16Array(places).fill(-1);
    this.#projects = new Uint8Array(places);
    this.#mask = places - 1;
  }

  /** Counts a sequence once more. @throws Error if the table is full */
  add(key: number, project: number): void {
    const at = this.#placeOf(key);
    if (this.#keys[at] === 0) {
      if (++this.#size > this.#mask * maxFilled)
        throw new Error("There are more sequences than the table has places for.");
      this.#keys[at] = key;
    }
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    if (this.#lastProject[at] === project) return;
    this.#lastProject[at] = project;
    this.#projects[at] = Math.min(255, (this.#projects[at] ?? 0) + 1);
  }

  countOf(key: number): number {
    return this.#counts[this.#placeOf(key)] ?? 0;
  }

  projectsOf(key: number): number {
    return this.#projects[this.#placeOf(key)] ?? 0;
  }

  #placeOf(key: number): number {
    let at = ((key % 4_294_967_291) ^ (key / 4_194_304)) & this.#mask;
    while (this.#keys[at] !== 0 && this.#keys[at] !== key) at = (at + 1) & this.#mask;
    return at;
  }
}

/** Hash of `tokens[from, to)`: two lanes of 26 bits, above 0. */
export function sequenceHash(tokens: ArrayLike<number>, from: number, to: number): number {
  let [a, b] = [0x1234567, 0x3abcdef];
  for (let at = from; at < to; at++) {
    const token = (tokens[at] ?? 0) + 1;
    a = Math.imul(a ^ token, 0x9e3779b1);
    a ^= a >>> 15;
    b = Math.imul(b + token, 0x85ebca6b);
    b ^= b >>> 13;
  }
  return (a & 0x3ffffff) * 0x4000000 + (b & 0x3ffffff) + 1;
}
