import { language } from "./language.ts";

export function formatCount(value: number): string {
  return value.toLocaleString(language);
}

/** A fraction as a percentage; a dash while there is none. */
export function formatPercent(share: number | undefined): string {
  return share === undefined ? "–" : `${Math.round(share * 100)} %`;
}
