/** Maps `[from, to]` to `[start, end]`, both linear; a span of no length maps to its start. */
export function linearScale([from, to]: readonly [number, number], [start, end]: readonly [number, number]) {
  const slope = to === from ? 0 : (end - start) / (to - from);
  return (value: number): number => round(start + (value - from) * slope);
}

/** The least round number that is at least `value` > 0: 1, 2 or 5 times a power of ten. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= value) ?? 10 * power;
}

/** Boxes, from left to right, without those that begin less than `gap` after the end of the one before. */
export function withoutOverlaps<Box extends { readonly start: number; readonly end: number }>(
  boxes: readonly Box[],
  gap: number,
): readonly Box[] {
  const kept: Box[] = [];
  for (const box of boxes) if (box.start >= (kept.at(-1)?.end ?? Number.NEGATIVE_INFINITY) + gap) kept.push(box);
  return kept;
}

/** Indices of at most `most` evenly spaced items, with the first and the last one. */
export function spacedIndices(length: number, most: number): readonly number[] {
  if (length <= most) return Array.from({ length }, (_, index) => index);
  const step = (length - 1) / Math.max(1, most - 1);
  return Array.from({ length: most }, (_, index) => Math.round(index * step));
}

/** Runs of neighbouring items that have a value: a line breaks where there is none. */
export function runsOf<Item>(items: readonly Item[], has: (item: Item) => boolean): readonly (readonly number[])[] {
  const runs: number[][] = [];
  let isOpen = false;
  for (const [index, item] of items.entries()) {
    if (has(item)) {
      if (!isOpen) runs.push([]);
      runs.at(-1)?.push(index);
    }
    isOpen = has(item);
  }
  return runs;
}

/** An SVG path through points. */
export function pathThrough(points: readonly (readonly [x: number, y: number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
