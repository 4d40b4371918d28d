/** What is known about an offer apart from its text. */
interface OfferMoment {
  /** The user's threshold, from 0 to 1. */
  readonly minConfidence: number;
  /** Offers on this line that the user typed against. */
  readonly contradictions: number;
  /** Text of the cursor's line before the cursor. */
  readonly lineBefore: string;
}

/**
 * How much more confidence an offer of four characters needs than the user's threshold, in log odds, by what the user is
 * doing. Right after a word that the offer takes as finished, the user is often still typing that word: half of such
 * offers were gone at the next key. Elsewhere than in a word, waiting for one more letter costs little and tells much.
 */
const margins = { goesOnWithLetter: 1.75, goesOnWithWord: 1.55, followsWord: 2.2, elsewhere: 1.8 };
/** How fast that falls with the length of an offer, from four characters on, and how far. */
const lengthSlope = 1.6;
const shortest = 4;
const maxAllowance = 2.1;
/** What a number or string adds. It is copied from where it stood, and where it varies most often another one. */
const literalMargin = 0.6;
/** What each offer that the user typed against adds, on the same line. */
const contradictionMargin = 0.05;

const literal = /(?:^|[^\w.$])-?\d|["'`]/;
const wordEnd = /[\p{L}\p{N}_$]+$/u;
const wordStart = /^[\p{L}\p{N}_$]/u;

/**
 * The lowest confidence at which a text is shown unasked. A long text is worth reading at less confidence than a short
 * one; after an offer that was wrong, the next one on that line must be more likely. Fitted to the net benefit of lines
 * typed character by character, and to what is gone at the next key (docs/measurements/feel.md).
 */
export function leastConfidence(text: string, { minConfidence, contradictions, lineBefore }: OfferMoment): number {
  const length = Math.max(shortest, text.trim().length);
  const allowance = Math.min(maxAllowance, lengthSlope * Math.log(length / shortest));
  const margin = margins[kindOfOffer(text, lineBefore)] + (literal.test(text) ? literalMargin : 0);
  return moved(minConfidence, margin - allowance + contradictionMargin * contradictions);
}

/** Where a text starts: how it goes on with what is typed. */
export function kindOfOffer(text: string, lineBefore: string): keyof typeof margins {
  // One letter or more than one: the rest of a long line need not be read.
  const word = wordEnd.exec(lineBefore.slice(-2))?.[0];
  if (word === undefined) return "elsewhere";
  if (!wordStart.test(text)) return "followsWord";
  return word.length === 1 ? "goesOnWithLetter" : "goesOnWithWord";
}

/** The lowest confidence that any text can be shown at. */
export function floorOfConfidence(minConfidence: number): number {
  return moved(minConfidence, margins.goesOnWithWord - maxAllowance);
}

/** A probability whose log odds are moved. */
function moved(probability: number, by: number): number {
  const odds = (probability / (1 - probability)) * Math.exp(by);
  return odds / (1 + odds);
}
