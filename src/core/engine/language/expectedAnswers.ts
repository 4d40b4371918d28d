import type { EngineAnswer, EngineOptions } from "../../types/engine.ts";
import { orderStops } from "../answer/chooseStop.ts";
import { kindOf, tokenKind } from "../learn/tokenKind.ts";
import { confidenceOf } from "./confidence.ts";
import { continueLine } from "./continueLine.ts";
import type { LanguageTable } from "./languageTable.ts";

/**
 * Confidence that an answer from a table needs at least: less where nothing but the cursor's file is known. Where other
 * files are known and the engine learnt nothing from them that fits, a table is less often right
 * (docs/measurements/language-tables.md).
 */
const leastConfidence = { alone: 0.65, amongFiles: 0.8 };
/** A shorter text is not worth reading. */
const minCharacters = 4;

/**
 * Answers that a language's table gives at a cursor, the most worthwhile first.
 * @param known texts that are answered already
 * @param hasOthers whether other files are known
 */
export function expectedAnswers(
  table: LanguageTable,
  prefix: string,
  known: readonly string[],
  hasOthers: boolean,
  options: EngineOptions,
): readonly EngineAnswer[] {
  const least = hasOthers ? leastConfidence.amongFiles : leastConfidence.alone;
  const minConfidence = Math.max(options.minConfidence, least);
  const stops = continueLine(table, prefix)
    .filter(({ text, isWhole }) => isWorthReading(text, prefix) && (isWhole || options.mayStopEarly === true))
    .map((stop) => ({ ...stop, confidence: confidenceOf(stop) }));
  const seen = new Set(known);
  const answers: EngineAnswer[] = [];
  for (const { text, confidence } of orderStops(stops, { ...options, minConfidence })) {
    if (known.length + answers.length >= options.limit) break;
    if (seen.has(text)) continue;
    seen.add(text);
    if (options.accepts?.(text, confidence) ?? true) answers.push({ text, confidence, origin: "language" });
  }
  return answers;
}

/** Whether a text has four characters and more, and is more than a keyword or the rest of one. */
export function isWorthReading(text: string, prefix: string): boolean {
  const trimmed = text.trim();
  const begun = text === text.trimStart() ? (/[\p{L}\p{N}_$]*$/u.exec(prefix)?.[0] ?? "") : "";
  return trimmed.length >= minCharacters && kindOf(begun + trimmed) !== tokenKind.keyword;
}
