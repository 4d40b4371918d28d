/** Greatest number in a byte. */
const most = 127;
const bitsPerWord = 32;
/** A table of at most this many vectors is compared as a whole; of a larger one, only the vectors whose signs agree most. */
const mostCompared = 50_000;
/** Vectors that are compared for each that is wanted; `npm run bench:ask -- --vectors N` prints what is found. */
const comparedForEach = 40;

/** Number of ones in 16 bits. */
const ones = new Uint8Array(65_536);
for (let word = 1; word < ones.length; word++) ones[word] = (ones[word >> 1] ?? 0) + (word & 1);

/**
 * Vectors by number, a byte for each of their numbers: a quarter of the memory of floats, and nearly the same order of
 * likeness. Beside each are the signs of its numbers, one bit each, by which few of a million are chosen to be compared.
 */
export class VectorTable {
  readonly dimensions: number;
  readonly #words: number;
  #bytes: Int8Array;
  #signs: Uint32Array;
  /** Euclidean length of each vector in bytes; 0 for a number without a vector. */
  #lengths: Float32Array;
  #limit = 0;

  constructor(dimensions: number, capacity = 1_024) {
    this.dimensions = dimensions;
    this.#words = Math.ceil(dimensions / bitsPerWord);
    this.#bytes = new Int8Array(capacity * dimensions);
    this.#signs = new Uint32Array(capacity * this.#words);
    this.#lengths = new Float32Array(capacity);
  }

  /** Sets a vector of any length; only its direction is kept. */
  set(number: number, vector: ArrayLike<number>): void {
    this.setBytes(number, toBytes(vector));
  }

  /** Sets a vector in bytes; see `toBytes`. */
  setBytes(number: number, vector: Int8Array): void {
    this.#reserve(number + 1);
    this.#bytes.set(vector, number * this.dimensions);
    this.#signs.set(signsOf(vector, this.#words), number * this.#words);
    let square = 0;
    for (const value of vector) square += value * value;
    this.#lengths[number] = Math.sqrt(square);
    this.#limit = Math.max(this.#limit, number + 1);
  }

  /** Returns a vector as it was set in bytes. */
  bytesOf(number: number): Int8Array {
    return this.#bytes.subarray(number * this.dimensions, (number + 1) * this.dimensions);
  }

  has(number: number): boolean {
    return (this.#lengths[number] ?? 0) > 0;
  }

  /** Returns a function from a number to the cosine between its vector and `asked`; 0 for a number without a vector. */
  cosines(asked: ArrayLike<number>): (number: number) => number {
    const { dimensions } = this;
    const [bytes, lengths] = [this.#bytes, this.#lengths];
    const vector = Float32Array.from(asked);
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    return (number) => {
      const product = length * (lengths[number] ?? 0);
      if (!(product > 0)) return 0;
      const start = number * dimensions;
      let sum = 0;
      for (let d = 0; d < dimensions; d++) sum += (vector[d] ?? 0) * (bytes[start + d] ?? 0);
      return sum / product;
    };
  }

  /**
   * Returns the numbers of the vectors that are most like a vector, the likest first.
   * @param isWanted tells whether a number may be returned
   */
  nearest(asked: ArrayLike<number>, wanted: number, isWanted: (number: number) => boolean): readonly number[] {
    const cosine = this.cosines(asked);
    const compared = this.#limit > mostCompared ? this.#agreeing(asked, wanted * comparedForEach) : this.#all();
    const scored: { readonly number: number; readonly likeness: number }[] = [];
    let least = Number.NEGATIVE_INFINITY;
    for (const number of compared) {
      const likeness = cosine(number);
      if (likeness <= least || !this.has(number) || !isWanted(number)) continue;
      scored.push({ number, likeness });
      if (scored.length < 4 * wanted) continue;
      scored.sort((a, b) => b.likeness - a.likeness).length = wanted;
      least = scored.at(-1)?.likeness ?? least;
    }
    return scored
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, wanted)
      .map(({ number }) => number);
  }

  *#all(): Generator<number> {
    for (let number = 0; number < this.#limit; number++) yield number;
  }

  /** Numbers of the vectors whose signs agree most with those of a vector, about as many as wanted. */
  *#agreeing(asked: ArrayLike<number>, wanted: number): Generator<number> {
    const words = this.#words;
    const signs = this.#signs;
    const own = signsOf(toBytes(asked), words);
    const distances = new Uint16Array(this.#limit);
    const counts = new Uint32Array(this.dimensions + bitsPerWord);
    for (let number = 0; number < distances.length; number++) {
      let distance = 0;
      for (let word = 0, at = number * words; word < words; word++, at++) {
        const different = (signs[at] ?? 0) ^ (own[word] ?? 0);
        distance += (ones[different & 65_535] ?? 0) + (ones[different >>> 16] ?? 0);
      }
      distances[number] = distance;
      counts[distance] = (counts[distance] ?? 0) + 1;
    }
    let farthest = 0;
    for (let reached = counts[0] ?? 0; reached < wanted && farthest < counts.length; reached += counts[farthest] ?? 0)
      farthest++;
    for (let number = 0; number < distances.length; number++) if ((distances[number] ?? 0) <= farthest) yield number;
  }

  #reserve(size: number): void {
    if (size <= this.#lengths.length) return;
    const capacity = Math.max(size, Math.ceil(this.#lengths.length * 1.5));
    const bytes = new Int8Array(capacity * this.dimensions);
    bytes.set(this.#bytes);
    const signs = new Uint32Array(capacity * this.#words);
    signs.set(this.#signs);
    const lengths = new Float32Array(capacity);
    lengths.set(this.#lengths);
    [this.#bytes, this.#signs, this.#lengths] = [bytes, signs, lengths];
  }
}

/** Scales a vector so that its greatest number fills a byte. */
export function toBytes(vector: ArrayLike<number>): Int8Array {
  let greatest = 0;
  for (let at = 0; at < vector.length; at++) greatest = Math.max(greatest, Math.abs(vector[at] ?? 0));
  const scale = greatest > 0 ? most / greatest : 0;
  const bytes = new Int8Array(vector.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Math.round((vector[at] ?? 0) * scale);
  return bytes;
}

function signsOf(vector: Int8Array, words: number): Uint32Array {
  const signs = new Uint32Array(words);
  for (let at = 0; at < vector.length; at++)
    if ((vector[at] ?? 0) > 0) signs[at >> 5] = (signs[at >> 5] ?? 0) | (1 << (at & 31));
  return signs;
}
