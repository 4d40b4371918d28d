import type { Site, Source } from "../learn/source.ts";
import { isLineBreak, type Vocabulary } from "../learn/vocabulary.ts";
import { searchBeam } from "./beam.ts";
import { type BegunNames, findBegunNames, wordsToOffer } from "./begunNames.ts";
import { type Candidate, type Evidence, noBeamLogP, noEvidence } from "./candidate.ts";
import { type Continuation, copySite, endOfSite, renderContinuation } from "./continuation.ts";
import { groupCopies, leastShare } from "./copyGroups.ts";
import { findSites } from "./findSites.ts";
import { findNeededImports } from "./importLines.ts";
import { findLikeLines } from "./likeLines.ts";
import type { Place } from "./place.ts";
import type { Query } from "./query.ts";
import { findShapeSites, translateSite } from "./shapeSites.ts";
import { localNames, substituteLocals } from "./substituteLocals.ts";
import { voteOf } from "./votes.ts";

const maxCopies = 16;
const maxBeamResults = 6;

/** The candidates of one query, and what they have in common. */
export interface CandidateSet {
  readonly candidates: readonly Candidate[];
  /** Share of the places with the cursor's exact context whose line ends there. */
  readonly endShare: number;
  readonly siteCount: number;
  readonly bestMatched: number;
  readonly bestShapeScore: number;
  readonly bestLikeness: number;
  /** The words that may finish the one at the cursor, if it touches one. */
  readonly begun: BegunNames | undefined;
}

/** All ways the cursor's line may go on that the sources suggest, in no order. */
export function collectCandidates(place: Place, sources: readonly Source[], vocabulary: Vocabulary): CandidateSet {
  const { query } = place;
  const pool = new Map<string, Candidate>();
  const sites = findSites(query.context, query.context.length, sources);
  const endShare = shareOfEnds(sites);
  addCopies(pool, query, sites, vocabulary);
  for (const result of searchBeam(query, sites, sources, vocabulary).slice(0, maxBeamResults)) {
    const evidence = evidenceFor(pool, result, query, result.site);
    if (evidence === undefined || evidence.beamLogP !== undefined) continue;
    evidence.beamLogP = result.logP;
    evidence.beamLeast = result.least;
  }
  const bestShapeScore = addTranslations(pool, query, sources, vocabulary);
  const bestLikeness = addLikeLines(pool, place);
  for (const needed of findNeededImports(place, sources)) {
    const evidence = evidenceFor(pool, needed, query, needed.origin);
    if (evidence === undefined) continue;
    evidence.imported = needed.needed;
    evidence.importFiles = needed.files;
    evidence.importMade = needed.isMade;
  }
  addSubstitutions(pool, place);
  const begun = findBegunNames(place, sources);
  if (begun !== undefined) {
    addContinuedNames(pool, begun, place, sources);
    addBegunNames(pool, begun, place, sources);
  }
  const bestMatched = sites.reduce((best, { matched }) => Math.max(best, matched), 0);
  return {
    candidates: [...pool.values()],
    endShare,
    siteCount: sites.length,
    bestMatched,
    bestShapeScore,
    bestLikeness,
    begun,
  };
}

function shareOfEnds(sites: readonly Site[]): number {
  let ends = 0;
  let total = 0;
  for (const site of sites) {
    const { tokens } = site.source.file.lines;
    const weight = voteOf(site.source, site.matched);
    total += weight;
    if (site.position >= tokens.length || isLineBreak(tokens[site.position] ?? 0)) ends += weight;
  }
  return total === 0 ? 0 : ends / total;
}

function addCopies(pool: Map<string, Candidate>, query: Query, sites: readonly Site[], vocabulary: Vocabulary): void {
  const weights = new Map<number, number>();
  const groups = groupCopies(sites, weights, query.partial, vocabulary);
  let total = 0;
  let firstBest = 0;
  for (const group of groups) {
    total += group.weight;
    firstBest = Math.max(firstBest, weights.get(group.path[0] ?? 0) ?? 0);
  }
  for (const group of groups.sort((a, b) => b.weight - a.weight).slice(0, maxCopies)) {
    const evidence = evidenceFor(pool, copySite(group.site, group.end, vocabulary), query, group.site);
    if (evidence === undefined) continue;
    evidence.exactShare += group.weight / total;
    evidence.exactCount += group.count;
    evidence.firstShare = (weights.get(group.path[0] ?? 0) ?? 0) / total;
    evidence.leastShare = leastShare(group, weights, total);
    evidence.matchedHere = Math.max(evidence.matchedHere, group.here);
    evidence.matchedElsewhere = Math.max(evidence.matchedElsewhere, group.elsewhere);
    evidence.files = group.files.size;
    evidence.editedRange = group.isEdited;
  }
}

