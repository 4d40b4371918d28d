import { lineOfPosition } from "../learn/lineOfPosition.ts";
import type { Site } from "../learn/source.ts";
import type { Weighed } from "./weigh.ts";

/** How lines that continue a block are judged: a score in log odds, linear in what is known about a line. */
export interface NextLineWeights {
  readonly bias: number;
  /** Of the log odds of the line's probability by the line forest. */
  readonly odds: number;
  /** The line follows, in its file, the one that the line before was learnt from. */
  readonly followsOrigin: number;
  /** The line has {@link shortLine} characters at most. */
  readonly short: number;
}

/** Leaves the probabilities as they are, but for what the softmax of the likeliest changes. */
export const asWeighed: NextLineWeights = { bias: 0, odds: 1, followsOrigin: 0, short: 0 };

/** The likeliest lines by the forest that are judged. */
const maxJudged = 5;
/** Characters of lines such as `});`, which the line forest is not fitted on. */
const shortLine = 3;
/** Bounds of a probability whose log odds count. */
const leastProbability = 1e-4;

/** What is known about a line that may come next, by the weight that it counts with. */
export type NextLineFacts = Omit<NextLineWeights, "bias">;

/** A line that may come next, with what is known about it. */
export interface NextLine {
  readonly line: Weighed;
  readonly facts: NextLineFacts;
}

/**
 * Returns the likeliest lines that may come next, with what is known about each.
 * @param weighed best first
 * @param origin where the line before was learnt
 */
export function nextLines(weighed: readonly Weighed[], origin: Site | undefined): readonly NextLine[] {
  return weighed.slice(0, maxJudged).map((line) => {
    const probability = Math.min(Math.max(line.probability, leastProbability), 1 - leastProbability);
    const facts = {
      odds: Math.log(probability / (1 - probability)),
      followsOrigin: follows(line.candidate.evidence.origin, origin) ? 1 : 0,
      short: line.text.trim().length <= shortLine ? 1 : 0,
    };
    return { line, facts };
  });
}

/** The likeliest line, with the probability that it is the next if the lines before are right. */
export function judgeNextLine(lines: readonly NextLine[], weights: NextLineWeights): Weighed | undefined {
  const odds = lines.map(({ facts }) => Math.exp(scoreOf(facts, weights)));
  const best = Math.max(...odds);
  const likeliest = lines[odds.indexOf(best)];
  const total = odds.reduce((sum, each) => sum + each, 1);
  return likeliest && { ...likeliest.line, probability: best / total };
}

function scoreOf({ odds, followsOrigin, short }: NextLineFacts, weights: NextLineWeights): number {
  return weights.bias + weights.odds * odds + weights.followsOrigin * followsOrigin + weights.short * short;
}

function follows(site: Site | undefined, before: Site | undefined): boolean {
  if (site === undefined || site.source !== before?.source) return false;
  const { lineStarts } = site.source.file.lines;
  return lineOfPosition(lineStarts, site.position) === lineOfPosition(lineStarts, before.position) + 1;
}
