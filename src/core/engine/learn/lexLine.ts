import { isNameCode } from "../../code/characters.ts";
import { indentWidth } from "../../code/indentation.ts";

/** Characters of a line that are read; text beyond that is no code that anyone types again. */
export const maxLineLength = 2_000;

const tab = 9;
const space = 32;
const maxIndent = 1_000;

/** A gap of one tab, as apart from a number of spaces. */
export const tabGap = 255;
const maxGap = 200;

const operators = new Set(
  (
    "=> -> :: ?. ?? == != <= >= && || ++ -- += -= *= /= %= &= |= ^= := <- .. ** // /* */ << >> === !== ... ..= ??= &&= " +
    "||= **= <<= >>= \"\"\" ''' ``` </ /> ${ #{ !! <> ~/ |> <| =~ !~ @@ ##"
  ).split(" "),
);

/** The tokens of one line: where they begin and end, and how much white space is before each. */
export interface LexedLine {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Spaces before the token, or {@link tabGap}. */
  readonly gaps: readonly number[];
}

/** Cuts a line, from `from` on, into words, numbers and operators; needs no state of earlier lines and throws on nothing. */
export function lexLine(line: string, from = 0): LexedLine {
  const starts: number[] = [];
  const ends: number[] = [];
  const gaps: number[] = [];
  const length = Math.min(line.length, from + maxLineLength);
  let at = from;
  while (at < length) {
    const begin = at;
    while (at < length && isSpace(line.charCodeAt(at))) at++;
    if (at >= length) break;
    const gap = at - begin;
    gaps.push(gap === 1 && line.charCodeAt(begin) === tab ? tabGap : Math.min(gap, maxGap));
    starts.push(at);
    at = endOfToken(line, at, length);
    ends.push(at);
  }
  return { starts, ends, gaps };
}

/** Columns of white space that a line begins with, at most 1,000; tabs have four. */
export function indentOf(line: string): number {
  return Math.min(maxIndent, indentWidth(line, 4));
}

function endOfToken(line: string, start: number, length: number): number {
  const first = line.charCodeAt(start);
  let at = start + 1;
  if (isNameCode(first)) {
    while (at < length && isNameCode(line.charCodeAt(at))) at++;
    return at;
  }
  if (operators.has(line.slice(start, start + 3))) return Math.min(start + 3, length);
  return operators.has(line.slice(start, start + 2)) ? Math.min(start + 2, length) : at;
}

/** White space of every kind; control characters pass as such too, so that binary text makes no tokens of them. */
function isSpace(code: number): boolean {
  return code <= space || code === 0xa0 || code === 0x2028 || code === 0x2029 || code === 0x3000 || code === 0xfeff;
}
