import { type Language, languages } from "../../code/languages/languages.ts";
import type { Cursor } from "../../types/cursor.ts";
import { type IndexedLine, indexLine, longestLine } from "../index/indexLine.ts";

/** The part of the current file that a prompt is assumed to contain, in characters before and after the cursor. */
const shownChars = { prefix: 6000, suffix: 2000 } as const;

/** Lines before and after the cursor whose names form the query, without blank lines. */
const linesBefore = 40;
const linesAfter = 8;
// The weights in fittedWeights.ts were fitted with these values. After a change, run `npm run fit:retrieval`.

/** Factor of a line's weight per line of distance from the cursor. */
const decay = 0.82;
/** Lower bound of the weight of a line before the cursor. */
const leastWeight = 0.08;
/** Factor of the weight of lines after the cursor. */
const suffixWeight = 0.5;
/** Number of lines above the cursor's line whose shapes are compared. */
const shapeLimit = 3;

/** The query of a cursor, independent of any index. */
export interface RetrievalQuery {
  readonly cursor: Cursor;
  /** Weight of each name near the cursor, in (0, 1]. */
  readonly weights: ReadonlyMap<string, number>;
  readonly cursorNames: ReadonlySet<string>;
  /** Text that the prompt contains anyway. */
  readonly shownText: string;
  /** The name before the member operator, if the cursor is in a member. */
  readonly receiver: string | undefined;
  /** Whether the cursor is after a member operator. */
  readonly afterMember: boolean;
  /** Shapes of the nearest lines with code above the cursor's line, nearest first. */
  readonly shapes: readonly number[];
  /** Lines `[first, end)` of the current file that the prompt contains. */
  readonly shownLines: { readonly first: number; readonly end: number };
}

const receiverBefore = /([\p{L}_$][\p{L}\p{N}_$]*)(?:\([^()]*\)|\[[^\]]*\])?\s*(?:\.|::|->|\?\.)\s*[\p{L}\p{N}_$]*$/u;
const memberBefore = /(?:\.|::|->)\s*[\p{L}\p{N}_$]*$/u;

/** Builds the query from the text around a cursor. */
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
      // The window cuts its first line, so that line does not count.
      first:
        cursor.prefix.length > shownChars.prefix
          ? cursor.line - prefixLines.length + 2
          : cursor.line - prefixLines.length + 1,
      end: cursor.line + suffixLines.length - (cursor.suffix.length > shownChars.suffix ? 1 : 0),
    },
  };
}

/** Indexes the first `limit` lines that are not blank. */
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
