import { indentWidth } from "../syntax/indentWidth.ts";
import { scan } from "../syntax/scan.ts";
import type { Place } from "./place.ts";

/** Characters behind the cursor in which closings are looked for. */
const reach = 8_000;

/**
 * Offsets, negative from the cursor, of what was opened before the cursor and is closed in the rest of the document,
 * with the offset behind the cursor at which each is closed. A closing that is less indented than what it would close
 * belongs to something else: then the document still lacks one.
 */
export function closedBelow(place: Place): ReadonlyMap<number, number> {
  const { cursor, lineBefore, atLineStart } = place;
  const zero = atLineStart.length + lineBefore.length;
  const below = cursor.suffix.slice(0, reach);
  const found = new Map<number, number>();
  const result = scan(lineBefore + below, cursor.languageId, atLineStart);
  for (const mark of result.marks) {
    if (mark.kind !== "close" || mark.partner === undefined || mark.at < zero || mark.partner >= zero) continue;
    const at = mark.at - zero;
    if (isOwn(mark.partner - zero, at, place)) found.set(mark.partner - zero, at);
  }
  for (const span of result.spans) {
    if (span.kind === "string" && span.from < zero && span.to > zero && !span.open)
      found.set(span.from - zero, span.to - 1 - zero);
  }
  return found;
}

function isOwn(partner: number, at: number, { cursor }: Place): boolean {
  const { tabSize } = cursor.indentation;
  const closingLine = cursor.suffix.slice(cursor.suffix.lastIndexOf("\n", at - 1) + 1);
  const isOnCursorLine = cursor.suffix.lastIndexOf("\n", at - 1) < 0;
  if (isOnCursorLine) return true;
  const openedAt = cursor.prefix.length + partner;
  const openingLine = cursor.prefix.slice(cursor.prefix.lastIndexOf("\n", openedAt) + 1);
  return indentWidth(closingLine, tabSize) >= indentWidth(openingLine, tabSize);
}
