/** A set of tokens, one bit each. */
export class TokenSet {
  readonly #bits: Uint32Array;

  /** @param tokens all below `vocabularySize` */
  constructor(tokens: Int32Array, vocabularySize: number) {
    this.#bits = new Uint32Array((vocabularySize + 31) >>> 5);
    for (const token of tokens) this.#bits[token >>> 5] = (this.#bits[token >>> 5] ?? 0) | (1 << (token & 31));
  }

  /** Also answers for tokens that are newer than the set. */
  has(token: number): boolean {
    return ((this.#bits[token >>> 5] ?? 0) & (1 << (token & 31))) !== 0;
  }

  get bytes(): number {
    return this.#bits.byteLength;
  }
}
