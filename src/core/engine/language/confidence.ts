import type { LanguageStop } from "./continueLine.ts";
import { languageWeights } from "./generated/languageWeights.ts";

/** Probability in [0, 1] that a text is right to its last character: a logistic regression. */
export function confidenceOf(stop: LanguageStop, weights: readonly number[] = languageWeights): number {
  const values = describeStop(stop);
  const sum = values.reduce((total, value, at) => total + value * (weights[at] ?? 0), weights[values.length] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

/** What a text's confidence is computed from. The weights are those of these numbers in this order, then the bias. */
export function describeStop({ text, isWhole, evidence }: LanguageStop): readonly number[] {
  const { logProbability, leastLogProbability, words, known, typed, mayGoOn, atLineStart } = evidence;
  return [
    logProbability,
    leastLogProbability,
    Math.min(words, 8),
    known,
    Math.min(typed, 5),
    Number(typed > 0),
    Number(mayGoOn),
    Number(isWhole),
    Number(atLineStart),
    atLineStart ? logProbability : 0,
    Math.log(Math.max(1, text.trim().length)),
  ];
}
