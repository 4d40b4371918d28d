import { hashPair } from "../learn/contextIndex.ts";
import { lineOfPosition } from "../learn/lineOfPosition.ts";
import type { Site, Source } from "../learn/source.ts";
import type { TokenizedLines } from "../learn/tokenizedLines.ts";
import { isLineBreak, type Vocabulary } from "../learn/vocabulary.ts";
import { type Alignment, alignSite } from "./alignSite.ts";
import { ownLine } from "./findSites.ts";
import type { Query } from "./query.ts";

/** A line among lines like those around the cursor, and the place in it where the cursor would be. */
export interface LikeLine extends Site {
  readonly alignment: Alignment;
  /** How much of the lines above, and of those below, is found around it too; 0 to 1. */
  readonly above: number;
  readonly below: number;
}

/** Lines that are compared, above and below, and what each counts against the one nearer the cursor. */
const linesAbove = 3;
const linesBelow = 2;
const decay = 0.6;
/** Places looked at per pair of tokens in the cursor's file, and in each other. */
const maxPlaces = { own: 24, other: 6 } as const;
/** Files that are looked into, the cursor's and the most recent. */
const maxFiles = 12;
const maxKept = 12;
const minLikeness = 0.25;

interface Votes {
  readonly source: Source;
  readonly line: number;
  above: number;
  below: number;
}

/** A line among lines like those around the cursor, whatever the cursor's own holds. */
export type LikeNeighbour = Readonly<Votes>;

/**
 * Lines, best first, whose neighbours share pairs of tokens with the cursor's, rare pairs counting most: unlike places of the same
 * context or shape they are found where the lines above differ in a word or two.
 */
export function findLikeNeighbours(
  query: Query,
  sources: readonly Source[],
  vocabulary: Vocabulary,
): readonly LikeNeighbour[] {
  const found = new Map<number, Votes>();
  const whole = { above: 0, below: 0 };
  for (const [at, line] of linesBefore(query).entries())
    whole.above += vote(found, line, at + 1, decay ** at, sources, vocabulary);
  for (const [at, line] of linesAfter(sources[0]).entries())
    whole.below += vote(found, line, -at - 1, decay ** at, sources, vocabulary);
  return [...found.values()]
    .map((votes) => ({
      ...votes,
      above: votes.above / Math.max(1, whole.above),
      below: votes.below / Math.max(1, whole.below),
    }))
    .filter(({ above, below }) => above + below >= minLikeness)
    .sort((a, b) => likeness(b) - likeness(a))
    .slice(0, maxKept * 2);
}

/** The places in such lines where the cursor would be. */
export function findLikeLines(
  query: Query,
  neighbours: readonly LikeNeighbour[],
  vocabulary: Vocabulary,
): readonly LikeLine[] {
  return neighbours.flatMap((neighbour) => placeIn(neighbour, query, vocabulary) ?? []).slice(0, maxKept);
}

function likeness({ above, below, source }: LikeNeighbour): number {
  return above + below / 2 + 0.05 * Math.log(source.weight);
}

/** The lines above the cursor, nearest first. */
function linesBefore({ context, lineStart }: Query): Int32Array[] {
  const lines: Int32Array[] = [];
  let end = lineStart;
  for (let at = lineStart - 1; at >= 0 && lines.length < linesAbove; at--) {
    if (!isLineBreak(context[at] ?? -1)) continue;
    lines.push(context.subarray(at + 1, end));
    end = at;
  }
  return lines;
}

/** The lines below the cursor, nearest first. */
function linesAfter(own: Source | undefined): Int32Array[] {
  const lines: Int32Array[] = [];
  if (own?.cursorLine === undefined) return lines;
  const { tokens, lineStarts, indents } = own.file.lines;
  for (let line = own.cursorLine + 1; line < indents.length && lines.length < linesBelow; line++) {
    const start = lineStarts[line] ?? 0;
    const end = lineStarts[line + 1] ?? 0;
    if (start < end) lines.push(tokens.subarray(start + 1, end));
  }
  return lines;
}

