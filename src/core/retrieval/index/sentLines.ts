import type { LineRange } from "../../types/source.ts";
import { lineKind } from "./indexLine.ts";

/** The part of a file index that decides which lines are sent. */
interface MeasuredLines {
  readonly kinds: Uint8Array;
  readonly margins: Uint8Array;
  readonly lengths: Uint16Array;
}

/** Lines that cost tokens without helping: blank lines, comments, lines with only brackets. */
const noise = lineKind.blank | lineKind.comment | lineKind.brackets;

/** Whether a line is included when its range is sent. */
export function isSent(kind: number | undefined): boolean {
  return ((kind ?? 0) & noise) === 0;
}

/** Returns the common indentation of the sent lines of a range, in characters, or undefined if none is sent. */
function commonMargin({ kinds, margins }: MeasuredLines, start: number, end: number): number | undefined {
  let least: number | undefined;
  for (let line = start; line < end; line++) {
    if (isSent(kinds[line])) least = Math.min(least ?? 255, margins[line] ?? 0);
  }
  return least;
}

/** Returns the characters of lines `[start, end)` when sent, including line ends; 0 if none is sent. */
export function sentChars(file: MeasuredLines, start: number, end: number): number {
  const margin = commonMargin(file, start, end);
  if (margin === undefined) return 0;
  let chars = 0;
  for (let line = start; line < end; line++) {
    if (isSent(file.kinds[line])) chars += (file.lengths[line] ?? 0) + (file.margins[line] ?? 0) - margin + 1;
  }
  return chars;
}

/** Returns the lines of a range as they are sent: without noise and common indentation. */
export function sentText(
  file: MeasuredLines & { readonly lines: readonly string[] },
  { startLine, endLine }: LineRange,
): string {
  const margin = commonMargin(file, startLine, endLine) ?? 0;
  return file.lines
    .slice(startLine, endLine)
    .filter((_, place) => isSent(file.kinds[startLine + place]))
    .map((line) => line.slice(margin).trimEnd())
    .join("\n");
}
