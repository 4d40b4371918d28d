import { findRepetition } from "../answerText/repetition.ts";
import { splitLines } from "./splitLines.ts";

/** A group of lines, or a part of one line, that occurs this often in a row comes from a model that found no end. */
const rounds = 3;
/** A repeated stretch of a line must be this long altogether; shorter ones, as in `0, 0, 0`, are data. */
const stretch = 24;

/** Cuts an answer that repeats itself after the first round. Works on the text, whatever chunks it arrived in. */
export function cutRepetition(text: string): string {
  return cutInLine(cutLines(text));
}

/** The same line, or group of lines, up to the end; the last round may be incomplete. */
function cutLines(text: string): string {
  const lines = splitLines(text);
  const repetition = findRepetition(
    lines.map(({ line }) => line),
    rounds,
  );
  return repetition ? text.slice(0, lines[repetition.from + repetition.size - 1]?.end) : text;
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
