import type { Place } from "./place.ts";

/** Trims white space at the end, and at the end of each line that isn't part of a string. */
export function trimEnd(text: string, place: Place): string {
  const lines = text.split("\n");
  return (place.syntax.prose ? lines : lines.map((line) => line.trimEnd())).join("\n").trimEnd();
}
