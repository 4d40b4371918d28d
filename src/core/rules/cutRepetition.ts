import { splitLines } from "./splitLines.ts";

/** Longest group of lines that is recognised when it comes again. */
const groupLimit = 8;
/** A group of lines, or a stretch of one line, that comes this often in a row is a model that found no end. */
const rounds = 3;
/** A repeated stretch of a line must be this long altogether; shorter ones, as in `0, 0, 0`, are data. */
const stretch = 24;

/** Cuts an answer that goes round in circles after the first round. Works on the text, whatever pieces it came in. */
export function cutRepetition(text: string): string {
  return cutInLine(cutLines(text));
}

/** The same line, or group of lines, again and again up to the end; the last round may be cut off. */
function cutLines(text: string): string {
  const lines = splitLines(text);
  for (let size = 1; size <= groupLimit && size * rounds <= lines.length; size++) {
    let from = lines.length - size;
    while (from > 0 && lines[from - 1]?.line.trim() === lines[from - 1 + size]?.line.trim()) from--;
    const group = lines.slice(from, from + size);
    const isText = group.some(({ line }) => /[\p{L}\p{N}]/u.test(line));
    if (isText && (lines.length - from) / size >= rounds) return text.slice(0, group.at(-1)?.end);
  }
  return text;
}

/** The same piece again and again at the end of the last line. */
function cutInLine(text: string): string {
  const lineStart = text.lastIndexOf("\n") + 1;
  const line = text.slice(lineStart);
  for (let size = 1; size * rounds <= line.length; size++) {
    let from = line.length - size;
    while (from > 0 && line[from - 1] === line[from - 1 + size]) from--;
    const length = line.length - from;
    if (length < stretch || length < size * (size === 1 ? stretch : rounds + 1)) continue;
    const piece = line.slice(from, from + size);
    if (/[\p{L}_]/u.test(piece) && size > 1) return text.slice(0, lineStart + from + size);
  }
  return text;
}
