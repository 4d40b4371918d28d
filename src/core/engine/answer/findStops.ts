import type { NameRules } from "../../code/languages/language.ts";
import { nameGoesOn } from "../../code/nameGoesOn.ts";
import { noBeamLogP } from "../collect/candidate.ts";
import { firstMarkKind, kindOf, tokenKind } from "../learn/tokenKind.ts";
import type { Weighed } from "../score/weigh.ts";

/** A text that a suggestion could end with: all of a candidate, or its beginning up to a boundary. */
export interface Stop {
  readonly text: string;
  /** The likeliest candidate that begins so. */
  readonly model: Weighed;
  /** The text reaches the line's end. */
  readonly isWhole: boolean;
  readonly features: Readonly<Record<string, number>>;
}

const maxModels = 14;
const minProbability = 0.002;
/** A shorter beginning is not worth reading. */
const minCharacters = 4;

/** Everything a suggestion could end with, longest beginnings of the likeliest candidates first. `weighed` is best first. */
export function findStops(weighed: readonly Weighed[], rules: NameRules): readonly Stop[] {
  const lines = weighed.filter(({ candidate }) => !candidate.evidence.isWordOnly);
  const likely = lines.slice(0, maxModels).filter(({ probability }) => probability >= minProbability);
  const models = [...likely, ...weighed.filter(({ candidate }) => candidate.evidence.isWordOnly)];
  const total = weighed.reduce((sum, { probability }) => sum + probability, 0);
  const stops = new Map<string, Stop>();
  for (const model of models) {
    const { words, ends, evidence } = model.candidate;
    for (let count = words.length; count > 0; count--) {
      // What the rest of the line already holds was cut off the text.
      const text = model.candidate.text.slice(0, Math.min(ends[count - 1] ?? 0, model.text.length));
      const isLast = count === words.length;
      if (stops.has(text) || (!isLast && !mayStop(model, count, rules))) continue;
      const isWhole = isLast && !evidence.isWordOnly;
      stops.set(text, { text, model, isWhole, features: describeStop(text, count, model, weighed, total) });
    }
  }
  return [...stops.values()];
}

/** After a finished name, an argument, a call or an opened bracket; not after a dot or an operator, nor before a call's bracket. */
function mayStop({ candidate, text }: Weighed, count: number, rules: NameRules): boolean {
  const end = candidate.ends[count - 1] ?? 0;
  if (end >= text.length || candidate.text.slice(0, end).trim().length < minCharacters) return false;
  if (nameGoesOn(candidate.text.slice(0, end), candidate.text.slice(end), rules)) return false;
  const last = candidate.words[count - 1] ?? "";
  return kindOf(last) !== tokenKind.punctuation || /^[)\]},;({:>"'`]$/.test(last);
}

function describeStop(
  text: string,
  count: number,
  model: Weighed,
  weighed: readonly Weighed[],
  total: number,
): Readonly<Record<string, number>> {
  const { words, ends, evidence } = model.candidate;
  let mass = 0;
  let best = 0;
  let exact = 0;
  let shape = 0;
  let beam = noBeamLogP;
  let agreeing = 0;
  for (const { candidate, probability } of weighed) {
    if (!startsAlike(candidate.text, candidate.ends, text)) continue;
    agreeing++;
    mass += probability;
    best = Math.max(best, probability);
    exact += candidate.evidence.exactShare;
    shape += candidate.evidence.shapeShare;
    beam = Math.max(beam, candidate.evidence.beamLogP ?? noBeamLogP);
  }
  return {
    mass,
    best,
    exact,
    shape,
    beam,
    agreeing,
    total,
    top: weighed[0]?.probability ?? 0,
    share: mass / Math.max(total, 1e-9),
    words: count,
    wordsLeft: words.length - count,
    characters: text.length,
    lineShare: text.length / Math.max(1, ends.at(-1) ?? 1),
    last: boundaryKind(words[count - 1] ?? ""),
    next: boundaryKind(words[count] ?? ""),
    depth: depthOf(words.slice(0, count)),
    firstShare: evidence.firstShare,
    leastShare: evidence.leastShare,
    matched: Math.max(evidence.matchedHere, evidence.matchedElsewhere),
    substituted: evidence.substituted,
    goesOnShare: evidence.goesOnShare,
    ...pick(model.features),
  };
}

const carried = [
  "siteCount",
  "bestMatched",
  "bestShapeScore",
  "wordsBefore",
  "lastBefore",
  "partial",
  "openBefore",
  "nameDistance",
  "far",
  "begunRank",
  "begunSeen",
  "begunBestSeen",
  "begunCount",
  "begunHere",
  "begunNear",
  "begunFiles",
  "begunUses",
  "begunShare",
  "begunDown",
  "begunLeft",
] as const;

function pick(features: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(carried.map((name) => [name, features[name] ?? 0]));
}

/** Whether a candidate begins with a text, and one of its words ends there. */
function startsAlike(candidate: string, ends: readonly number[], text: string): boolean {
  return candidate.startsWith(text) && ends.includes(text.length);
}

function depthOf(words: readonly string[]): number {
  let depth = 0;
  for (const word of words) {
    if (word === "(" || word === "[" || word === "{" || word === "${") depth++;
    else if (word === ")" || word === "]" || word === "}") depth--;
  }
  return depth;
}

const boundaries = ["", ",", ";", ")", "]", "}", "(", "[", "{", ":", ".", "=", '"', "'", "`", ">", "<"];

function boundaryKind(word: string): number {
  const at = boundaries.indexOf(word);
  return at >= 0 ? at + firstMarkKind : kindOf(word);
}
