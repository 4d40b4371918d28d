import { type Candidate, noBeamLogP } from "../collect/candidate.ts";
import type { CandidateSet } from "../collect/collectCandidates.ts";
import { runSeen } from "../collect/knownRuns.ts";
import { hashTokens, type Place } from "../collect/place.ts";
import { lineOfPosition } from "../learn/lineOfPosition.ts";
import { firstMarkKind, kindOf, tokenKind } from "../learn/tokenKind.ts";
import { isLineBreak } from "../learn/vocabulary.ts";

// The forests in generated/ were fitted with the following values; after a change `npm run fit:engine` must fit them
// again. A value for something missing lies outside the range of what is measured, so that a tree can distinguish it.

/** Distance, in tokens, of a name that is not among the 600 tokens above the cursor that place.ts looks at. */
const farDistance = 1_000;
/** Lines down to a name that is not in the 12 lines below the cursor that place.ts looks at. */
const farLines = 20;
/** Indentation of the line below, relative to the cursor's, if there is none. */
const noneBelow = -99;
/** Equal tokens that are counted at the start of a candidate and the line below, and the value for equal lines. */
const maxShared = 5;
const wholeShared = 10;
/** The same for the line that followed a candidate's origin; for equal lines their count is added. */
const maxFollowing = 6;
const wholeFollowing = 9;
/** Ranks of words that begin like the one at the cursor, beyond which they count alike. */
const maxBegunRank = 10;

/**
 * A candidate in numbers, by name, in the order the trees were grown with: `npm run fit:engine` reads the names off
 * this object.
 */
export function describeCandidate(
  candidate: Candidate,
  field: CandidateSet,
  place: Place,
): Readonly<Record<string, number>> {
  const { evidence: e } = candidate;
  const count = candidate.words.length;
  const tokens = candidate.words.map((word) => place.vocabulary.find(word));
  return {
    exactShare: e.exactShare,
    exactCount: Math.log1p(e.exactCount),
    firstShare: e.firstShare,
    leastShare: e.leastShare,
    matchedHere: e.matchedHere,
    matchedElsewhere: e.matchedElsewhere,
    matchedAbove: Math.max(e.matchedHere, e.matchedElsewhere) - place.wordsBefore.length,
    files: e.files,
    beamLogP: e.beamLogP ?? noBeamLogP,
    beamLeast: e.beamLeast,
    beamMean: (e.beamLogP ?? noBeamLogP) / (count + 1),
    shapeScore: e.shapeScore,
    shapeShare: e.shapeShare,
    shapeCount: e.shapeCount,
    renamed: e.renamed,
    derived: e.derived,
    substituted: e.substituted,
    imported: e.imported,
    importFiles: e.importFiles,
    importMade: e.importMade ? 1 : 0,
    likeAbove: e.likeAbove,
    likeBelow: e.likeBelow,
    likeShare: e.likeShare,
    editedRange: e.editedRange ? 1 : 0,
    ...describeOrigin(candidate, place),
    ...describeField(candidate, field),
    ...describeWords(candidate, tokens, place),
    ...describeNeeds(tokens, place),
    ...describeRuns(tokens, place),
    ...describeBegun(candidate, tokens, field, place),
    ...describeLine(candidate, tokens, place),
    ...describeCursor(place),
  };
}

function describeOrigin({ evidence }: Candidate, { own }: Place): Record<string, number> {
  const { origin } = evidence;
  if (origin === undefined) return { originRank: -1, originDistance: -1 };
  const { rank, cursorLine, file } = origin.source;
  if (cursorLine === undefined || own.cursorLine === undefined) return { originRank: rank, originDistance: -1 };
  const distance = lineOfPosition(file.lines.lineStarts, origin.position) - cursorLine;
  return { originRank: rank, originDistance: Math.sign(distance) * Math.log1p(Math.abs(distance)) };
}

function describeField({ evidence }: Candidate, field: CandidateSet): Record<string, number> {
  let rivalExact = 0;
  let rivalBeam = noBeamLogP;
  let rivalShape = 0;
  let rivalLike = 0;
  for (const { evidence: other } of field.candidates) {
    if (other === evidence) continue;
    rivalExact = Math.max(rivalExact, other.exactShare);
    rivalBeam = Math.max(rivalBeam, other.beamLogP ?? noBeamLogP);
    rivalShape = Math.max(rivalShape, other.shapeScore);
    rivalLike = Math.max(rivalLike, other.likeAbove + other.likeBelow);
  }
  return {
    rivalExact,
    rivalBeam,
    rivalShape,
    rivalLike,
    endShare: field.endShare,
    siteCount: Math.log1p(field.siteCount),
    bestMatched: field.bestMatched,
    bestShapeScore: field.bestShapeScore,
    bestLikeness: field.bestLikeness,
    candidates: field.candidates.length,
  };
}