/** Lets each pair of a line vote for the line `offset` after the line of the pair; returns the weight of all. */
function vote(
  found: Map<number, Votes>,
  line: Int32Array,
  offset: number,
  weight: number,
  sources: readonly Source[],
  vocabulary: Vocabulary,
): number {
  let whole = 0;
  const seen = new Set<number>();
  const below = lineBelowCursor(sources[0]);
  for (let at = 0; at <= line.length; at++) {
    // A single word is a pair with the line's begin.
    const before = at === 0 ? 0 : (line[at - 1] ?? -1);
    const token = line[at] ?? -1;
    if (token < 0 || before < 0 || seen.has(hashPair(before, token))) continue;
    if (!vocabulary.isName(token) && (at === 0 || !vocabulary.isName(before))) continue;
    seen.add(hashPair(before, token));
    const places = placesOf(before, token, sources);
    const worth = weight / Math.sqrt(places.length + 1);
    whole += worth;
    for (const { source, position } of places) {
      const { lines } = source.file;
      const there = lineFurther(lines, lineOfPosition(lines.lineStarts, position), offset);
      if (there === undefined || there === source.cursorLine || (source.rank === 0 && there === below)) continue;
      const key = source.rank * 2 ** 20 + there;
      const votes = found.get(key) ?? { source, line: there, above: 0, below: 0 };
      found.set(key, votes);
      if (offset > 0) votes.above += worth;
      else votes.below += worth;
    }
  }
  return whole;
}

/** The line after the cursor's: that it comes next does not make it come twice. */
function lineBelowCursor(own: Source | undefined): number | undefined {
  return own?.cursorLine === undefined ? undefined : lineFurther(own.file.lines, own.cursorLine, 1);
}

interface Pair {
  readonly source: Source;
  readonly position: number;
}

function placesOf(before: number, token: number, sources: readonly Source[]): Pair[] {
  const places: Pair[] = [];
  const hash = hashPair(before, token);
  for (const source of sources.slice(0, maxFiles)) {
    const { index, lines } = source.file;
    const { tokens } = lines;
    const [skipFrom, skipTo] = ownLine(source);
    let left = source.rank === 0 ? maxPlaces.own : maxPlaces.other;
    let position = index.exactHeads[hash & index.mask] ?? -1;
    for (; position >= 0 && left > 0; position = index.exactNext[position] ?? -1) {
      if (tokens[position - 1] !== token || tokens[position - 2] !== before) continue;
      if (position > skipFrom && position <= skipTo) continue;
      left--;
      places.push({ source, position });
    }
  }
  return places;
}

/** Returns the line N non-blank lines further down, or further up for a negative N. */
function lineFurther({ lineStarts, indents }: TokenizedLines, line: number, offset: number): number | undefined {
  const step = Math.sign(offset);
  let left = Math.abs(offset);
  for (let at = line + step; at >= 0 && at < indents.length; at += step) {
    if (lineStarts[at] === lineStarts[at + 1]) continue;
    if (--left === 0) return at;
  }
  return undefined;
}

/** Where in a line the cursor would stand: after as many tokens of the same shape, or else after the same last token. */
function placeIn(neighbour: LikeNeighbour, query: Query, vocabulary: Vocabulary): LikeLine | undefined {
  const { source, line, above, below } = neighbour;
  const { tokens, lineStarts } = source.file.lines;
  const start = (lineStarts[line] ?? 0) + 1;
  const end = lineStarts[line + 1] ?? start;
  const words = query.context.length - query.lineStart - 1;
  let position = words === 0 ? start : undefined;
  if (position === undefined && start + words < end && sameShape(tokens, start, query, vocabulary))
    position = start + words;
  for (let at = start + 1; at < end && position === undefined; at++)
    if (tokens[at - 1] === query.context.at(-1)) position = at;
  if (position === undefined) return undefined;
  const alignment = alignSite(tokens, position, position, query, vocabulary);
  return { source, position, matched: 0, alignment, above, below };
}

function sameShape(tokens: Int32Array, start: number, { shapes, lineStart }: Query, vocabulary: Vocabulary): boolean {
  for (let at = lineStart + 1; at < shapes.length; at++)
    if (vocabulary.shapeOf(tokens[start + at - lineStart - 1] ?? -1) !== shapes[at]) return false;
  return true;
}
