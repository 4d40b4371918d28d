import type { FoldedOffer } from "./offerFold.ts";

/** Counts of offers by how they ended. */
export interface OutcomeCounts {
  readonly shown: number;
  readonly accepted: number;
  readonly partlyAccepted: number;
  /** Typed by hand to the last character. */
  readonly typed: number;
  readonly rejected: number;
  readonly ignored: number;
  readonly shownCharacters: number;
  readonly acceptedCharacters: number;
  readonly typedCharacters: number;
}

/** Counts while they are summed up. */
export type Tally = { -readonly [Count in keyof OutcomeCounts]: OutcomeCounts[Count] };

/** Counts of no offer. */
export function emptyTally(): Tally {
  return {
    shown: 0,
    accepted: 0,
    partlyAccepted: 0,
    typed: 0,
    rejected: 0,
    ignored: 0,
    shownCharacters: 0,
    acceptedCharacters: 0,
    typedCharacters: 0,
  };
}

export function countOffer(tally: Tally, offer: FoldedOffer): void {
  if (offer.outcome !== undefined) tally[offer.outcome]++;
  tally.shown++;
  tally.shownCharacters += offer.characters;
  tally.acceptedCharacters += offer.acceptedCharacters;
  tally.typedCharacters += offer.typedCharacters;
}

/** Adds the second counts to the first. */
export function addTally(tally: Tally, more: OutcomeCounts): void {
  tally.shown += more.shown;
  tally.accepted += more.accepted;
  tally.partlyAccepted += more.partlyAccepted;
  tally.typed += more.typed;
  tally.rejected += more.rejected;
  tally.ignored += more.ignored;
  tally.shownCharacters += more.shownCharacters;
  tally.acceptedCharacters += more.acceptedCharacters;
  tally.typedCharacters += more.typedCharacters;
}

/** Offers that have ended; one that is still visible counts on neither side of a rate. */
export function endedCount({ accepted, partlyAccepted, typed, rejected, ignored }: OutcomeCounts): number {
  return accepted + partlyAccepted + typed + rejected + ignored;
}

/** Offers that were accepted, whole or in part, or typed by hand to the end. */
export function takenCount({ accepted, partlyAccepted, typed }: OutcomeCounts): number {
  return accepted + partlyAccepted + typed;
}

/** Offers that were accepted with a key, whole or in part. */
export function acceptedCount({ accepted, partlyAccepted }: OutcomeCounts): number {
  return accepted + partlyAccepted;
}

/** Fraction of shown characters that were accepted, in [0, 1]; undefined while nothing was shown. */
export function acceptedCharacterRate({ shownCharacters, acceptedCharacters }: OutcomeCounts): number | undefined {
  return shownCharacters === 0 ? undefined : Math.min(1, acceptedCharacters / shownCharacters);
}

/** Keystrokes that acceptances saved: their characters, less one key for each. */
export function keystrokesSaved(counts: OutcomeCounts): number {
  return Math.max(0, counts.acceptedCharacters - acceptedCount(counts));
}
