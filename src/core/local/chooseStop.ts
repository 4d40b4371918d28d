import type { Stop } from "./findStops.ts";
import type { Forest } from "./forest.ts";

/** A stop with the probability that its text is right to its last character. */
export interface RatedStop extends Stop {
  readonly confidence: number;
}

/** Characters beyond which a longer suggestion is worth no more. */
const maxWorth = 60;
/** What it is worth that nothing is left to type on the line, in characters. */
const wholeWorth = 4;
/** What reading a wrong suggestion costs, in characters not typed. */
const wrongCost = 6;

/** The stops at or above `minConfidence`, those that save most typing first. */
export function rankStops(stops: readonly Stop[], forest: Forest, minConfidence: number): readonly RatedStop[] {
  return orderStops(
    stops.map((stop) => ({ ...stop, confidence: 1 / (1 + Math.exp(-forest.score(stop.features))) })),
    minConfidence,
  );
}

/** Rated stops that are sure enough, in the order in which they are offered. */
export function orderStops(rated: readonly RatedStop[], minConfidence: number): readonly RatedStop[] {
  return rated.filter(({ confidence }) => confidence >= minConfidence).sort((a, b) => worthOf(b) - worthOf(a));
}

function worthOf({ confidence, text, isWhole }: RatedStop): number {
  const saved = Math.min(text.trim().length, maxWorth) + (isWhole ? wholeWorth : 0);
  return confidence * saved - (1 - confidence) * wrongCost;
}
