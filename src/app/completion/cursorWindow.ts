/** Text around the cursor that a request sees, in UTF-16 units: about 5,000 and 2,000 tokens. */
const prefixLimit = 20_000;
const suffixLimit = 8_000;
const prefixLines = 600;
const suffixLines = 250;

/** Returns texts of cells of the same language in the cursor's notebook, the nearest first. */
export interface NeighbourCells {
  readonly above: readonly (() => string)[];
  readonly below: readonly (() => string)[];
}

/** The text on both sides of a cursor, with "\n" line ends. */
export interface CursorWindow {
  readonly prefix: string;
  readonly suffix: string;
}

/** The lines `[first, end)` that have to be read for the window around a line; `end` may exceed the document. */
export function windowLines(line: number): { readonly first: number; readonly end: number } {
  return { first: Math.max(0, line - prefixLines), end: line + suffixLines };
}

/**
 * The text around a cursor as a request sees it. Cells of a notebook in the same language count as one document.
 * @param before the text from the window's first line to the cursor
 * @param after the text from the cursor to the window's end
 */
export function cursorWindow(before: string, after: string, cells: NeighbourCells): CursorWindow {
  const above = nearestTexts(cells.above, prefixLimit).reverse();
  const below = nearestTexts(cells.below, suffixLimit);
  const prefix = toLineFeeds(above.map((text) => `${text}\n`).join("") + before);
  const suffix = toLineFeeds(after + below.map((text) => `\n${text}`).join(""));
  return {
    prefix: prefix.length > prefixLimit ? fromLineStart(prefix, prefix.length - prefixLimit) : prefix,
    suffix: suffix.slice(0, suffixLimit),
  };
}

/** Line ends of every kind as "\n". */
export function toLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

function fromLineStart(text: string, at: number): string {
  const lineStart = text.indexOf("\n", at) + 1;
  return lineStart > 0 ? text.slice(lineStart) : text.slice(at);
}

/** Whole cells, in the given order, until there are enough characters: a large notebook isn't read at each keystroke. */
function nearestTexts(cells: readonly (() => string)[], enough: number): string[] {
  const texts: string[] = [];
  let characters = 0;
  for (const read of cells) {
    if (characters >= enough) break;
    const text = read();
    texts.push(text);
    characters += text.length;
  }
  return texts;
}
