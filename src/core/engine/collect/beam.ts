import type { Site, Source } from "../learn/source.ts";
import type { Vocabulary } from "../learn/vocabulary.ts";
import type { Continuation } from "./continuation.ts";
import { visitSites } from "./findSites.ts";
import type { Query } from "./query.ts";
import { endOfLine, tokenAt, Votes } from "./votes.ts";

/** A line's end as the beam found it: all places that agree with the tokens before it vote for each token. */
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

const width = 2;
const branches = 3;
const maxSteps = 28;
/** Files that vote after the first token, the cursor's and the most recent. */
const maxFiles = 10;
const minLogP = Math.log(0.02);
/** Likeliest ends of the line by the votes of all matching places, best first. */
export function searchBeam(
  query: Query,
  first: readonly Site[],
  sources: readonly Source[],
  vocabulary: Vocabulary,
): BeamResult[] {
  const voters = sources.slice(0, maxFiles);
  const context = new Int32Array(query.context.length + maxSteps);
  context.set(query.context);
  const results: BeamResult[] = [];
  let alive: Hypothesis[] = [{ tokens: [], gaps: [], logP: 0, least: 1, site: undefined }];
  for (let step = 0; step < maxSteps && alive.length > 0; step++) {
    const next: Hypothesis[] = [];
    for (const hypothesis of alive) {
      context.set(hypothesis.tokens, query.context.length);
      const votes =
        step === 0 ? countFirst(first, query, vocabulary) : countAt(context, query.context.length + step, voters);
      for (const grown of grow(hypothesis, votes)) {
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
function grow(hypothesis: Hypothesis, votes: Votes): Hypothesis[] {
  const all = votes.all();
  let total = 0;
  for (const { weight } of all) total += weight;
  return all
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

/** Votes for the first token, which must go on with the word begun and may not end the line. */
function countFirst(sites: readonly Site[], { partial }: Query, vocabulary: Vocabulary): Votes {
  const votes = new Votes();
  for (const { source, position, matched } of sites) {
    const token = tokenAt(source, position);
    if (token === endOfLine || (partial !== "" && !vocabulary.textOf(token).startsWith(partial))) continue;
    votes.add(source, position, matched);
  }
  return votes;
}

function countAt(context: Int32Array, length: number, sources: readonly Source[]): Votes {
  const votes = new Votes();
  visitSites(context, length, sources, (source, position, matched) => votes.add(source, position, matched));
  return votes;
}

function toContinuation({ tokens, gaps }: Hypothesis, vocabulary: Vocabulary): Continuation {
  return { words: tokens.map((token) => vocabulary.textOf(token)), gaps: [...gaps] };
}
