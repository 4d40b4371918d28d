import type { Candidate } from "./candidate.ts";

/** Probability, by rule of thumb, that a candidate is right to its last character. */
export function rateCandidate({ evidence, words }: Candidate): number {
  const { exactShare, matchedHere, matchedElsewhere, beamLogP, shapeScore, shapeShare } = evidence;
  const matched = Math.max(matchedHere, matchedElsewhere);
  const copied = exactShare * (1 - 0.75 ** Math.max(0, matched - 2));
  const voted = beamLogP === undefined ? 0 : Math.exp(beamLogP) * (1 - 0.75 ** Math.max(0, matched - 1));
  const shaped = shapeShare * (1 - 0.85 ** shapeScore);
  const best = Math.max(copied, voted, 0.9 * shaped);
  const together = 1 - (1 - copied) * (1 - 0.5 * voted) * (1 - 0.5 * shaped);
  return Math.min(0.95, (0.5 * best + 0.3 * together) * (words.length > 12 ? 0.8 : 1));
}
