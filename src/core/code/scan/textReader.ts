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

  /** The reader's place, counted like those of frames. */
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

  get restOfLine(): string {
    const lineEnd = this.text.indexOf("\n", this.i);
    return this.text.slice(this.i, lineEnd < 0 ? undefined : lineEnd);
  }

  /** How long the closing mark at this place is; 0 if there is none. A mark that begins with "\n" closes at a line's start. */
  closingLength(close: string): number {
    if (close === "\n" || !close.startsWith("\n")) return this.at(close) ? close.length : 0;
    const mark = close.slice(1);
    return this.isLineStart && this.at(mark) ? mark.length : 0;
  }
}
