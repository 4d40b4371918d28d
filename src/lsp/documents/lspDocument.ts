import type { Position, Range, TextDocumentContentChangeEvent } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
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

/** A document that the client has opened, with positions in the client's units. */
export class LspDocument implements OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly #encoding: PositionEncoding;
  #text: TextDocument;

  constructor(uri: string, languageId: string, version: number, text: string, encoding: PositionEncoding) {
    this.uri = uri;
    this.languageId = languageId;
    this.#encoding = encoding;
    this.#text = TextDocument.create(uri, languageId, version, text);
  }

  get version(): number {
    return this.#text.version;
  }

  get lineCount(): number {
    return this.#text.lineCount;
  }

  /** UTF-16 units of the whole text. */
  get length(): number {
    return this.#text.offsetAt({ line: this.lineCount, character: 0 });
  }

  text(): string {
    return this.#text.getText();
  }

  /** The text of a line without its end. */
  lineAt(line: number): string {
    const text = this.#text.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
    return text.replace(/[\r\n]+$/, "");
  }

  /** The lines `[from, to)`, as far as they exist. */
  linesBetween(from: number, to: number): readonly string[] {
    const last = Math.min(to, this.lineCount);
    return Array.from({ length: Math.max(0, last - from) }, (_, at) => this.lineAt(from + at));
  }

  /** The text from one offset to another. */
  textBetween(from: number, to: number): string {
    return this.#text.getText({ start: this.#text.positionAt(from), end: this.#text.positionAt(to) });
  }

  /** The same with "\n" line ends. */
  partOf(from: number, to: number): string {
    return toLineFeeds(this.textBetween(from, to));
  }

  /** Offset of a line's start; the text's length for a line that does not exist. */
  lineStart(line: number): number {
    return this.#text.offsetAt({ line, character: 0 });
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
    this.#text = TextDocument.update(this.#text, [], version);
    return applied;
  }

  #apply(change: TextDocumentContentChangeEvent): AppliedChange {
    const { from, to, inserted } = "range" in change ? this.#replacement(change) : this.#difference(change.text);
    const start = this.#text.positionAt(from);
    const end = this.#text.positionAt(to);
    const linesBefore = this.lineCount;
    this.#text = TextDocument.update(this.#text, [{ range: { start, end }, text: inserted }], this.version);
    const endLine = end.line + 1;
    const lines = this.linesBetween(start.line, endLine + this.lineCount - linesBefore);
    return { offset: from, removed: to - from, inserted, edit: { startLine: start.line, endLine, lines } };
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
