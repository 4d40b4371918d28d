import { lineKind } from "./indexLine.ts";

/** A block ends at the first good place after the fewest lines, or anywhere after the most. */
const fewestLines = 3;
const mostLines = 8;

/**
 * Cuts a file into blocks of three to eight lines that follow its own structure: a block ends before a blank line or
 * a declaration. Returns where blocks begin, ascending, with the number of lines as a last entry.
 */
export function findBlocks(kinds: Uint8Array): Int32Array {
  const starts: number[] = [];
  let start = 0;
  for (let line = 0; line < kinds.length; line++) {
    const length = line - start;
    const opens = ((kinds[line] ?? 0) & (lineKind.blank | lineKind.declares)) !== 0;
    if (length < mostLines && !(length >= fewestLines && opens)) continue;
    starts.push(start);
    start = line;
  }
  if (start < kinds.length) starts.push(start);
  starts.push(kinds.length);
  return Int32Array.from(starts);
}
