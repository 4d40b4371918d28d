import { kindOf, type TokenKind, tokenKind } from "./tokenKind.ts";

/** Reserved tokens: a line break, by how the new line is indented against the one before. */
export const lineBreak = { sameIndent: 0, deeper: 1, shallower: 2, start: 3 } as const;
const reserved = 4;
/** Shape of all reserved tokens: equal among themselves, unlike that of any word. */
const reservedShape = -9;

/** Represents a word that no learnt file holds; matches nothing. */
export const unknownToken = -1;

/** Bytes an entry costs beside its text: map slot, arrays, string header. */
const entryBytes = 90;

/**
 * The words of all learnt files, each under a small number, counted by use: a word whose last use goes is forgotten
 * and its number given to another.
 */
export class Vocabulary {
  readonly #ids = new Map<string, number>();
  readonly #texts: string[] = ["", "", "", ""];
  readonly #uses: number[] = [0, 0, 0, 0];
  readonly #shapes: number[] = Array<number>(reserved).fill(reservedShape);
  /** First code unit of each word, to find words by their beginning; -1 for a number that is not in use. */
  readonly #firsts: number[] = Array<number>(reserved).fill(-1);
  readonly #free: number[] = [];
  #characters = 0;

  /** Number of a word, taken into use once more. */
  acquire(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) {
      this.#uses[known] = (this.#uses[known] ?? 0) + 1;
      return known;
    }
    const id = this.#free.pop() ?? this.#texts.length;
    this.#ids.set(text, id);
    this.#texts[id] = text;
    this.#uses[id] = 1;
    this.#shapes[id] = shapeOf(kindOf(text), id);
    this.#firsts[id] = text.charCodeAt(0);
    this.#characters += text.length;
    return id;
  }

  /** Gives back uses taken by {@link acquire}. */
  release(tokens: Int32Array): void {
    for (const id of tokens) {
      if (id < reserved) continue;
      const left = (this.#uses[id] ?? 0) - 1;
      this.#uses[id] = left;
      if (left === 0) this.#forget(id);
    }
  }

  /** One more than the highest number in use. */
  get size(): number {
    return this.#texts.length;
  }

  /** The words that begin with a text and are longer. */
  wordsWith(beginning: string): readonly number[] {
    const first = beginning.charCodeAt(0);
    const found: number[] = [];
    for (let id = this.#firsts.indexOf(first); id >= 0; id = this.#firsts.indexOf(first, id + 1)) {
      const text = this.#texts[id] ?? "";
      if (text.length > beginning.length && text.startsWith(beginning)) found.push(id);
    }
    return found;
  }

  find(text: string): number {
    return this.#ids.get(text) ?? unknownToken;
  }

  textOf(id: number): string {
    return this.#texts[id] ?? "";
  }

  /** What is left of a token without its name: names of a kind look alike, everything else is itself. */
  shapeOf(id: number): number {
    return this.#shapes[id] ?? unknownToken;
  }

  isName(id: number): boolean {
    const shape = this.shapeOf(id);
    return shape <= -tokenKind.name && shape >= -tokenKind.constant;
  }

  get bytes(): number {
    return this.#texts.length * entryBytes + this.#characters * 2;
  }

  #forget(id: number): void {
    const text = this.textOf(id);
    this.#ids.delete(text);
    this.#characters -= text.length;
    this.#texts[id] = "";
    this.#firsts[id] = -1;
    this.#free.push(id);
  }
}

export function shapeOf(kind: TokenKind, id: number): number {
  return kind >= tokenKind.name ? -kind : id;
}

export function isLineBreak(id: number): boolean {
  return id >= 0 && id < reserved;
}
