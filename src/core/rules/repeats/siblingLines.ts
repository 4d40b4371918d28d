import { indentWidth } from "../../code/indentation.ts";
import type { LanguageSyntax } from "../../code/languages/language.ts";
import type { Cursor } from "../../types/cursor.ts";
import { isBlank } from "../isBlank.ts";

/** Characters on either side of the cursor in which lines of the same block are looked for. */
const reach = 60_000;

/** The lines that are in one block with the cursor's, at the same depth. */
export interface SiblingLines {
  /** Nearest first. */
  readonly above: readonly string[];
  readonly below: readonly string[];
  /** The line that opens the block; undefined at the outermost depth. */
  readonly opener: string | undefined;
}

/** The cursor's line: what is before and after the cursor, and its leading white space. */
interface OwnLine {
  readonly cursor: Cursor;
  readonly lineBefore: string;
  readonly lineAfter: string;
  readonly indent: string;
  readonly syntax: LanguageSyntax;
}

/** Finds the lines at the depth of the cursor's line, up and down to the first line that is less indented. */
export function siblingLines({ cursor, lineBefore, lineAfter, indent, syntax }: OwnLine): SiblingLines {
  const { tabSize } = cursor.indentation;
  const width = indentWidth(indent, tabSize);
  const prefixEnd = cursor.prefix.length - lineBefore.length - 1;
  const up =
    prefixEnd < 0
      ? []
      : cursor.prefix
          .slice(Math.max(0, prefixEnd - reach), prefixEnd)
          .split("\n")
          .reverse();
  const down = cursor.suffix.slice(lineAfter.length + 1, lineAfter.length + 1 + reach).split("\n");
  const isComment = (line: string) => syntax.lineComments.some((mark) => line.trimStart().startsWith(mark));
  const collect = (lines: readonly string[]) => {
    const found: string[] = [];
    for (const line of lines) {
      if (isBlank(line) || isComment(line)) continue;
      const own = indentWidth(line, tabSize);
      if (own < width) return { found, end: line };
      if (own === width) found.push(line);
    }
    return { found, end: undefined };
  };
  const above = collect(up);
  return { above: above.found, below: collect(down).found, opener: above.end };
}
