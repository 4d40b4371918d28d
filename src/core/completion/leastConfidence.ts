/** How much more confidence an offer of four characters needs than one of average length, and how fast that falls. */
const shortOfferMargin = 0.05;
const lengthSlope = 0.1;
const shortest = 4;
/** However long an offer is, it needs this much of the user's threshold. */
const maxAllowance = 0.1;
/** What each offer that the user typed against adds, on the same line. */
const contradictionMargin = 0.05;

/**
 * The lowest confidence at which a text is shown unasked. A long text is worth reading at less confidence than a short
 * one; after an offer that was wrong, the next one on that line must be more likely. Fitted on 340 lines typed character
 * by character (docs/measurements/feel.md): against one threshold for all lengths it saves as much with fewer wrong
 * offers.
 * @param minConfidence the user's threshold, from 0 to 1
 * @param contradictions offers on this line that the user typed against
 */
export function leastConfidence(text: string, minConfidence: number, contradictions: number): number {
  const length = Math.max(shortest, text.trim().length);
  const byLength = shortOfferMargin - lengthSlope * Math.log(length / shortest);
  return minConfidence + Math.max(-maxAllowance, byLength) + contradictionMargin * contradictions;
}

/** The lowest confidence that any text can be shown at. */
export function floorOfConfidence(minConfidence: number): number {
  return Math.max(0, minConfidence - maxAllowance);
}
