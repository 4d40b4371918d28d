import type { Cursor } from "../../types/cursor.ts";
import { lineOfPosition } from "../learn/lineOfPosition.ts";
import type { Site, Source } from "../learn/source.ts";
import type { TokenizedLines } from "../learn/tokenizedLines.ts";

/** Columns of a tab, as in {@link TokenizedLines}. */
const tabWidth = 4;
/** A deeper line than this is one that was aligned with something. */
const maxUnit = 8;

/**
 * Columns of the line after the one of an origin, moved as that one was moved, and deeper or less deep by as many levels;
 * undefined before a blank line.
 * @param unit columns of a level of the document
 */
export function nextIndent(origin: Site | undefined, indentHere: number, unit: number): number | undefined {
  if (origin === undefined) return undefined;
  const { lineStarts, indents } = origin.source.file.lines;
  const line = lineOfPosition(lineStarts, origin.position);
  const next = line + 1;
  if (next >= indents.length || lineStarts[next] === lineStarts[next + 1] || next === origin.source.cursorLine)
    return undefined;
  const change = (indents[next] ?? 0) - (indents[line] ?? 0);
  const unitThere = (origin.source.rank > 0 ? usualUnit(origin.source.file.lines) : undefined) ?? unit;
  return Math.max(0, indentHere + Math.round((change * unit) / unitThere));
}

/** Columns of the line that holds the one at these columns: the next above the cursor that is less deep; 0 if none is. */
export function enclosingIndent({ file, cursorLine = 0 }: Source, indent: number): number {
  const { indents, lineStarts } = file.lines;
  for (let line = Math.min(cursorLine, indents.length) - 1; line >= 0; line--) {
    const there = indents[line] ?? 0;
    if (there < indent && lineStarts[line] !== lineStarts[line + 1]) return there;
  }
  return 0;
}

/** Columns of a level of indentation in a document. @param like a line of it with indentation */
export function unitOf(like: string, indentation: Cursor["indentation"]): number {
  return usesTabs(like, indentation) ? tabWidth : indentation.tabSize;
}

/** Returns white space of N columns, with tabs or spaces like that of the cursor's line. */
export function writeIndent(columns: number, like: string, indentation: Cursor["indentation"]): string {
  return usesTabs(like, indentation) ? "\t".repeat(Math.round(columns / tabWidth)) : " ".repeat(columns);
}

function usesTabs(like: string, { insertSpaces }: Cursor["indentation"]): boolean {
  return like.startsWith("\t") || (!insertSpaces && !like.startsWith(" "));
}

/** The columns by which lines of a file are most often deeper than the one above; undefined if none is. */
function usualUnit({ indents, lineStarts }: TokenizedLines): number | undefined {
  const counts = new Array<number>(maxUnit + 1).fill(0);
  let above = 0;
  for (const [line, indent] of indents.entries()) {
    if (lineStarts[line] === lineStarts[line + 1]) continue;
    const deeper = indent - above;
    if (deeper > 0 && deeper <= maxUnit) counts[deeper] = (counts[deeper] ?? 0) + 1;
    above = indent;
  }
  const most = Math.max(...counts);
  return most > 0 ? counts.indexOf(most) : undefined;
}
