import { languages } from "../../code/languages/languages.ts";
import { nameGoesOn } from "../../code/nameGoesOn.ts";
import type { Site, Source } from "../learn/source.ts";
import { isLineBreak, lineBreak, type Vocabulary } from "../learn/vocabulary.ts";
import { type RunSeen, runSeen } from "./knownRuns.ts";
import type { Place } from "./place.ts";

/** A known word that begins with the letters before the cursor. */
export interface BegunName {
  readonly token: number;
  /** Number of tokens from its last occurrence to the cursor's line; undefined if it is not among the nearest. */
  readonly distance: number | undefined;
  /** How often it occurs among the nearest tokens. */
  readonly uses: number;
  /** Number of lines down to its next occurrence; undefined if it is not in the next lines. */
  readonly down: number | undefined;
  /** Number of files that hold it, of those that are looked into. */
  readonly files: number;
  /** Where the word before the cursor's, followed by this one, was seen. */
  readonly seen: RunSeen;
  /** Position among all such words, from 0 for the most promising. */
  readonly rank: number;
}

/** The words that begin with the letters before the cursor, the most promising first. */
export interface BegunNames {
  readonly byToken: ReadonlyMap<number, BegunName>;
  /** Number of such words, and how many of them are in the cursor's file. */
  readonly count: number;
  readonly countHere: number;
  /** How often they occur among the nearest tokens, together. */
  readonly uses: number;
  readonly bestSeen: number;
}

/** Other files that are looked into, the most recent. */
const maxFiles = 8;
/** Words for which the word before is looked up. */
const maxLookedUp = 40;
/** Letters from which words count that only other files have. */
const lettersForOtherFiles = 2;
/** Number of tokens in which the value of nearness falls to a third. */
const nearnessScale = 150;
/** What it is worth that the word before and this one were seen together: nowhere, as a pair, after the same word, here. */
const worthOfSeen: Readonly<Record<RunSeen, number>> = { 0: 0, 1: 1, 2: 1.5, 3: 2 };

/** Looks up the words that may finish the one at the cursor; undefined if the cursor touches no word. */
export function findBegunNames(place: Place, sources: readonly Source[]): BegunNames | undefined {
  const { query, vocabulary, distances, isAbove, isBelow, linesDown } = place;
  if (query.partial === "" || !isWord(query.partial)) return undefined;
  const others = sources.slice(1, 1 + maxFiles);
  const looksFar = query.partial.length >= lettersForOtherFiles;
  const found: (Omit<BegunName, "seen" | "rank"> & { readonly worth: number })[] = [];
  let countHere = 0;
  let usesOfAll = 0;
  for (const token of vocabulary.wordsWith(query.partial)) {
    const distance = distances.get(token);
    const above = distance !== undefined || isAbove(token);
    const below = isBelow(token);
    const isHere = above || below;
    if (!isHere && !looksFar) continue;
    let files = isHere ? 1 : 0;
    for (const { file } of others) if (file.holds(token)) files++;
    if (files === 0) continue;
    if (isHere) countHere++;
    const uses = place.counts.get(token) ?? 0;
    const down = linesDown.get(token);
    usesOfAll += uses;
    const near = distance === undefined ? 0 : 2 * Math.exp(-distance / nearnessScale);
    const worth = near + (above ? 1 : 0) + (below ? 0.7 : 0) + (down === undefined ? 0 : 0.5) + 0.2 * Math.log1p(files);
    found.push({ token, distance, uses, down, files, worth });
  }
  const likeliest = found.sort((a, b) => b.worth - a.worth).slice(0, maxLookedUp);
  const before = query.context.at(-1) ?? -1;
  const beforeThat = query.context.at(-2) ?? -1;
  const looked = likeliest.map((each) => ({ ...each, seen: place.runSeen(beforeThat, before, each.token) }));
  looked.sort((a, b) => b.worth + worthOfSeen[b.seen] - a.worth - worthOfSeen[a.seen]);
  const bestSeen = Math.max(runSeen.nowhere, ...looked.map(({ seen }) => seen));
  const byToken = new Map(looked.map((each, rank) => [each.token, { ...each, rank }]));
  return { byToken, count: found.length, countHere, uses: usesOfAll, bestSeen };
}

/** Words that are offered as they are. */
const maxOffered = 6;
/** A shorter rest of a word is not worth reading. */
const minRest = 4;

/** The most promising words with the place of each, where more than a few letters are left to type. */
export function wordsToOffer(
  begun: BegunNames,
  place: Place,
  sources: readonly Source[],
): readonly { readonly word: string; readonly origin: Site }[] {
  const { query, vocabulary, own } = place;
  const rules = languages.of(own.file.identity.languageId).names;
  const offered: { word: string; origin: Site }[] = [];
  for (const name of begun.byToken.values()) {
    if (offered.length >= maxOffered) break;
    const word = vocabulary.textOf(name.token);
    if (word.length - query.partial.length < minRest) continue;
    const origin = placeOf(name, place, sources);
    if (origin === undefined) continue;
    if (!nameGoesOn(word, textAfter(origin, vocabulary), rules)) offered.push({ word, origin });
  }
  return offered;
}

/** The two tokens after a site's, as far as no white space is between them. */
function textAfter({ source, position }: Site, vocabulary: Vocabulary): string {
  const { tokens, gaps } = source.file.lines;
  let text = "";
  for (const at of [position + 1, position + 2]) {
    const token = tokens[at] ?? lineBreak.start;
    if (gaps[at] !== 0 || isLineBreak(token)) break;
    text += vocabulary.textOf(token);
  }
  return text;
}

/** The last place above the cursor if that is near, otherwise the first in its file, or in the most recent that has the word. */
function placeOf(
  { token, distance }: BegunName,
  { own, tokensAbove }: Place,
  sources: readonly Source[],
): Site | undefined {
  if (distance !== undefined && distance > 0) return { source: own, position: tokensAbove - distance, matched: 0 };
  const first = own.file.extents.first[token] ?? -1;
  if (first >= 0) return { source: own, position: first, matched: 0 };
  const source = sources.find(({ file, rank }) => rank > 0 && file.holds(token));
  return source && { source, position: source.file.lines.tokens.indexOf(token), matched: 0 };
}

function isWord(text: string): boolean {
  return /^[\p{L}_$]/u.test(text);
}
