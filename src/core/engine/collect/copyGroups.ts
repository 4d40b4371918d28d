import { mix } from "../learn/contextIndex.ts";
import { lineOfPosition } from "../learn/lineOfPosition.ts";
import type { Site, Source } from "../learn/source.ts";
import type { Vocabulary } from "../learn/vocabulary.ts";
import { endOfSite } from "./continuation.ts";
import { voteOf } from "./votes.ts";

/** Places that are followed to the end of their line, those that agree farthest. */
const maxFollowedSites = 160;

/** Places whose lines go on alike. */
export interface CopyGroup {
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

/**
 * Sites that go on alike. Counts the weight of each way to begin into `weights`, by the hashes of the groups' paths.
 * @param partial letters that the first word begins with
 */
export function groupCopies(
  sites: readonly Site[],
  weights: Map<number, number>,
  partial: string,
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
    if (!vocabulary.textOf(tokens[site.position] ?? 0).startsWith(partial)) continue;
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

/** Smallest share of a token of a group given those before it. */
export function leastShare({ path, weight }: CopyGroup, weights: ReadonlyMap<number, number>, total: number): number {
  let before = total;
  let least = 1;
  for (const hash of path) {
    const own = weights.get(hash) ?? weight;
    least = Math.min(least, own / before);
    before = own;
  }
  return Math.min(least, weight / before);
}

function isInEditedRange({ source, position }: Site): boolean {
  if (source.edited.length === 0) return false;
  const line = lineOfPosition(source.file.lines.lineStarts, position);
  return source.edited.some(({ startLine, endLine }) => line >= startLine && line < endLine);
}
