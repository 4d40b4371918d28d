import { hashPair } from "../learn/contextIndex.ts";
import type { Site, Source } from "../learn/source.ts";

/** Longest match that is distinguished. */
const maxMatched = 32;
/** Places looked at per lookup in the cursor's file, and in each other. */
const maxPlaces = { own: 250, other: 60 } as const;

/** All places whose two tokens before equal the last two of `context`, with how far they agree. */
export function findSites(context: Int32Array, length: number, sources: readonly Source[]): Site[] {
  const sites: Site[] = [];
  visitSites(context, length, sources, (source, position, matched) => sites.push({ source, position, matched }));
  return sites;
}

/** Calls back for every such place, file by file, later ones first. */
export function visitSites(
  context: Int32Array,
  length: number,
  sources: readonly Source[],
  visit: (source: Source, position: number, matched: number) => void,
): void {
  const last = context[length - 1] ?? -1;
  const before = context[length - 2] ?? -2;
  const hash = hashPair(before, last);
  for (const source of sources) {
    const { index, lines } = source.file;
    const { tokens } = lines;
    const [skipFrom, skipTo] = ownLine(source);
    let left = source.rank === 0 ? maxPlaces.own : maxPlaces.other;
    let position = index.exactHeads[hash & index.mask] ?? -1;
    for (; position >= 0 && left > 0; position = index.exactNext[position] ?? -1) {
      if (tokens[position - 1] !== last || (tokens[position - 2] ?? -2) !== before) continue;
      if (position > skipFrom && position <= skipTo) continue;
      const room = position > skipTo ? position - skipTo : position;
      if (room < 2 && position > 1) continue;
      left--;
      visit(source, position, matchedTokens(tokens, position, context, length, room));
    }
  }
}

/**
 * Token positions of the cursor's own line; `to` is after every position where there is no such line.
 * What follows the cursor must not be taken to continue the text before it.
 */
export function ownLine({ file, cursorLine }: Source): readonly [from: number, to: number] {
  if (cursorLine === undefined) return [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
  const { lineStarts } = file.lines;
  const end = file.lines.tokens.length;
  return [lineStarts[cursorLine] ?? end, lineStarts[cursorLine + 1] ?? end];
}

function matchedTokens(
  tokens: Int32Array,
  position: number,
  context: Int32Array,
  length: number,
  room: number,
): number {
  const most = Math.min(maxMatched, room, length);
  let matched = 2;
  while (matched < most && tokens[position - 1 - matched] === context[length - 1 - matched]) matched++;
  return Math.min(matched, most);
}
