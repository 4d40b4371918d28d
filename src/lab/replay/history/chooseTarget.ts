import { languages } from "../../../core/code/languages/languages.ts";
import { occurrence } from "../../../core/code/occurrence.ts";
import { indexLine, lineKind } from "../../../core/retrieval/index/indexLine.ts";
import type { AddedRun } from "./gitLog.ts";

/** A line that an author was about to write, with the cursor's position in it. */
export interface Target {
  readonly run: AddedRun;
  /** Index of the line within its run. */
  readonly place: number;
  /** Column of the cursor. */
  readonly column: number;
}

const shortestLine = 8;
const longestRun = 400;
/** Share of cases with the cursor inside the line. */
const insideShare = 0.35;

/**
 * Chooses one of the lines that a commit added to a file. Trivial lines and those that the caller excludes are never
 * chosen. Comments may be chosen, blank lines and brackets may not.
 */
export function chooseTarget(
  runs: readonly AddedRun[],
  languageId: string,
  isWanted: (line: string) => boolean,
  random: () => number,
): Target | undefined {
  const rules = languages.of(languageId);
  const eligible = runs
    .filter((run) => run.lines.length <= longestRun)
    .flatMap((run) => run.lines.map((line, place) => ({ run, line, place })))
    .filter(({ line }) => {
      const isTrivial = line.trim().length < shortestLine || indexLine(line, rules).names.length === 0;
      return !isTrivial && isWanted(line);
    });
  const chosen = eligible[Math.floor(random() * eligible.length)];
  if (!chosen) return undefined;
  const { run, line, place } = chosen;
  const margin = line.length - line.trimStart().length;
  const boundaries = [...line.matchAll(/(?<![\p{L}\p{N}_$])[\p{L}_$]/gu)]
    .map(({ index }) => index)
    .filter((index) => index > margin && line.length - index >= 4);
  const inside = boundaries[Math.floor(random() * boundaries.length)];
  return { run, place, column: random() < insideShare && inside !== undefined ? inside : margin };
}

/** Returns the distinct names of some lines, without keywords, strings and common names of the language. */
export function namesToRecall(lines: readonly string[], languageId: string): readonly string[] {
  const rules = languages.of(languageId);
  const commonNames = languages.of(languageId).commonNames;
  const names = lines
    .flatMap((line) => indexLine(line, rules).names)
    .filter(({ name, facts }) => !(facts & occurrence.quoted) && name.length >= 3 && !commonNames.has(name))
    .map(({ name }) => name);
  return [...new Set(names)];
}

const kinds: readonly (readonly [string, RegExp])[] = [
  ["import", /^(?:import\b|from\s+\S+\s+import\b|(?:pub\s+)?use\s|#include\b|using\s|package\s|export\s+(?:\*|\{).*\bfrom\b)/],
  ["decorator", /^(?:@\w|#!?\[)/],
  ["string", /^["'`]/],
  ["control", /^(?:\}?\s*)?(?:if|else|elif|for|while|switch|case|default\s*:|match|try|catch|except|finally|with|select|loop|do|raise|throw|break|continue|assert|defer|go)\b/],
  ["return", /^(?:return|yield)\b/],
  ["assignment", /^(?:export\s+)?(?:const|let|var|val|static|final)\s|(?:^|[^=!<>])=(?![=>])/],
  ["call", /[\w\])>]\s*\(/],
]; // biome-ignore format: a table

/** Returns the kind of a line, for the tables. */
export function kindOfLine(line: string, languageId: string): string {
  const { kind } = indexLine(line, languages.of(languageId));
  if (kind & lineKind.comment) return "comment";
  if (kind & lineKind.declares) return "declaration";
  return kinds.find(([, pattern]) => pattern.test(line.trim()))?.[0] ?? "other";
}
