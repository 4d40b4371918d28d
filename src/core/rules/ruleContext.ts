import type { LanguageSyntax } from "../code/languages/language.ts";
import type { Surroundings } from "../code/scan/surroundings.ts";
import { surroundingsOf } from "../code/scan/surroundings.ts";
import type { Cursor } from "../types/cursor.ts";
import type { CompletionScope } from "../types/scope.ts";
import { type KnownNames, knownNames } from "./repeats/knownNames.ts";
import { type SiblingLines, siblingLines } from "./repeats/siblingLines.ts";

export interface RefineOptions {
  /** Most lines a suggestion may have. */
  readonly maxLines: number;
  readonly scope: CompletionScope;
  /** The user requested it: the answer may continue after blank lines. */
  readonly explicit?: boolean;
}

/** What every rule gets besides the text: the cursor, the request, and what one scan found around the cursor. */
export interface RuleContext extends RefineOptions, Surroundings {
  readonly cursor: Cursor;
  readonly syntax: LanguageSyntax;
  /** Leading white space of the cursor's line. */
  readonly indent: string;
  /** Nothing but white space is left of the cursor on its line. */
  readonly isLineStart: boolean;
  /** Lines above the cursor's, nearest first. */
  readonly above: readonly string[];
  /** Lines below the cursor's, nearest first. */
  readonly below: readonly string[];
  /** The lines of the cursor's block; found when first needed. */
  readonly siblings: () => SiblingLines;
  /** What the file imports and declares; found when first needed. */
  readonly known: () => KnownNames;
}

/** A rule takes the text so far and returns what is left of it; nothing left means the suggestion is dropped. */
export type Rule = (text: string, context: RuleContext) => string;

/** Lines looked at on either side, and the characters they may have together. */
const lineCount = 60;
const sideLimit = 20_000;

/**
 * Scans the text around a cursor once, for all rules and all streamed lines of a request.
 * @param surroundings of this cursor, if they are known already
 */
export function createRuleContext(
  cursor: Cursor,
  options: RefineOptions,
  surroundings = surroundingsOf(cursor),
): RuleContext {
  const { lineBefore, lineAfter } = surroundings;
  const indent = /^[ \t]*/.exec(lineBefore)?.[0] ?? "";
  let siblings: SiblingLines | undefined;
  let known: KnownNames | undefined;
  const context: RuleContext = {
    ...options,
    ...surroundings,
    cursor,
    syntax: surroundings.language.syntax,
    indent,
    isLineStart: indent.length === lineBefore.length,
    above: linesAbove(cursor.prefix, lineBefore.length),
    below: cursor.suffix.slice(lineAfter.length + 1, lineAfter.length + 1 + sideLimit).split("\n", lineCount),
    siblings: () => {
      siblings ??= siblingLines(context);
      return siblings;
    },
    known: () => {
      known ??= knownNames(cursor, lineBefore);
      return known;
    },
  };
  return context;
}

function linesAbove(prefix: string, lineLength: number): readonly string[] {
  const end = prefix.length - lineLength - 1;
  if (end < 0) return [];
  return prefix
    .slice(Math.max(0, end - sideLimit), end)
    .split("\n")
    .slice(-lineCount)
    .reverse();
}
