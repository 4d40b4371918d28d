import { looksLikeProse } from "./looksLikeProse.ts";
import type { Place } from "./place.ts";

/** Drops an answer that talks to the user instead of going on with the code. Comments, strings and prose may talk. */
export function dropProse(text: string, place: Place): string {
  if (place.syntax.prose || place.inside !== "code") return text;
  return looksLikeProse(text) ? "" : text;
}
