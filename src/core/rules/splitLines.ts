export interface TextLine {
  readonly line: string;
  /** Offset of its first character in the text. */
  readonly at: number;
  /** Offset behind its last character, before the "\n". */
  readonly end: number;
  /** From 0. */
  readonly index: number;
}

/** The lines of a text; a "\n" at the very end begins no further line. */
export function splitLines(text: string): readonly TextLine[] {
  const lines: TextLine[] = [];
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf("\n", at);
    const end = next < 0 ? text.length : next;
    lines.push({ line: text.slice(at, end), at, end, index: lines.length });
    at = end + 1;
  }
  return lines;
}
