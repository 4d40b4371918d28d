import type { Position, Range, TextDocumentContentChangeEvent } from "vscode-languageserver/node";
import { toLineFeeds } from "../../app/completion/cursorWindow.ts";
import type { OpenDocument } from "../../app/ports.ts";
import type { LineEdit } from "../../core/types/source.ts";
import { fromIndex, type PositionEncoding, toIndex } from "./positionEncoding.ts";

/** One change of a document as the product takes it. */
export interface AppliedChange {
  /** Offset in the document before the change, in UTF-16 units. */
  readonly offset: number;
  readonly removed: number;
  readonly inserted: string;
  readonly edit: LineEdit;
}

/** Where a cursor is; all count from 0, in UTF-16 units. */
export interface DocumentPosition {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/**
 * A document that the client has opened, with positions in the client's units. It is kept as lines: a change copies the
 * lines that it touches, not the whole text, and parts of the text that others keep do not keep all of it in memory.
 */
export class LspDocument implements OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly #encoding: PositionEncoding;
  /** Each with its line end; the last one has none. */
  #lines: readonly string[];
  #version: number;
  #length: number;
  /** The whole text, until the next change. */
  #text: string | undefined;

  constructor(uri: string, languageId: string, version: number, text: string, encoding: PositionEncoding) {
    this.uri = uri;
    this.languageId = languageId;
    this.#encoding = encoding;
    this.#lines = linesOf(text);
    this.#version = version;
    this.#length = text.length;
    this.#text = text;
  }

  get version(): number {
    return this.#version;
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  /** UTF-16 units of the whole text. */
  get length(): number {
    return this.#length;
  }

  text(): string {
    this.#text ??= this.#lines.join("");
    return this.#text;
  }

  /** The text of a line without its end; empty for a line that does not exist. */
  lineAt(line: number): string {
    return withoutEnd(this.#lines[line] ?? "");
  }

  /** The lines `[from, to)`, as far as they exist. */
  linesBetween(from: number, to: number): readonly string[] {
    return this.#lines.slice(from, to).map(withoutEnd);
  }

  /** The text from one offset to another. */
  textBetween(from: number, to: number): string {
    const parts: string[] = [];
    let start = 0;
    for (const line of this.#lines) {
      if (start >= to) break;
      if (start + line.length > from) parts.push(line.slice(Math.max(0, from - start), to - start));
      start += line.length;
    }
    return parts.join("");
  }

  /** The same with "\n" line ends. */
  partOf(from: number, to: number): string {
    return toLineFeeds(this.textBetween(from, to));
  }

  /** Offset of a line's start; the text's length for a line that does not exist. */
  lineStart(line: number): number {
    let start = 0;
    const end = Math.min(line, this.#lines.length);
    for (let at = 0; at < end; at++) start += this.#lines[at]?.length ?? 0;
    return start;
  }

  /** A position of the client, moved into the document if it is outside. */
  locate({ line, character }: Position): DocumentPosition {
    const row = Math.min(whole(line), this.lineCount - 1);
    const column = toIndex(this.lineAt(row), whole(character), this.#encoding);
    return { line: row, column, offset: this.lineStart(row) + column };
  }

  /** The client's range from one column of a line to another. */
  rangeIn(line: number, from: number, to: number): Range {
    const text = this.lineAt(line);
    const position = (column: number) => ({ line, character: fromIndex(text, column, this.#encoding) });
    return { start: position(from), end: position(to) };
  }

  /** Applies the client's changes one after the other. */
  update(changes: readonly TextDocumentContentChangeEvent[], version: number): readonly AppliedChange[] {
    const applied = changes.map((change) => this.#apply(change));
    this.#version = version;
    return applied;
  }

  #apply(change: TextDocumentContentChangeEvent): AppliedChange {
    const { from, to, inserted } = "range" in change ? this.#replacement(change) : this.#difference(change.text);
    const startLine = this.#lineOf(from);
    const endLine = this.#lineOf(to) + 1;
    const countBefore = this.lineCount;
    // The line before may end with "\r", which becomes one line end with an inserted "\n".
    const first = Math.max(0, startLine - 1);
    const before = this.textBetween(this.lineStart(first), from);
    const after = this.textBetween(to, this.lineStart(endLine));
    const changed = linesOf(before + inserted + after);
    if (endLine < countBefore) changed.pop(); // Empty, because the line before it has its end.
    this.#lines = [...this.#lines.slice(0, first), ...changed, ...this.#lines.slice(endLine)];
    this.#length += inserted.length - (to - from);
    this.#text = undefined;
    const lines = this.linesBetween(startLine, endLine + this.lineCount - countBefore);
    return { offset: from, removed: to - from, inserted, edit: { startLine, endLine, lines } };
  }

  /** The line that contains an offset. */
  #lineOf(offset: number): number {
    let line = 0;
    let end = 0;
    while (line < this.lineCount - 1) {
      end += this.#lines[line]?.length ?? 0;
      if (offset < end) break;
      line++;
    }
    return line;
  }

  #replacement({ range, text }: { readonly range: Range; readonly text: string }) {
    const [a, b] = [this.locate(range.start).offset, this.locate(range.end).offset];
    return { from: Math.min(a, b), to: Math.max(a, b), inserted: text };
  }

  /** What a client has changed that sends its whole text. */
  #difference(text: string) {
    const before = this.text();
    const most = Math.min(before.length, text.length);
    let from = 0;
    while (from < most && before.charCodeAt(from) === text.charCodeAt(from)) from++;
    from = outsideOfLineEnd(before, text, from);
    let tail = 0;
    while (tail < most - from && before.at(-1 - tail) === text.at(-1 - tail)) tail++;
    while (tail > 0 && (splits(before, before.length - tail) || splits(text, text.length - tail))) tail--;
    return { from, to: before.length - tail, inserted: text.slice(from, text.length - tail) };
  }
}

/** The lines of a text with their ends, at least one. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push(text.slice(start, index + end.length));
    start = index + end.length;
  }
  lines.push(text.slice(start));
  return lines;
}

function withoutEnd(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === "\n" || line[end - 1] === "\r")) end--;
  return line.slice(0, end);
}

/** Moves an offset out of a line end or character of two units, in either of two texts. */
function outsideOfLineEnd(before: string, after: string, offset: number): number {
  let from = offset;
  while (from > 0 && (splits(before, from) || splits(after, from))) from--;
  return from;
}

function splits(text: string, offset: number): boolean {
  const pair = text.slice(offset - 1, offset + 1);
  return pair === "\r\n" || /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(pair);
}

/** Clients send whole numbers from 0; anything else counts as 0. */
function whole(value: number): number {
  return Number.isSafeInteger(value) && value > 0 ? value : 0;
}
