import type { Cursor } from "../types/cursor.ts";

/** Places remembered; the oldest is forgotten first. */
const capacity = 100;
/** Lines above the cursor's that make up a place, together with the line itself and the next one. */
const linesAbove = 2;
/** Longest text kept of either side. */
const sideLimit = 500;

/** Where suggestions were rejected: places as text, oldest first. A value; every change makes a new one. */
export interface RejectionMemory {
  readonly places: readonly string[];
}

export const nothingRejected: RejectionMemory = { places: [] };

/** Remembers that what was offered at the cursor was rejected. */
export function rejectAt(memory: RejectionMemory, cursor: Cursor): RejectionMemory {
  const place = placeOf(cursor);
  return { places: [...memory.places.filter((other) => other !== place), place].slice(-capacity) };
}

/** Whether the text around the cursor is the text around a place where a suggestion was rejected. */
export function isRejectedAt(memory: RejectionMemory, cursor: Cursor): boolean {
  return memory.places.includes(placeOf(cursor));
}

/** Forgets what was rejected at the cursor, because the user asked for a suggestion there. */
export function forgiveAt(memory: RejectionMemory, cursor: Cursor): RejectionMemory {
  const place = placeOf(cursor);
  return memory.places.includes(place) ? { places: memory.places.filter((other) => other !== place) } : memory;
}

/** The text around the cursor, so that edits elsewhere in the file neither revive nor move a place. */
function placeOf({ uri, prefix, suffix }: Cursor): string {
  let from = prefix.length;
  for (let line = 0; line <= linesAbove && from > 0; line++) from = prefix.lastIndexOf("\n", from - 1);
  const before = prefix.slice(Math.max(from, prefix.length - sideLimit, 0));
  const lineEnd = suffix.indexOf("\n");
  const nextEnd = lineEnd < 0 ? -1 : suffix.indexOf("\n", lineEnd + 1);
  const after = suffix.slice(0, Math.min(nextEnd < 0 ? suffix.length : nextEnd, sideLimit));
  return `${uri}\0${before}\0${after}`;
}
