import type { Considered } from "./considerLine.ts";
import type { Forest } from "./forest.ts";

/** A candidate with the probability that it is right to the end of the line. */
export interface Weighed extends Considered {
  readonly probability: number;
}

/** Softmax of the candidates' scores beside "none of them", whose score is 0: as the forest was fitted. Best first. */
export function weigh(considered: readonly Considered[], forest: Forest): readonly Weighed[] {
  const odds = considered.map(({ features }) => Math.exp(forest.score(features)));
  const total = odds.reduce((sum, each) => sum + each, 1);
  return considered
    .map(({ text, candidate, features }, at) => {
      // Named one by one: spreading objects of many fields takes longer than the forest.
      return { text, candidate, features, probability: (odds[at] ?? 0) / total };
    })
    .sort((a, b) => b.probability - a.probability);
}
