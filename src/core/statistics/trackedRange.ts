/** One change of a document, in UTF-16 units of the document: `removed` units at `offset` become `insertedLength`. */
export interface RangeChange {
  readonly offset: number;
  readonly removed: number;
  readonly insertedLength: number;
}

/** `[start, end)` in a document. */
export interface TrackedRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The range after a change. Text inserted at its ends stays outside, text inserted inside becomes part of it, and what
 * replaces a part of it together with text around it does, too.
 */
export function moveRange(range: TrackedRange, { offset, removed, insertedLength }: RangeChange): TrackedRange {
  const { start, end } = range;
  const changedTo = offset + removed;
  const growth = insertedLength - removed;
  if (offset >= end) return range;
  if (changedTo <= start) return { start: start + growth, end: end + growth };
  if (changedTo < end) return { start: Math.min(start, offset), end: end + growth };
  return { start: Math.min(start, offset), end: offset + insertedLength };
}

/** Changes of one event, whose offsets all count in the document before it, so that each can be applied by itself. */
export function inApplicableOrder<Change extends RangeChange>(changes: readonly Change[]): readonly Change[] {
  return changes.length < 2 ? changes : [...changes].sort((a, b) => b.offset - a.offset);
}
