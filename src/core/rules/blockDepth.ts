import { indentWidth } from "../code/indentation.ts";
import type { LanguageSyntax } from "../code/languages/language.ts";
import { isBlank } from "./isBlank.ts";
import type { RuleContext } from "./ruleContext.ts";

/** How a document indents. */
export interface Style {
  readonly tabs: boolean;
  /** Columns of one level. */
  readonly unit: number;
  readonly tabSize: number;
  /** Whether the document has indented lines to go by. */
  readonly isKnown: boolean;
}

/** What may be as deep as the line that opens its block: items of YAML, cases of a switch. */
const alignable = /^\s*(?:-\s|case\b|default\b|when\b|(?:public|private|protected)\s*:|[\w*|"'.-]+\)\s)/;
const opensAligned = /\b(?:switch|select|match|case)\b|\b(?:class|struct)\b.*\{\s*$/;
/** Openers whose content is often not indented: a namespace, a function around a module. */
const opensPart =
  /^\s*(?:(?:inline|export)\s+)?namespace\b[^;={}]*\{\s*$|^\s*extern\s+"C(?:\+\+)?"\s*\{\s*$|^(?:[;!+(]+(?:async\s+)?function\b|define\()[^{}]*\{\s*$/;
const loneBrace = /^\s*\{\s*$/;
/** Languages in which the style guides that are used most leave the content of a namespace as deep as it is. */
const flatNamespaces = new Set(["c", "cpp", "cuda-cpp", "objective-c", "objective-cpp"]);

/** Whether a line may be as deep as its opener in this language. */
export function isAlignable(line: string, opener: string, { bullets }: LanguageSyntax): boolean {
  if (opensPart.test(opener)) return true;
  return alignable.test(line) && (bullets ? /^\s*-/.test(line) : opensAligned.test(opener));
}

/** Columns of a key: that of an item's first key is behind the dash. */
export function keyWidth(line: string, { tabSize }: Style): number {
  return indentWidth(
    line.replace(/^\s*(?:- +)+/, (lead) => lead.replaceAll("-", " ")),
    tabSize,
  );
}

/** The line that opens a block, with the brace that some write on a line of its own. */
export function openerOf(last: string, above: readonly string[]): string {
  return loneBrace.test(last) ? `${above[above.indexOf(last) + 1] ?? ""} {` : last;
}

/** How many columns deeper than its opener the content of a part of the file is; undefined for other openers. */
export function depthOfPart(opener: string, context: RuleContext, style: Style): number | undefined {
  if (!opensPart.test(opener)) return undefined;
  return partDepthInFile(context, style) ?? (flatNamespaces.has(context.language.id) ? 0 : style.unit);
}

/** The same as the file's other lines show it; undefined if there are none. */
function partDepthInFile({ cursor }: RuleContext, { tabSize }: Style): number | undefined {
  const lines = `${cursor.prefix.slice(-20_000)}\n${cursor.suffix.slice(0, 20_000)}`
    .replace(/\n[ \t]*\{[ \t]*(?=\n)/g, " {")
    .split("\n")
    .filter((line) => !isBlank(line) && !/^\s*(?:#|\/\/|["']use strict)/.test(line));
  const at = lines.findLastIndex((line, i) => !/^\s*\}/.test(line) && opensPart.test(lines[i - 1] ?? ""));
  if (at < 0) return undefined;
  return Math.max(0, indentWidth(lines[at] ?? "", tabSize) - indentWidth(lines[at - 1] ?? "", tabSize));
}

/** How many columns deeper than its opener such a line is in this file; undefined where no other line shows it. */
export function depthInFile(line: string, openedBy: string, context: RuleContext, style: Style): number | undefined {
  if (opensPart.test(openedBy)) return partDepthInFile(context, style);
  const { cursor, syntax } = context;
  const [, label] = /^\s*([\w*|"'.-]+\)|\w+)/.exec(line) ?? [];
  const word = syntax.bullets ? "-" : label?.endsWith(")") ? "[^\\s()]+\\)" : label;
  if (word === undefined) return undefined;
  const opener = syntax.bullets ? /:\s*$/ : opensAligned;
  const lines = `${cursor.prefix.slice(-20_000)}\n${cursor.suffix.slice(0, 20_000)}`.split("\n");
  const alike = new RegExp(`^\\s*${word}(?:[\\s:]|$)`);
  const at = lines.findLastIndex((each, i) => i > 0 && alike.test(each) && opener.test(lines[i - 1] ?? ""));
  if (at < 0) return undefined;
  return Math.max(0, indentWidth(lines[at] ?? "", style.tabSize) - keyWidth(lines[at - 1] ?? "", style));
}

/** Whether this file indents such lines like their opener. */
export function isAligned(line: string, opener: string, context: RuleContext, style: Style): boolean {
  return isAlignable(line, opener, context.syntax) && depthInFile(line, opener, context, style) === 0;
}
