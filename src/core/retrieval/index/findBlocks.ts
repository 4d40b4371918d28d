import { lineKind } from "./indexLine.ts";

/** Lines of a block: it ends at the first suitable line after `fewestLines`, and always after `mostLines`. */
const fewestLines = 3;
const mostLines = 8;

/**
 * Divides a file into blocks of three to eight lines. A block ends before a blank line or a declaration if possible.
 * Returns the first lines of the blocks, ascending, followed by the number of lines.
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
