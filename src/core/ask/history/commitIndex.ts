import type { Query } from "../rank/query.ts";
import { subWords } from "../subWords.ts";

/** A commit as Ask uses it: what people wrote about a change, and where the change was made. */
export interface Commit {
  readonly subject: string;
  readonly body: string;
  /** Relative to the workspace, with "/" between parts. */
  readonly paths: readonly string[];
}

/** Scores files by what was written about the changes made to them. */
export interface CommitIndex {
  /** Path → what to add to the scores of the file's chunks. */
  filePrior(query: Query): ReadonlyMap<string, number>;
}

const word = /[\p{L}\p{N}_$]+/gu;
/** BM25, as usual for short texts, and the number of commits that count. */
export const commitScoring = { saturation: 1.2, normalisation: 0.75, mostCommits: 40 } as const;
const { saturation, normalisation, mostCommits } = commitScoring;
const bodyWeight = 0.5;
/** What a further commit adds to the best one about the same file. */
const furtherShare = 0.15;
/** Chosen with `npm run bench:ask -- --data DIR`; docs/measurements/ask-index.md. */
const priorWeight = 0.25;

/** Builds an index of commit messages: the bridge from the words of people to files. */
export function createCommitIndex(commits: readonly Commit[]): CommitIndex {
  const postings = new Map<string, [commit: number, times: number][]>();
  const lengths = commits.map((commit, number) => {
    const counts = messageTerms(commit);
    for (const [term, times] of counts) {
      const list = postings.get(term);
      if (list) list.push([number, times]);
      else postings.set(term, [[number, times]]);
    }
    return [...counts.values()].reduce((sum, times) => sum + times, 0);
  });
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  const rarity = (having: number) => Math.log(1 + (commits.length - having + 0.5) / (having + 0.5));

  function scores(query: Query): ReadonlyMap<number, number> {
    const sums = new Map<number, number>();
    for (const { terms } of query.groups) {
      const best = new Map<number, number>();
      for (const [term, weight] of terms) {
        const list = postings.get(term) ?? [];
        for (const [number, times] of list) {
          const norm = saturation * (1 - normalisation + (normalisation * (lengths[number] ?? 0)) / mean);
          const score = (weight * rarity(list.length) * times * (saturation + 1)) / (times + norm);
          if (score > (best.get(number) ?? 0)) best.set(number, score);
        }
      }
      for (const [number, score] of best) sums.set(number, (sums.get(number) ?? 0) + score);
    }
    return sums;
  }

  return {
    filePrior(query) {
      const best = [...scores(query)].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, mostCommits);
      return priorOf(best.map(([number, score]) => ({ score, paths: commits[number]?.paths ?? [] })));
    },
  };
}

/** Path → what to add to the scores of the file's chunks. @param best the commits that match a query, best first */
export function priorOf(
  best: readonly { readonly score: number; readonly paths: readonly string[] }[],
): ReadonlyMap<string, number> {
  const prior = new Map<string, number>();
  for (const { score, paths } of best) {
    const share = (priorWeight * score) / (1 + Math.log(Math.max(1, paths.length)));
    for (const path of paths) {
      const before = prior.get(path) ?? 0;
      prior.set(path, Math.max(before, share) + furtherShare * Math.min(before, share));
    }
  }
  return prior;
}

/** Weighted occurrences of the terms of a commit message. */
export function messageTerms({ subject, body }: Commit): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const [each] of text.matchAll(word)) {
      for (const term of subWords(each)) counts.set(term, (counts.get(term) ?? 0) + weight);
    }
  };
  add(subject, 1);
  add(body, bodyWeight);
  return counts;
}