const quotes = new Set(['"', "'", "`", '"""', "'''", "```"]);

function describeWords({ words, text }: Candidate, tokens: readonly number[], place: Place): Record<string, number> {
  const { vocabulary, distances, counts, isAbove, isBelow } = place;
  let names = 0;
  let far = 0;
  let absent = 0;
  let unknown = 0;
  let distance = 0;
  let farthest = 0;
  let nearest = farDistance;
  let once = 0;
  let strings = 0;
  for (const [at, word] of words.entries()) {
    const token = tokens[at] ?? -1;
    if (quotes.has(word)) strings++;
    if (!(token < 0 ? kindOf(word) >= tokenKind.name : vocabulary.shapeOf(token) <= -tokenKind.name)) continue;
    const near = distances.get(token);
    names++;
    farthest = Math.max(farthest, near ?? farDistance);
    nearest = Math.min(nearest, near ?? farDistance);
    distance += Math.log1p(near ?? farDistance);
    if (token < 0) unknown++;
    if (near === undefined) {
      far++;
      if (token < 0 || !(isAbove(token) || isBelow(token))) absent++;
    } else if (counts.get(token) === 1) once++;
  }
  return {
    words: words.length,
    characters: text.length,
    names,
    far,
    absent,
    unknown,
    once,
    strings,
    nameDistance: names === 0 ? -1 : distance / names,
    farthest: Math.log1p(farthest),
    nearest: Math.log1p(nearest),
  };
}

/** Counts names that occur below and not above: the code below needs them. */
function describeNeeds(
  tokens: readonly number[],
  { vocabulary, distances, linesDown, isAbove, isBelow }: Place,
): Record<string, number> {
  let neededSoon = 0;
  let neededLater = 0;
  let alsoBelow = 0;
  let linesToNext = farLines;
  for (const token of tokens) {
    if (token < 0 || vocabulary.shapeOf(token) > -tokenKind.name) continue;
    const down = linesDown.get(token);
    if (down !== undefined) {
      alsoBelow++;
      linesToNext = Math.min(linesToNext, down);
    }
    if (distances.has(token) || isAbove(token)) continue;
    if (down !== undefined) neededSoon++;
    else if (isBelow(token)) neededLater++;
  }
  return { neededSoon, neededLater, alsoBelow, linesToNext };
}

/** Which of the candidate's runs of tokens were seen: made-up text shows where it was put together. */
function describeRuns(tokens: readonly number[], { query, runSeen: seenAt }: Place): Record<string, number> {
  const counts = [0, 0, 0, 0];
  const { context } = query;
  let first = context.at(-2) ?? -1;
  let before = context.at(-1) ?? -1;
  let junction: number = runSeen.here;
  for (const [at, token] of tokens.entries()) {
    const seen = seenAt(first, before, token);
    counts[seen] = (counts[seen] ?? 0) + 1;
    if (at === 0) junction = seen;
    first = before;
    before = token;
  }
  const [nowhere = 0, pair = 0, elsewhere = 0] = counts;
  return { runsNowhere: nowhere, runsByPair: pair, runsElsewhere: elsewhere / tokens.length, runAtCursor: junction };
}

/** What is known about the word that finishes the one at the cursor. */
function describeBegun(
  { words, evidence: e }: Candidate,
  tokens: readonly number[],
  { begun }: CandidateSet,
  { query }: Place,
): Record<string, number> {
  const name = begun?.byToken.get(tokens[0] ?? -1);
  return {
    begunRank: name === undefined ? -1 : Math.min(name.rank, maxBegunRank),
    begunSeen: name?.seen ?? -1,
    begunBestSeen: begun?.bestSeen ?? -1,
    begunCount: begun === undefined ? -1 : Math.log1p(begun.count),
    begunHere: begun === undefined ? -1 : Math.log1p(begun.countHere),
    begunNear: name === undefined ? -1 : Math.log1p(name.distance ?? farDistance),
    begunFiles: name === undefined ? -1 : name.files,
    begunUses: name === undefined ? -1 : Math.log1p(name.uses),
    begunShare: name === undefined || begun === undefined ? -1 : (name.uses + 0.5) / (begun.uses + 0.5 * begun.count),
    begunDown: name === undefined ? -1 : (name.down ?? farLines),
    goesOnShare: begun === undefined ? -1 : e.goesOnShare,
    begunLeft: begun === undefined ? -1 : (words[0]?.length ?? 0) - query.partial.length,
  };
}

