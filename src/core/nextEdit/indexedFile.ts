import { isWordCode, type Token, tokenise } from "./tokenise.ts";

/** A line of an indexed file. Tokens are cut when they are first asked for. */
export class IndexedLine {
  readonly text: string;
  /** Its number in the file, from 0. */
  number: number;
  #tokens: readonly Token[] | undefined;
  #indent: number | undefined;

  constructor(text: string, number: number) {
    this.text = text;
    this.number = number;
  }

  get tokens(): readonly Token[] {
    this.#tokens ??= tokenise(this.text);
    return this.#tokens;
  }

  /** Width of the leading white space, a tab counted as four; -1 for a blank line. */
  get indent(): number {
    this.#indent ??= indentOf(this.text);
    return this.#indent;
  }
}

/** Width of the leading white space, a tab counted as four; -1 for a blank line. */
export function indentOf(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === " ") width++;
    else if (text[at] === "\t") width += 4;
    else return width;
  }
  return -1;
}

/** Longer lines are generated code: they are kept, but their words are not indexed. */
const maxLineLength = 1000;

/** The lines of one file with an index of their words that follows each edit. */
export class IndexedFile {
  readonly path: string;
  #lines: IndexedLine[];
  readonly #lineOf = new Map<string, IndexedLine[]>();

  constructor(path: string, texts: readonly string[]) {
    this.path = path;
    this.#lines = texts.map((text, number) => new IndexedLine(text, number));
    for (const line of this.#lines) this.#add(line);
  }

  get lines(): readonly IndexedLine[] {
    return this.#lines;
  }

  /** Replaces `count` lines from `start` on. */
  replace(start: number, count: number, texts: readonly string[]): void {
    const removed = this.#lines.slice(start, start + count);
    for (const line of removed) this.#remove(line);
    const added = texts.map((text, at) => new IndexedLine(text, start + at));
    this.#lines = [...this.#lines.slice(0, start), ...added, ...this.#lines.slice(start + count)];
    for (const line of added) this.#add(line);
    if (texts.length !== count)
      for (let at = start + texts.length; at < this.#lines.length; at++) {
        const line = this.#lines[at];
        if (line) line.number = at;
      }
  }

  /** Turns the file's text into another, reading only the lines that differ. */
  update(texts: readonly string[]): void {
    let start = 0;
    while (start < texts.length && start < this.#lines.length && texts[start] === this.#lines[start]?.text) start++;
    let oldEnd = this.#lines.length;
    let newEnd = texts.length;
    while (oldEnd > start && newEnd > start && texts[newEnd - 1] === this.#lines[oldEnd - 1]?.text) {
      oldEnd--;
      newEnd--;
    }
    if (oldEnd > start || newEnd > start) this.replace(start, oldEnd - start, texts.slice(start, newEnd));
  }

  /** Lines that hold the word, in no order. */
  linesWith(word: string): readonly IndexedLine[] {
    return this.#lineOf.get(word) ?? [];
  }

  #add(line: IndexedLine): void {
    for (const word of wordsOf(line.text)) {
      const lines = this.#lineOf.get(word);
      if (lines) {
        if (lines.at(-1) !== line) lines.push(line);
      } else this.#lineOf.set(word, [line]);
    }
  }

  #remove(line: IndexedLine): void {
    for (const word of new Set(wordsOf(line.text))) {
      const lines = this.#lineOf.get(word);
      if (!lines) continue;
      const at = lines.indexOf(line);
      if (at >= 0) lines.splice(at, 1);
      if (lines.length === 0) this.#lineOf.delete(word);
    }
  }
}

function* wordsOf(text: string): Generator<string> {
  if (text.length > maxLineLength) return;
  for (let at = 0; at < text.length; ) {
    if (!isWordCode(text.charCodeAt(at))) {
      at++;
      continue;
    }
    let end = at + 1;
    const isNumber = text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57;
    while (end < text.length && (isWordCode(text.charCodeAt(end)) || (isNumber && text[end] === "."))) end++;
    yield text.slice(at, end);
    at = end;
  }
}
