import { isBlank } from "./isBlank.ts";
import type { Place } from "./place.ts";
import { splitLines } from "./splitLines.ts";

/** A line below counts as said again from this many characters on; shorter ones such as `}` come by chance. */
const distinctive = 6;

/**
 * Where the answer begins to say what already stands below the cursor: at a line that equals the next line of the
 * document. Undefined while it says something new.
 */
export function findNextLine(text: string, place: Place): number | undefined {
  const next = place.below.find((line) => !isBlank(line))?.trim();
  if (next === undefined || next.length < distinctive || !/[\p{L}\p{N}]/u.test(next)) return undefined;
  for (const { line, at, index } of splitLines(text)) {
    const whole = index === 0 ? place.lineBefore + line : line;
    if (index === 0 && !isBlank(place.lineAfter)) continue;
    if (whole.trim() === next && !isBlank(line)) return at;
  }
  return undefined;
}

/** Ends the answer before it repeats the line below the cursor. */
export function cutAtNextLine(text: string, place: Place): string {
  return text.slice(0, findNextLine(text, place));
}
