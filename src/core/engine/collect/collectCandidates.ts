import { mix } from "../learn/contextIndex.ts";
import { lineOfPosition } from "../learn/lineOfPosition.ts";
import type { Site, Source } from "../learn/source.ts";
import { isLineBreak, type Vocabulary } from "../learn/vocabulary.ts";
import { searchBeam } from "./beam.ts";
import { type Candidate, type Evidence, noBeamLogP, noEvidence } from "./candidate.ts";
import { type Continuation, copySite, endOfSite, renderContinuation } from "./continuation.ts";
import { findSites } from "./findSites.ts";
import { findNeededImports } from "./importLines.ts";
import { findLikeLines } from "./likeLines.ts";
import type { Place } from "./place.ts";
import type { Query } from "./query.ts";
import { findShapeSites, translateSite } from "./shapeSites.ts";
import { localNames, substituteLocals } from "./substituteLocals.ts";
import { voteOf } from "./votes.ts";

/** Places that are followed to the end of their line, those that agree farthest. */
const maxFollowedSites = 160;
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
  const bestMatched = sites.reduce((best, { matched }) => Math.max(best, matched), 0);
  return {
    candidates: [...pool.values()],
    endShare,
    siteCount: sites.length,
    bestMatched,
    bestShapeScore,
    bestLikeness,
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

interface CopyGroup {
  readonly site: Site;
  readonly end: number;
  readonly path: readonly number[];
  weight: number;
  count: number;
  here: number;
  elsewhere: number;
  isEdited: boolean;
  readonly files: Set<Source>;
}

function addCopies(pool: Map<string, Candidate>, query: Query, sites: readonly Site[], vocabulary: Vocabulary): void {
  const weights = new Map<number, number>();
  const groups = groupCopies(sites, weights, query, vocabulary);
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

/** Sites that go on alike, and the weight of each way to begin. */
function groupCopies(
  sites: readonly Site[],
  weights: Map<number, number>,
  query: Query,
  vocabulary: Vocabulary,
): CopyGroup[] {
  const groups = new Map<number, CopyGroup>();
  const weighted = sites
    .map((site) => ({ site, weight: voteOf(site.source, site.matched) }))
    .sort((a, b) => b.weight - a.weight);
  for (const { site, weight } of weighted.slice(0, maxFollowedSites)) {
    const end = endOfSite(site);
    if (end === undefined || end === site.position) continue;
    const { tokens } = site.source.file.lines;
    if (query.partial !== "" && !vocabulary.textOf(tokens[site.position] ?? 0).startsWith(query.partial)) continue;
    const path: number[] = [];
    let hash = 41;
    for (let at = site.position; at < end; at++) {
      hash = mix(hash, tokens[at] ?? 0);
      path.push(hash);
      weights.set(hash, (weights.get(hash) ?? 0) + weight);
    }
    const isHere = site.source.rank === 0;
    const known = groups.get(hash);
    const group = known ?? {
      site, end, path, weight: 0, count: 0, here: 0, elsewhere: 0, isEdited: false, files: new Set(),
    }; // biome-ignore format: a row
    if (known === undefined) groups.set(hash, group);
    group.weight += weight;
    group.count++;
    group.files.add(site.source);
    group.isEdited ||= isInEditedRange(site);
    if (isHere) group.here = Math.max(group.here, site.matched);
    else group.elsewhere = Math.max(group.elsewhere, site.matched);
  }
  return [...groups.values()];
}

function leastShare({ path, weight }: CopyGroup, weights: ReadonlyMap<number, number>, total: number): number {
  let before = total;
  let least = 1;
  for (const hash of path) {
    const own = weights.get(hash) ?? weight;
    least = Math.min(least, own / before);
    before = own;
  }
  return Math.min(least, weight / before);
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

function isInEditedRange({ source, position }: Site): boolean {
  if (source.edited.length === 0) return false;
  const line = lineOfPosition(source.file.lines.lineStarts, position);
  return source.edited.some(({ startLine, endLine }) => line >= startLine && line < endLine);
}
