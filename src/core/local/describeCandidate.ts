import type { Candidate } from "./candidate.ts";
import { lineOfPosition } from "./collectCandidates.ts";
import { hashTokens, type Place } from "./place.ts";
import { kindOf, tokenKind } from "./tokenKind.ts";
import { isLineBreak } from "./vocabulary.ts";

/** What all candidates of one query have in common. */
export interface Field {
  readonly candidates: readonly Candidate[];
  /** Share of the places with the cursor's exact context whose line ends there. */
  readonly endShare: number;
  readonly siteCount: number;
  readonly bestMatched: number;
  readonly bestShapeScore: number;
}

/**
 * A candidate in numbers, by name, in the order the trees were grown with: `npm run fit:engine` reads the names off
 * this object.
 */
export function describeCandidate(candidate: Candidate, field: Field, place: Place): Readonly<Record<string, number>> {
  const { evidence: e } = candidate;
  const count = candidate.words.length;
  return {
    exactShare: e.exactShare,
    exactCount: Math.log1p(e.exactCount),
    firstShare: e.firstShare,
    leastShare: e.leastShare,
    matchedHere: e.matchedHere,
    matchedElsewhere: e.matchedElsewhere,
    files: e.files,
    beamLogP: e.beamLogP ?? -9,
    beamLeast: e.beamLeast,
    beamMean: (e.beamLogP ?? -9) / (count + 1),
    shapeScore: e.shapeScore,
    shapeShare: e.shapeShare,
    shapeCount: e.shapeCount,
    renamed: e.renamed,
    derived: e.derived,
    substituted: e.substituted,
    editedRange: e.editedRange ? 1 : 0,
    ...describeOrigin(candidate, place),
    ...describeField(candidate, field),
    ...describeWords(candidate, place),
    ...describeLine(candidate, place),
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

function describeField({ evidence }: Candidate, field: Field): Record<string, number> {
  let rivalExact = 0;
  let rivalBeam = -9;
  let rivalShape = 0;
  for (const { evidence: other } of field.candidates) {
    if (other === evidence) continue;
    rivalExact = Math.max(rivalExact, other.exactShare);
    rivalBeam = Math.max(rivalBeam, other.beamLogP ?? -9);
    rivalShape = Math.max(rivalShape, other.shapeScore);
  }
  return {
    rivalExact,
    rivalBeam,
    rivalShape,
    endShare: field.endShare,
    siteCount: Math.log1p(field.siteCount),
    bestMatched: field.bestMatched,
    bestShapeScore: field.bestShapeScore,
    candidates: field.candidates.length,
  };
}

function describeWords({ words, text }: Candidate, place: Place): Record<string, number> {
  const { vocabulary, distances, counts, isInOwnFile } = place;
  let names = 0;
  let far = 0;
  let absent = 0;
  let unknown = 0;
  let distance = 0;
  let farthest = 0;
  let once = 0;
  let strings = 0;
  for (const word of words) {
    const kind = kindOf(word);
    if (kind === tokenKind.punctuation) strings += /["'`]/.test(word) ? 1 : 0;
    if (kind < tokenKind.name) continue;
    const token = vocabulary.find(word);
    const near = distances.get(token);
    names++;
    farthest = Math.max(farthest, near ?? 1_000);
    distance += Math.log1p(near ?? 1_000);
    if (token < 0) unknown++;
    if (near === undefined) {
      far++;
      if (token < 0 || !isInOwnFile(token)) absent++;
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
  };
}

function describeLine(candidate: Candidate, place: Place): Record<string, number> {
  const { vocabulary, below } = place;
  const { words } = candidate;
  const line = [
    ...place.query.context.subarray(place.query.lineStart + 1),
    ...words.map((word) => vocabulary.find(word)),
  ];
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
  };
}

/** How far the line after a candidate's origin is the line below the cursor: 1 for equal, less for the same start. */
function followsOn({ evidence: { origin } }: Candidate, { below }: Place): number {
  if (origin === undefined || below === undefined) return -1;
  const { tokens } = origin.source.file.lines;
  let at = origin.position;
  while (at < tokens.length && !isLineBreak(tokens[at] ?? 0)) at++;
  let same = 0;
  while (same < below.tokens.length && tokens[at + 1 + same] === below.tokens[same]) same++;
  const isWhole =
    same === below.tokens.length && (at + 1 + same >= tokens.length || isLineBreak(tokens[at + 1 + same] ?? 0));
  return isWhole ? 9 + Math.min(same, 6) : Math.min(same, 6);
}

function sharedStart(below: Int32Array, line: readonly number[]): number {
  let same = 0;
  while (same < below.length && same < line.length && below[same] === line[same]) same++;
  return same === below.length && same === line.length ? 10 : Math.min(same, 5);
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
    belowDeeper: below === undefined ? -99 : below.deeper,
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
  return at >= 0 ? at + 8 : kindOf(word);
}
