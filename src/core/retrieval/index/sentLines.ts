import type { LineRange } from "../../types/source.ts";
import { lineKind } from "./indexLine.ts";

/** What is needed of a file to tell which of its lines are worth sending. */
interface MeasuredLines {
  readonly kinds: Uint8Array;
  readonly margins: Uint8Array;
  readonly lengths: Uint16Array;
}

/** Lines that would cost tokens and say nothing: blank ones, comments, brackets alone. */
const noise = lineKind.blank | lineKind.comment | lineKind.brackets;

/** Whether a line is sent when the range it stands in is. */
export function isSent(kind: number | undefined): boolean {
  return ((kind ?? 0) & noise) === 0;
}

/** The white space that all sent lines of a range begin with, in characters; undefined when none is sent. */
function commonMargin({ kinds, margins }: MeasuredLines, start: number, end: number): number | undefined {
  let least: number | undefined;
  for (let line = start; line < end; line++) {
    if (isSent(kinds[line])) least = Math.min(least ?? 255, margins[line] ?? 0);
  }
  return least;
}

/** Characters that lines `[start, end)` take when sent, line ends included; 0 when there is nothing to send. */
export function sentChars(file: MeasuredLines, start: number, end: number): number {
  const margin = commonMargin(file, start, end);
  if (margin === undefined) return 0;
  let chars = 0;
  for (let line = start; line < end; line++) {
    if (isSent(file.kinds[line])) chars += (file.lengths[line] ?? 0) + (file.margins[line] ?? 0) - margin + 1;
  }
  return chars;
}

/** The lines of a range as they are sent: without noise and common margin. */
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
