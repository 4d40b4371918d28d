/** Postings written together. */
export interface Segment {
  readonly id: number;
  /** Bytes of its lists. */
  readonly bytes: number;
}

const fanOut = 8;

/**
 * Chooses neighbouring segments to be merged: eight that together are more than twice the largest of them, so that each
 * posting is written again only a few times, and few segments remain to be searched.
 * @param segments the oldest first
 */
export function mergePlan<Each extends Segment>(segments: readonly Each[]): readonly Each[] {
  for (let from = segments.length - fanOut; from >= 0; from--) {
    const run = segments.slice(from, from + fanOut);
    const sizes = run.map(({ bytes }) => bytes);
    if (sizes.reduce((sum, size) => sum + size, 0) > 2 * Math.max(...sizes)) return run;
  }
  return [];
}
