import type { Continuation } from "./continuation.ts";
import { findSites } from "./findSites.ts";
import type { Query } from "./query.ts";
import type { Site, Source } from "./source.ts";
import { isLineBreak, type Vocabulary } from "./vocabulary.ts";

/** A line's end as the beam found it: each token voted for anew by all places that agree with what stands before it. */
export interface BeamResult extends Continuation {
  readonly logP: number;
  readonly least: number;
  readonly site: Site;
}

interface Hypothesis {
  readonly tokens: readonly number[];
  readonly gaps: readonly number[];
  readonly logP: number;
  readonly least: number;
  readonly site: Site | undefined;
}

interface Vote {
  readonly token: number;
  weight: number;
  best: number;
  gap: number;
  site: Site;
}

const width = 3;
const branches = 3;
const maxSteps = 28;
const minLogP = Math.log(0.02);
/** A match longer by one token counts this many times as much. */
const base = 3;
const maxPower = 16;
const endOfLine = 0;

/** What one site's vote weighs. */
export function voteOf({ source, matched }: Site): number {
  return source.weight * base ** Math.min(matched, maxPower);
}

/** Likeliest ends of the line by the votes of all matching places, best first. */
export function searchBeam(
  query: Query,
  first: readonly Site[],
  sources: readonly Source[],
  vocabulary: Vocabulary,
): BeamResult[] {
  const context = new Int32Array(query.context.length + maxSteps);
  context.set(query.context);
  const results: BeamResult[] = [];
  let alive: Hypothesis[] = [{ tokens: [], gaps: [], logP: 0, least: 1, site: undefined }];
  for (let step = 0; step < maxSteps && alive.length > 0; step++) {
    const next: Hypothesis[] = [];
    for (const hypothesis of alive) {
      context.set(hypothesis.tokens, query.context.length);
      const sites = step === 0 ? first : findSites(context, query.context.length + step, sources);
      for (const grown of grow(hypothesis, sites, step === 0 ? query : undefined, vocabulary)) {
        if (grown.tokens.length > hypothesis.tokens.length) next.push(grown);
        else if (grown.site)
          results.push({
            ...toContinuation(grown, vocabulary),
            logP: grown.logP,
            least: grown.least,
            site: grown.site,
          });
      }
    }
    const bar = Math.max(minLogP, ...results.map(({ logP }) => logP - 1.5));
    alive = next
      .sort((a, b) => b.logP - a.logP)
      .slice(0, width)
      .filter(({ logP }) => logP > bar);
  }
  return results.sort((a, b) => b.logP - a.logP);
}

/** A hypothesis with each of its likeliest next tokens; one that ends the line keeps its tokens. */
function grow(
  hypothesis: Hypothesis,
  sites: readonly Site[],
  start: Query | undefined,
  vocabulary: Vocabulary,
): Hypothesis[] {
  const votes = countVotes(sites, start, vocabulary);
  let total = 0;
  for (const { weight } of votes) total += weight;
  return votes
    .sort((a, b) => b.weight - a.weight)
    .slice(0, branches)
    .map(({ token, weight, gap, site }) => {
      const share = weight / total;
      const isEnd = token === endOfLine;
      return {
        tokens: isEnd ? hypothesis.tokens : [...hypothesis.tokens, token],
        gaps: isEnd ? hypothesis.gaps : [...hypothesis.gaps, gap],
        logP: hypothesis.logP + Math.log(share),
        least: Math.min(hypothesis.least, share),
        site: hypothesis.site ?? site,
      };
    });
}

function countVotes(sites: readonly Site[], start: Query | undefined, vocabulary: Vocabulary): Vote[] {
  const votes = new Map<number, Vote>();
  for (const site of sites) {
    const { tokens, gaps } = site.source.file.lines;
    const raw = tokens[site.position] ?? endOfLine;
    const token = isLineBreak(raw) ? endOfLine : raw;
    if (start && (token === endOfLine || (start.partial !== "" && !vocabulary.textOf(token).startsWith(start.partial))))
      continue;
    const weight = voteOf(site);
    const known = votes.get(token);
    if (known === undefined) votes.set(token, { token, weight, best: weight, gap: gaps[site.position] ?? 0, site });
    else {
      known.weight += weight;
      if (weight > known.best) {
        known.best = weight;
        known.gap = gaps[site.position] ?? 0;
        known.site = site;
      }
    }
  }
  return [...votes.values()];
}

function toContinuation({ tokens, gaps }: Hypothesis, vocabulary: Vocabulary): Continuation {
  return { words: tokens.map((token) => vocabulary.textOf(token)), gaps: [...gaps] };
}
