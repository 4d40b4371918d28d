import { lineBreakNames } from "./languageTokens.ts";

/** Tokens of a sequence that a table counts at most, the one that follows included. */
export const longestSequence = 6;

/** What may follow some tokens. */
export interface NextToken {
  readonly id: number;
  readonly probability: number;
  /** White space is before it. */
  readonly isSpaced: boolean;
}

/** What is known about what follows some tokens. */
export interface NextTokens {
  /** Without an order. Their probabilities add up to less than 1: the rest is what the table does not know. */
  readonly tokens: readonly NextToken[];
  /** Number of the last tokens that were found in the table together. */
  readonly known: number;
}

/** Probabilities below this share of the whole are not looked for in shorter sequences. */
const leastMass = 0.002;

/** How often tokens follow each other in a language: a tree of short sequences, each with its probability. */
export class LanguageTable {
  readonly #words: readonly string[];
  readonly #ids: ReadonlyMap<string, number>;
  /** Of each node: its token, its probability as {@link probabilityOf} reads it, the first of its children. */
  readonly #tokens: Uint16Array;
  readonly #codes: Uint8Array;
  readonly #children: Int32Array;

  /**
   * Reads what `encodeTable` wrote: the words, one per line; a zero; then the tree, level by level. Of each node, the
   * number of its children; of each child, how much its token is above that of the child before, and its code.
   * @throws Error if the bytes end early
   */
  constructor(bytes: Uint8Array) {
    const end = bytes.indexOf(0);
    this.#words = new TextDecoder().decode(bytes.subarray(0, end)).split("\n");
    this.#ids = new Map(this.#words.map((word, id) => [word, id]));
    let at = end + 1;
    const number = () => {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++];
        if (byte === undefined) throw new Error("A language table ends early.");
        value |= (byte & 0x7f) << shift;
        if (byte < 0x80) return value;
      }
    };
    const nodes = number();
    this.#tokens = new Uint16Array(nodes);
    this.#codes = new Uint8Array(nodes);
    this.#children = new Int32Array(nodes + 1);
    let next = 1;
    for (let node = 0; node < nodes; node++) {
      this.#children[node] = next;
      let token = -1;
      for (let left = number(); left > 0; left--) {
        token += number();
        this.#tokens[next] = token;
        this.#codes[next++] = bytes[at++] ?? 0;
      }
    }
    this.#children[nodes] = next;
  }

  /** Memory in bytes, about. */
  get bytes(): number {
    return this.#tokens.length * 7 + this.#words.length * 60;
  }

  /** Returns the id of a word, or undefined if the table does not know it. */
  find(word: string): number | undefined {
    return this.#ids.get(word);
  }

  /** Text of a token; kinds of unknown words and line breaks have a name in angle brackets. */
  textOf(id: number): string {
    return this.#words[id] ?? "";
  }

  /** Whether a token stands for the start of a line. */
  isLineBreak(id: number): boolean {
    return id < lineBreakNames.length;
  }

  /** What follows these tokens, the nearest last: from the longest known sequence, and the rest from shorter ones. */
  after(context: readonly number[]): NextTokens {
    const found = new Map<number, NextToken>();
    let mass = 1;
    let known = 0;
    for (let length = Math.min(longestSequence - 1, context.length); length > 0 && mass >= leastMass; length--) {
      const node = this.#walk(context, context.length - length);
      if (node === undefined) continue;
      const [from = 0, to = 0] = this.#children.subarray(node, node + 2);
      if (from === to) continue;
      known = Math.max(known, length);
      let sum = 0;
      for (let child = from; child < to; child++) {
        const id = this.#tokens[child] ?? 0;
        const code = this.#codes[child] ?? 0;
        const probability = probabilityOf(code);
        sum += probability;
        const before = found.get(id);
        found.set(id, {
          id,
          probability: (before?.probability ?? 0) + mass * probability,
          isSpaced: before?.isSpaced ?? isSpaced(code),
        });
      }
      mass *= Math.max(0, 1 - sum);
    }
    return { tokens: [...found.values()], known };
  }

  #walk(context: readonly number[], from: number): number | undefined {
    let node: number | undefined = 0;
    for (let at = from; at < context.length && node !== undefined; at++) node = this.#childOf(node, context[at] ?? 0);
    return node;
  }

  #childOf(node: number, token: number): number | undefined {
    let low = this.#children[node] ?? 0;
    let high = (this.#children[node + 1] ?? 0) - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.#tokens[middle] ?? 0;
      if (found === token) return middle;
      if (found < token) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }
}

/** Probabilities are kept as eighths of a binary logarithm, with one bit for white space. */
export function codeOf(probability: number, spaced: boolean): number {
  const level = Math.round(-8 * Math.log2(Math.max(probability, 2 ** -15)));
  return Math.max(0, Math.min(127, level)) * 2 + Number(spaced);
}

function probabilityOf(code: number): number {
  return 2 ** (-(code >> 1) / 8);
}

function isSpaced(code: number): boolean {
  return (code & 1) === 1;
}