function addTranslations(
  pool: Map<string, Candidate>,
  query: Query,
  sources: readonly Source[],
  vocabulary: Vocabulary,
): number {
  const sites = findShapeSites(query, sources, vocabulary);
  let total = 0;
  for (const site of sites) total += shapeVote(site.alignment.score);
  for (const site of sites) {
    const end = endOfSite(site);
    if (end === undefined || end === site.position) continue;
    const translation = translateSite(site, end, query, vocabulary);
    const evidence = evidenceFor(pool, translation, query, site);
    if (evidence === undefined) continue;
    if (site.alignment.score > evidence.shapeScore) {
      evidence.shapeScore = site.alignment.score;
      evidence.renamed = translation.renamed;
      evidence.derived = translation.derived;
    }
    evidence.shapeShare += shapeVote(site.alignment.score) / total;
    evidence.shapeCount++;
  }
  return sites[0]?.alignment.score ?? 0;
}

/** What lines among lines like the cursor's say, names carried over; the likeness of the best. */
function addLikeLines(pool: Map<string, Candidate>, { query, likeNeighbours, vocabulary }: Place): number {
  const lines = findLikeLines(query, likeNeighbours, vocabulary);
  let total = 0;
  for (const { above, below } of lines) total += above + below;
  for (const line of lines) {
    const end = endOfSite(line);
    if (end === undefined || end === line.position) continue;
    const translation = translateSite(line, end, query, vocabulary);
    const evidence = evidenceFor(pool, translation, query, line);
    if (evidence === undefined) continue;
    evidence.likeShare += (line.above + line.below) / total;
    if (line.above + line.below <= evidence.likeAbove + evidence.likeBelow) continue;
    evidence.likeAbove = line.above;
    evidence.likeBelow = line.below;
    if (evidence.shapeScore > 0) continue;
    evidence.renamed = translation.renamed;
    evidence.derived = translation.derived;
  }
  return lines.reduce((best, { above, below }) => Math.max(best, above + below), 0);
}

/** Candidates made from the best of their kind by putting local names in the place of strange ones. */
function addSubstitutions(pool: Map<string, Candidate>, place: Place): void {
  const locals = localNames(place);
  const models = [...pool.values()].sort((a, b) => promise(b) - promise(a)).slice(0, maxModels);
  for (const model of models) {
    for (const words of substituteLocals(model, locals, place)) {
      const { gaps, evidence: seen } = model;
      const evidence = evidenceFor(pool, { words, gaps: [...gaps] }, place.query, seen.origin);
      if (evidence === undefined || evidence.substituted > 0 || evidence.exactCount > 0) continue;
      Object.assign(evidence, seen, { substituted: 1 + locals.findIndex((local) => words.includes(local)) });
    }
  }
}

/** Words that are followed to the end of their line, and ways to go on from each. */
const maxContinuedWords = 2;
const maxContinuations = 3;

/** Goes on with the most promising words as they went on elsewhere after the word before the cursor. */
function addContinuedNames(
  pool: Map<string, Candidate>,
  begun: BegunNames,
  { query, vocabulary }: Place,
  sources: readonly Source[],
): void {
  const promising = [...begun.byToken.values()].filter(({ seen }) => seen > 0).slice(0, maxContinuedWords);
  for (const { token } of promising) {
    const context = Int32Array.from([...query.context, token]);
    const groups = groupCopies(findSites(context, context.length, sources), new Map(), "", vocabulary);
    const total = groups.reduce((sum, { weight }) => sum + weight, 0);
    for (const { site, end, weight } of groups.sort((a, b) => b.weight - a.weight).slice(0, maxContinuations)) {
      const first = { source: site.source, position: site.position - 1, matched: site.matched };
      const evidence = evidenceFor(pool, copySite(first, end, vocabulary), query, first);
      if (evidence !== undefined) evidence.goesOnShare += weight / total;
    }
  }
}

/** Words that begin like the one at the cursor, where nothing else found them. */
function addBegunNames(
  pool: Map<string, Candidate>,
  begun: BegunNames,
  place: Place,
  sources: readonly Source[],
): void {
  for (const { word, origin } of wordsToOffer(begun, place, sources)) {
    if (pool.has(word.slice(place.query.partial.length))) continue;
    const evidence = evidenceFor(pool, { words: [word], gaps: [0] }, place.query, origin);
    if (evidence !== undefined) evidence.isWordOnly = true;
  }
}

const maxModels = 6;

function promise({ evidence }: Candidate): number {
  return Math.max(
    evidence.exactShare,
    evidence.shapeShare,
    evidence.likeShare,
    Math.exp(evidence.beamLogP ?? noBeamLogP),
  );
}

/** Scores above this count alike, about half of the highest that {@link alignSite} can give. */
const maxShapeScore = 12;
/** How much higher a score must be to count e times as much. Both numbers are set by hand, not fitted. */
const shapeScoreScale = 2;

function shapeVote(score: number): number {
  return Math.exp(Math.min(score, maxShapeScore) / shapeScoreScale);
}

/** The evidence kept for a continuation's text, or undefined where it has none at this cursor. */
function evidenceFor(
  pool: Map<string, Candidate>,
  continuation: Continuation,
  query: Query,
  origin: Site | undefined,
): Evidence | undefined {
  const rendered = renderContinuation(continuation, query);
  if (rendered === undefined) return undefined;
  const known = pool.get(rendered.text);
  if (known !== undefined) return known.evidence;
  const evidence = noEvidence(query.partial !== "");
  evidence.origin = origin;
  pool.set(rendered.text, { ...rendered, ...continuation, evidence });
  return evidence;
}
