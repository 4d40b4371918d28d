import { type Language, languages } from "../../code/languages/languages.ts";
import type { Cursor } from "../../types/cursor.ts";
import { type IndexedLine, indexLine, longestLine } from "../index/indexLine.ts";

/** What a prompt is taken to show of the current file, in characters before and after the cursor. */
const shownChars = { prefix: 6000, suffix: 2000 } as const;

/** Lines round the cursor that say what is being written; blank ones do not count. */
const linesBefore = 40;
const linesAfter = 8;
/** How a line's weight falls with every line further from the cursor, and how far it falls at most. */
const decay = 0.82;
const leastWeight = 0.08;
const suffixWeight = 0.5;
/** How many lines above the cursor's are compared by their build. */
const shapeLimit = 3;

/** A cursor as retrieval sees it; nothing here knows of an index. */
export interface RetrievalQuery {
  readonly cursor: Cursor;
  /** How much each name near the cursor counts, in (0, 1]. */
  readonly weights: ReadonlyMap<string, number>;
  readonly cursorNames: ReadonlySet<string>;
  /** Text that the prompt shows anyhow. */
  readonly shownText: string;
  /** The name whose member is about to be written. */
  readonly receiver: string | undefined;
  /** Whether a member is about to be written. */
  readonly afterMember: boolean;
  /** Shapes of the last lines above the cursor's that have one, the nearest first. */
  readonly shapes: readonly number[];
  /** Lines `[first, end)` of the current file that the prompt shows. */
  readonly shownLines: { readonly first: number; readonly end: number };
}

const receiverBefore = /([\p{L}_$][\p{L}\p{N}_$]*)(?:\([^()]*\)|\[[^\]]*\])?\s*(?:\.|::|->|\?\.)\s*[\p{L}\p{N}_$]*$/u;
const memberBefore = /(?:\.|::|->)\s*[\p{L}\p{N}_$]*$/u;

/** Reads the text round a cursor. */
export function readQuery(cursor: Cursor): RetrievalQuery {
  const rules = languages.of(cursor.languageId);
  const prefix = cursor.prefix.slice(-shownChars.prefix);
  const suffix = cursor.suffix.slice(0, shownChars.suffix);
  const prefixLines = prefix.split("\n");
  const suffixLines = suffix.split("\n");
  const above = lexSolid(prefixLines.slice(0, -1).reverse(), linesBefore - 1, rules);
  const cursorText = (prefixLines.at(-1) ?? "").slice(-longestLine);
  const cursorLine = indexLine(cursorText, rules);
  const weights = new Map<string, number>();
  for (const [depth, line] of [cursorLine, ...above].entries())
    addNames(weights, line, Math.max(leastWeight, decay ** depth));
  for (const [depth, line] of lexSolid(suffixLines, linesAfter, rules).entries())
    addNames(weights, line, suffixWeight * decay ** depth);
  const receiver = receiverBefore.exec(cursorText)?.[1];
  return {
    cursor,
    weights,
    cursorNames: new Set(cursorLine.names.map(({ name }) => name)),
    shownText: `${prefix}\n${suffix}`,
    receiver: receiver !== undefined && !rules.keywords.has(receiver) ? receiver : undefined,
    afterMember: memberBefore.test(cursorText),
    shapes: above.flatMap(({ shape }) => (shape === 0 ? [] : [shape])).slice(0, shapeLimit),
    shownLines: {
      // A line that the window cuts is not shown whole.
      first:
        cursor.prefix.length > shownChars.prefix
          ? cursor.line - prefixLines.length + 2
          : cursor.line - prefixLines.length + 1,
      end: cursor.line + suffixLines.length - (cursor.suffix.length > shownChars.suffix ? 1 : 0),
    },
  };
}

/** The first lines that are not blank. */
function lexSolid(lines: readonly string[], limit: number, rules: Language): readonly IndexedLine[] {
  const lexed: IndexedLine[] = [];
  for (const line of lines) {
    if (lexed.length === limit) break;
    if (line.trim() !== "") lexed.push(indexLine(line, rules));
  }
  return lexed;
}

function addNames(weights: Map<string, number>, line: IndexedLine, weight: number): void {
  for (const { name } of line.names) if (weight > (weights.get(name) ?? 0)) weights.set(name, weight);
}
