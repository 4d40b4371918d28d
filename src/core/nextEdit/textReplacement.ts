/** A replacement of text. Lines and UTF-16 columns count from 0; lines of `text` end with `\n`. */
export interface TextReplacement {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

interface LinesReplacement {
  readonly line: number;
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
}

/**
 * The smallest replacement of text that turns the old lines into the new ones. Undefined if the document has other text
 * there, or nothing would change.
 * @param lines the document's lines, without line ends
 */
export function toTextReplacement(
  { line, oldLines, newLines }: LinesReplacement,
  lines: readonly string[],
): TextReplacement | undefined {
  const end = line + oldLines.length;
  if (line < 0 || end > lines.length || oldLines.some((text, at) => lines[line + at] !== text)) return undefined;
  if (oldLines.length === 0) return newLines.length === 0 ? undefined : insertLines(line, newLines, lines);
  if (newLines.length === 0) return deleteLines(line, end, lines);
  const old = oldLines.join("\n");
  const now = newLines.join("\n");
  if (old === now) return undefined;
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start++;
  if (isInsidePair(old, start) || isInsidePair(now, start)) start--;
  let kept = 0;
  while (kept < most - start && old[old.length - 1 - kept] === now[now.length - 1 - kept]) kept++;
  if (isInsidePair(old, old.length - kept) || isInsidePair(now, now.length - kept)) kept--;
  if (start + kept < most) [start, kept] = toWholeWords(old, now, start, kept);
  return { ...span(line, old, start, old.length - kept), text: now.slice(start, now.length - kept) };
}

const wordCharacter = /[\p{L}\p{N}_$]/u;

/** Extends a replacement to whole words where text is removed and inserted, because half words are hard to read. */
function toWholeWords(old: string, now: string, start: number, kept: number): [start: number, kept: number] {
  const isWord = (character: string | undefined) => character !== undefined && wordCharacter.test(character);
  const splits = (before: string | undefined, afterOld: string | undefined, afterNow: string | undefined) =>
    isWord(before) && (isWord(afterOld) || isWord(afterNow));
  let [from, left] = [start, kept];
  while (from > 0 && splits(old[from - 1], old[from], now[from])) from--;
  while (left > 0 && splits(old.at(-left), old.at(-left - 1), now.at(-left - 1))) left--;
  return [from, left];
}

/** Whether an offset splits a surrogate pair. */
function isInsidePair(text: string, offset: number): boolean {
  const low = text.charCodeAt(offset);
  const high = text.charCodeAt(offset - 1);
  return low >= 0xdc00 && low < 0xe000 && high >= 0xd800 && high < 0xdc00;
}

function insertLines(line: number, newLines: readonly string[], lines: readonly string[]): TextReplacement {
  const text = newLines.join("\n");
  if (line < lines.length) return { startLine: line, startColumn: 0, endLine: line, endColumn: 0, text: `${text}\n` };
  const last = Math.max(0, lines.length - 1);
  const column = lines[last]?.length ?? 0;
  return { startLine: last, startColumn: column, endLine: last, endColumn: column, text: `\n${text}` };
}

function deleteLines(line: number, end: number, lines: readonly string[]): TextReplacement {
  if (end < lines.length) return { startLine: line, startColumn: 0, endLine: end, endColumn: 0, text: "" };
  const endLine = Math.max(0, lines.length - 1);
  const endColumn = lines[endLine]?.length ?? 0;
  if (line === 0) return { startLine: 0, startColumn: 0, endLine, endColumn, text: "" };
  return { startLine: line - 1, startColumn: lines[line - 1]?.length ?? 0, endLine, endColumn, text: "" };
}

function span(line: number, old: string, start: number, end: number): Omit<TextReplacement, "text"> {
  const positionOf = (offset: number) => {
    const before = old.slice(0, offset).split("\n");
    return { line: line + before.length - 1, column: before.at(-1)?.length ?? 0 };
  };
  const from = positionOf(start);
  const to = positionOf(end);
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}
