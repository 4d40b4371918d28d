/** Prefix of a closing mark that ends a fenced block inside a Markdown block quote. */
export const quotedMark = "\n>";

/** Reads a text from its start to its end, a piece at a time. */
export class TextReader {
  readonly text: string;
  /** Characters that were scanned before this text. */
  readonly base: number;
  /** Where the reader is in the text. */
  i = 0;

  constructor(text: string, base: number) {
    this.text = text;
    this.base = base;
  }

  /** Offset of the reader, in the same count as `Frame.at`. */
  get here(): number {
    return this.base + this.i;
  }

  /** The next character; "" at the end. */
  get char(): string {
    return this.text[this.i] ?? "";
  }

  at(what: string): boolean {
    return this.text.startsWith(what, this.i);
  }

  get lineStart(): number {
    return this.i === 0 ? 0 : this.text.lastIndexOf("\n", this.i - 1) + 1;
  }

  /** Whether only white space precedes on the line. */
  get isLineStart(): boolean {
    return this.i === 0 || this.text.slice(this.lineStart, this.i).trim() === "";
  }

  /** Whether only the marks of a Markdown block quote are before this place on its line. */
  get isQuoteStart(): boolean {
    return /^[ \t]*>[ \t>]*$/.test(this.text.slice(this.lineStart, this.i));
  }

  get restOfLine(): string {
    const lineEnd = this.text.indexOf("\n", this.i);
    return this.text.slice(this.i, lineEnd < 0 ? undefined : lineEnd);
  }

  /**
   * How long the closing mark at this place is; 0 if there is none. A mark that begins with "\n" closes at a line's start,
   * one that begins with {@link quotedMark} at the start of a line in a block quote.
   */
  closingLength(close: string): number {
    if (close === "\n" || !close.startsWith("\n")) return this.at(close) ? close.length : 0;
    const isQuoted = close.startsWith(quotedMark);
    const mark = close.slice(isQuoted ? quotedMark.length : 1);
    return (isQuoted ? this.isQuoteStart : this.isLineStart) && this.at(mark) ? mark.length : 0;
  }
}
