import type { Site, Source } from "../learn/source.ts";
import { tokenKind } from "../learn/tokenKind.ts";
import type { Vocabulary } from "../learn/vocabulary.ts";
import { type Alignment, alignSite } from "./alignSite.ts";
import type { Continuation } from "./continuation.ts";
import { deriveName } from "./deriveName.ts";
import { ownLine } from "./findSites.ts";
import { type Query, textOfToken } from "./query.ts";

/** A place whose line has the shape of the cursor's, and how its names translate. */
export interface ShapeSite extends Site {
  readonly alignment: Alignment;
}

const maxPerFile = 48;
const maxKept = 14;
/** A place less alike than this says nothing. */
const minScore = 0.5;

/** The places most like the cursor's in shape, best first. */
export function findShapeSites(query: Query, sources: readonly Source[], vocabulary: Vocabulary): ShapeSite[] {
  const found: ShapeSite[] = [];
  for (const source of sources) {
    const { index, lines } = source.file;
    const [skipFrom, skipTo] = ownLine(source);
    let left = maxPerFile;
    let position = index.shapeHeads[query.shapeKey & index.mask] ?? -1;
    for (; position >= 0 && left > 0; position = index.shapeNext[position] ?? -1) {
      if (index.shapeKeys[position] !== query.shapeKey || (position > skipFrom && position <= skipTo)) continue;
      left--;
      const room = position > skipTo ? position - skipTo : position;
      const alignment = alignSite(lines.tokens, position, room, query, vocabulary);
      if (alignment.score >= minScore) found.push({ source, position, matched: 0, alignment });
    }
  }
  return found.sort((a, b) => likenessOf(b) - likenessOf(a)).slice(0, maxKept);
}

function likenessOf({ alignment, source }: ShapeSite): number {
  return alignment.score + Math.log(source.weight);
}

export interface Translation extends Continuation {
  readonly renamed: number;
  readonly derived: number;
}

/** What follows a place, with the names that correspond here to those there. */
export function translateSite(site: ShapeSite, end: number, query: Query, vocabulary: Vocabulary): Translation {
  const { tokens, gaps } = site.source.file.lines;
  const words: string[] = [];
  let renamed = 0;
  let derived = 0;
  for (let at = site.position; at < end; at++) {
    const token = tokens[at] ?? 0;
    const here = site.alignment.renames.get(token);
    const text = vocabulary.textOf(token);
    const made = here === undefined ? analogue(token, text, site.alignment, query, vocabulary) : undefined;
    if (here !== undefined) renamed++;
    if (made !== undefined) derived++;
    words.push(made ?? (here === undefined ? text : textOfToken(here, query, vocabulary)));
  }
  return { words, gaps: [...gaps.subarray(site.position, end)], renamed, derived };
}

function analogue(
  token: number,
  text: string,
  { renames }: Alignment,
  query: Query,
  vocabulary: Vocabulary,
): string | undefined {
  const isNumber = vocabulary.shapeOf(token) === -tokenKind.number;
  if (!isNumber && !vocabulary.isName(token)) return undefined;
  for (const [there, here] of renames) {
    const from = vocabulary.textOf(there);
    const to = textOfToken(here, query, vocabulary);
    const made = isNumber ? sameStep(from, to, text) : deriveName(from, to, text);
    if (made !== undefined) return made;
  }
  return undefined;
}

/** Counts on: where 1 became 2, 4 becomes 5. */
function sameStep(from: string, to: string, text: string): string | undefined {
  if (!/^\d{1,9}$/.test(from) || !/^\d{1,9}$/.test(to) || !/^\d{1,9}$/.test(text)) return undefined;
  const made = Number(text) + Number(to) - Number(from);
  return made >= 0 && made !== Number(text) ? String(made) : undefined;
}