function describeLine(candidate: Candidate, tokens: readonly number[], place: Place): Record<string, number> {
  const { below } = place;
  const { words } = candidate;
  const line = [...place.query.context.subarray(place.query.lineStart + 1), ...tokens];
  const hash = hashTokens(line);
  let depth = 0;
  let least = 0;
  for (const word of words) {
    if (word === "(" || word === "[" || word === "{" || word === "${") depth++;
    else if (word === ")" || word === "]" || word === "}") least = Math.min(least, --depth);
  }
  const open = openBrackets(place.wordsBefore);
  const last = words.at(-1) ?? "";
  return {
    above: place.linesAbove.get(hash) ?? -1,
    belowLine: place.linesBelow.get(hash) ?? -1,
    opens: depth - least,
    leavesOpen: open + depth,
    overcloses: Math.min(0, open + least),
    lastKind: endKind(last),
    lastIsBelow: below === undefined ? -1 : sharedStart(below.tokens, line),
    followsOn: followsOn(candidate, place),
    singleWord: words.length === 1 ? 1 : 0,
    inOrder: inOrder(candidate, place),
  };
}

/** Whether the line would be in order between its neighbours; -1 where these are in none. */
function inOrder({ words }: Candidate, { wordsBefore, query, sortedBetween }: Place): number {
  if (sortedBetween === undefined) return -1;
  const begun = query.partial === "" ? wordsBefore : wordsBefore.slice(0, -1);
  const line = [...begun, ...words].join(" ");
  return sortedBetween[0] < line && line < sortedBetween[1] ? 1 : 0;
}

/**
 * How far the line after a candidate's origin is the line below the cursor: the number of equal tokens at its start, more
 * if the whole line is equal; -1 if one of the two lines is missing.
 */
function followsOn({ evidence: { origin } }: Candidate, { below }: Place): number {
  if (origin === undefined || below === undefined) return -1;
  const { tokens } = origin.source.file.lines;
  let at = origin.position;
  while (at < tokens.length && !isLineBreak(tokens[at] ?? 0)) at++;
  let same = 0;
  while (same < below.tokens.length && tokens[at + 1 + same] === below.tokens[same]) same++;
  const isWhole =
    same === below.tokens.length && (at + 1 + same >= tokens.length || isLineBreak(tokens[at + 1 + same] ?? 0));
  return Math.min(same, maxFollowing) + (isWhole ? wholeFollowing : 0);
}

/** Equal tokens at the start of two lines; `wholeShared` if they are the same line. */
function sharedStart(below: Int32Array, line: readonly number[]): number {
  let same = 0;
  while (same < below.length && same < line.length && below[same] === line[same]) same++;
  return same === below.length && same === line.length ? wholeShared : Math.min(same, maxShared);
}

function describeCursor({ query, wordsBefore, below, counts }: Place): Record<string, number> {
  const last = wordsBefore.at(query.partial === "" ? -1 : -2) ?? "";
  return {
    wordsBefore: wordsBefore.length,
    lineBreak: query.context[query.lineStart] ?? -1,
    lastBefore: wordsBefore.length === 0 ? -1 : endKind(last),
    lastBeforeCount: Math.log1p(counts.get(query.context.at(-1) ?? -1) ?? 0),
    openBefore: openBrackets(wordsBefore),
    partial: query.partial.length,
    isSpaced: query.isSpaced ? 1 : 0,
    belowDeeper: below === undefined ? noneBelow : below.deeper,
  };
}

function openBrackets(words: readonly string[]): number {
  let open = 0;
  for (const word of words) {
    if (word === "(" || word === "[" || word === "{" || word === "${") open++;
    else if (word === ")" || word === "]" || word === "}") open--;
  }
  return open;
}

const endKinds = [";", ",", "{", "(", "[", ":", ")", "}", "]", ".", "=", '"', "'", "`", "=>", ">"];

/** What a line ends with, as a number that groups alike ends. */
function endKind(word: string): number {
  const at = endKinds.indexOf(word);
  return at >= 0 ? at + firstMarkKind : kindOf(word);
}
