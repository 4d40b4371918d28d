/** How many suggestions ended in which way. */
export interface EndedCounts {
  readonly accepted: number;
  readonly partlyAccepted: number;
  readonly rejected: number;
  readonly ignored: number;
}

/**
 * Share of ended suggestions that were accepted, whole or in part, in [0, 1]; undefined while none has ended. A
 * suggestion that is still visible does not count.
 */
export function acceptRate({ accepted, partlyAccepted, rejected, ignored }: EndedCounts): number | undefined {
  const ended = accepted + partlyAccepted + rejected + ignored;
  return ended === 0 ? undefined : (accepted + partlyAccepted) / ended;
}

/** Share of shown characters that were accepted, in [0, 1]; undefined while nothing was shown. */
export function acceptedCharacterRate(counts: {
  readonly shownCharacters: number;
  readonly acceptedCharacters: number;
}): number | undefined {
  return counts.shownCharacters === 0 ? undefined : Math.min(1, counts.acceptedCharacters / counts.shownCharacters);
}
