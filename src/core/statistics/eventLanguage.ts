import { isKnownLanguage, type KnownLanguage } from "../code/languages/table.ts";

/** A language as events name it: another extension may call its language anything, so unknown ids are not kept. */
export type EventLanguage = KnownLanguage | "other";

/** The language id that goes into an event. */
export function eventLanguage(languageId: string): EventLanguage {
  return isKnownLanguage(languageId) ? languageId : "other";
}
