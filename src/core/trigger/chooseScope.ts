import { indentOf } from "../code/indentation.ts";
import type { LanguageSyntax } from "../code/languages/language.ts";
import { isClosingRest } from "../code/scan/closingRest.ts";
import { opensBlock } from "../code/scan/opensBlock.ts";
import type { Surroundings } from "../code/scan/surroundings.ts";
import type { Cursor } from "../types/cursor.ts";
import type { CompletionScope } from "../types/scope.ts";

interface ScopeOptions {
  readonly explicit: boolean;
  readonly maxLines: number;
}

/**
 * One line or a block: a block where one has just been opened (bracket, colon, `do`) and is still empty, likewise
 * between an element's tags, where a comment on its own line asks for code, on an empty line after which its block ends, and where the user asks; one line
 * everywhere else. The same in every language; how often authors go on in each place is in docs/measurements/rules-of-form.md.
 */
export function chooseScope(cursor: Cursor, surroundings: Surroundings, options: ScopeOptions): CompletionScope {
  if (options.maxLines <= 1) return "line";
  if (!isClosingRest(surroundings.lineAfter)) return "line";
  if (options.explicit) return "block";
  if (surroundings.inside !== "code") return "line";
  const syntax = surroundings.language.syntax;
  if (syntax.prose) return "line";
  // Behind `key: ` a value is expected, not a block.
  if (syntax.indented && /:[ \t]+$/.test(surroundings.lineBefore)) return "line";
  const above = lineAbove(cursor.prefix);
  const below = lineBelow(cursor.suffix);
  const margin = surroundings.lineBefore.trim() === "" ? surroundings.lineBefore : indentOf(surroundings.lineBefore);
  if (surroundings.lineBefore.trim() !== "") {
    return opensBlock(surroundings.lineBefore, syntax) && !goesOn(below, margin, syntax) ? "block" : "line";
  }
  if (isComment(above, syntax)) return "block";
  if (isOpeningTag(above) && /^\s*<\//.test(below)) return "block";
  if (opensBlock(above, syntax)) return goesOn(below, margin, syntax) ? "line" : "block";
  return cursor.prefix.trim() !== "" && isEnded(below, margin, syntax) ? "block" : "line";
}

/** Whether a line is, or ends, the opening tag of an element or fragment: `<div>`, `<Card title="a">`, `<>`, `>`. */
function isOpeningTag(line: string): boolean {
  return /^(?:<[\w$.:-]*(?:\s.*)?)?>$/.test(line) && !/[/=-]>$/.test(line);
}

function isComment(line: string, syntax: LanguageSyntax): boolean {
  return (
    line !== "" &&
    (syntax.lineComments.some((open) => line.startsWith(open)) ||
      syntax.blockComments.some(([, close]) => line.endsWith(close)))
  );
}

/** Whether statements of the same block, or a deeper one, follow at once. */
function goesOn(below: string, margin: string, syntax: LanguageSyntax): boolean {
  return below.trim() !== "" && indentOf(below).length >= margin.length && !closes(below, syntax);
}

/** Whether nothing of the block follows at once: a blank line, the end, or a line further left that closes nothing. */
function isEnded(below: string, margin: string, syntax: LanguageSyntax): boolean {
  return below.trim() === "" || (indentOf(below).length < margin.length && !closes(below, syntax));
}

function closes(line: string, { closeWords }: LanguageSyntax): boolean {
  const [first = ""] = /^[a-z]+\b/.exec(line.trim()) ?? [];
  return /^\s*(?:[)\]}]|<\/)/.test(line) || closeWords?.includes(first) === true;
}

/** The line above the cursor's, trimmed; "" when it is blank or missing. */
function lineAbove(prefix: string): string {
  const lineStart = prefix.lastIndexOf("\n");
  return lineStart < 0 ? "" : prefix.slice(prefix.lastIndexOf("\n", lineStart - 1) + 1, lineStart).trim();
}

/** The line below the cursor's; "" when there is none. */
function lineBelow(suffix: string): string {
  const start = suffix.indexOf("\n") + 1;
  if (start === 0) return "";
  const end = suffix.indexOf("\n", start);
  return suffix.slice(start, end < 0 ? undefined : end);
}
