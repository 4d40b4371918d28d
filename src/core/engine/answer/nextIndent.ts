import type { Cursor } from "../../types/cursor.ts";
import { indentOf, lexLine } from "../learn/lexLine.ts";
import { lineOfPosition } from "../learn/lineOfPosition.ts";
import type { Site, Source } from "../learn/source.ts";
import type { Vocabulary } from "../learn/vocabulary.ts";

const openers = new Set(["(", "[", "{", "${"]);
const closers = new Set([")", "]", "}"]);

/** Columns of the line after the one of an origin, moved as that one was moved; undefined before a blank line. */
export function nextIndent(origin: Site | undefined, indentHere: number): number | undefined {
  if (origin === undefined) return undefined;
  const { lineStarts, indents } = origin.source.file.lines;
  const line = lineOfPosition(lineStarts, origin.position);
  const next = line + 1;
  if (next >= indents.length || lineStarts[next] === lineStarts[next + 1] || next === origin.source.cursorLine)
    return undefined;
  return Math.max(0, indentHere + (indents[next] ?? 0) - (indents[line] ?? 0));
}

/**
 * Columns of the line that opened the innermost bracket that is open after `written`, which continues the lines above the
 * cursor; undefined if none is open.
 */
export function indentOfOpen(written: readonly string[], own: Source, vocabulary: Vocabulary): number | undefined {
  const { lineStarts, tokens, indents } = own.file.lines;
  let closed = 0;
  const opensIn = (words: readonly string[]) => {
    for (const word of words.toReversed()) {
      if (closers.has(word)) closed++;
      else if (openers.has(word) && closed-- === 0) return true;
    }
    return false;
  };
  for (const text of written.toReversed()) {
    const { starts, ends } = lexLine(text);
    if (opensIn(starts.map((start, at) => text.slice(start, ends[at])))) return indentOf(text);
  }
  for (let line = (own.cursorLine ?? 0) - 1; line >= 0; line--) {
    const words = tokens.subarray((lineStarts[line] ?? 0) + 1, lineStarts[line + 1]);
    if (opensIn(Array.from(words, (token) => vocabulary.textOf(token)))) return indents[line] ?? 0;
  }
  return undefined;
}

/** Whether the next line below the cursor that is no deeper than these columns begins there with a closing bracket. */
export function isClosedBelow(indent: number, { file, cursorLine = 0 }: Source, vocabulary: Vocabulary): boolean {
  const { lineStarts, tokens, indents } = file.lines;
  for (let line = cursorLine + 1; line < indents.length; line++) {
    const start = lineStarts[line] ?? 0;
    const there = indents[line] ?? 0;
    if (start === lineStarts[line + 1] || there > indent) continue;
    return there === indent && closers.has(vocabulary.textOf(tokens[start + 1] ?? 0));
  }
  return false;
}

/** Returns white space of N columns, with tabs or spaces like that of the cursor's line. */
export function writeIndent(columns: number, like: string, { insertSpaces }: Cursor["indentation"]): string {
  const usesTabs = like.startsWith("\t") || (!insertSpaces && !like.startsWith(" "));
  return usesTabs ? "\t".repeat(Math.round(columns / 4)) : " ".repeat(columns);
}
