import { hashPair } from "../learn/contextIndex.ts";
import type { Source } from "../learn/source.ts";
import { ownLine } from "./findSites.ts";

/** Where three tokens in a row, or else the last two of them, were seen. */
export const runSeen = { nowhere: 0, pair: 1, elsewhere: 2, here: 3 } as const;

export type RunSeen = (typeof runSeen)[keyof typeof runSeen];

/** Places per file that are looked at for one run; a run that is not found in them is rare. */
const maxPlaces = 16;
/** Files that are looked into, the cursor's and the most recent. */
const maxFiles = 8;

/** Answers where a run of three tokens was seen, each run looked up once. */
export function createRunFinder(sources: readonly Source[]): (first: number, before: number, token: number) => RunSeen {
  const known = new Map<number, Map<number, RunSeen>>();
  return (first, before, token) => {
    if (token < 0 || before < 0) return runSeen.nowhere;
    const pair = before * 2 ** 24 + token;
    const ofPair = known.get(pair) ?? new Map<number, RunSeen>();
    known.set(pair, ofPair);
    const seen = ofPair.get(first) ?? findRun(sources, first, before, token);
    ofPair.set(first, seen);
    return seen;
  };
}

function findRun(sources: readonly Source[], first: number, before: number, token: number): RunSeen {
  const hash = hashPair(before, token);
  let best: RunSeen = runSeen.nowhere;
  for (const source of sources.slice(0, maxFiles)) {
    const { index, lines } = source.file;
    const { tokens } = lines;
    const [skipFrom, skipTo] = ownLine(source);
    let left = maxPlaces;
    let position = index.exactHeads[hash & index.mask] ?? -1;
    for (; position >= 0 && left > 0; position = index.exactNext[position] ?? -1, left--) {
      if (tokens[position - 1] !== token || tokens[position - 2] !== before) continue;
      if (position > skipFrom && position <= skipTo) continue;
      best = runSeen.pair;
      if (tokens[position - 3] === first) return source.rank === 0 ? runSeen.here : runSeen.elsewhere;
    }
  }
  return best;
}
