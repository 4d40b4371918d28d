import { parseJsonc } from "../parseJsonc.ts";
import type { LanguageRow, StringSyntax } from "./language.ts";
import { dq, sq } from "./literals.ts";

/**
 * A row for a language that the table lacks, from the configuration that an editor's extension brings for it.
 * @param json the text of VS Code's `language-configuration.json`; comments and trailing commas are allowed
 * @returns undefined if the text is not a configuration: somebody else's mistake, which the editor ignores, too
 */
export function languageFromConfiguration(json: string): LanguageRow | undefined {
  const configuration = parseJsonc(json);
  if (!isRecord(configuration)) return undefined;
  const comments = isRecord(configuration["comments"]) ? configuration["comments"] : {};
  const { lineComment, blockComment } = comments;
  const marks = (Array.isArray(lineComment) ? lineComment : [lineComment]).flatMap(lineMark);
  const [open, close] = Array.isArray(blockComment) ? blockComment.map(trimmed) : [];
  const folding = configuration["folding"];
  return {
    syntax: {
      lineComments: marks.flatMap(({ mark }) => spellings(mark)),
      ...(marks.length > 0 && marks.every(({ isFirst }) => isFirst) ? { commentStart: "line" as const } : {}),
      blockComments: isBlockMark(open) && isBlockMark(close) ? [[open, close]] : [],
      strings: stringsOf(configuration["autoClosingPairs"]),
      indented: isRecord(folding) && folding["offSide"] === true,
    },
  };
}

/** Strings are the pairs of quotes that the editor closes by itself. */
function stringsOf(pairs: unknown): readonly StringSyntax[] {
  const quotes = (Array.isArray(pairs) ? pairs : []).flatMap((pair: unknown): readonly StringSyntax[] => {
    const [open, close] = Array.isArray(pair) ? pair : isRecord(pair) ? [pair["open"], pair["close"]] : [];
    if (!isMark(open) || !isMark(close) || !/^(?:"""|'''|["'`])$/.test(close) || !open.endsWith(close)) return [];
    if (close.length === 1 && close !== "`") return [{ open, close, escape: "\\" }];
    return [{ open, close, escape: "\\", multiline: true }];
  });
  return quotes.length === 0 ? [dq, sq] : quotes.toSorted((a, b) => b.open.length - a.open.length);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A mark, and whether it begins a comment only where it is first on its line, as `*` and `C` do. */
function lineMark(value: unknown): readonly { readonly mark: string; readonly isFirst: boolean }[] {
  const mark = trimmed(isRecord(value) ? value["comment"] : value);
  if (!isMark(mark)) return [];
  const isIndented = isRecord(value) && value["noIndent"] === true;
  return [{ mark, isFirst: /^[*\w]$/.test(mark) || (isIndented && /\w/.test(mark)) }];
}

/** A word is followed by a blank, which tells `rem` from `remove`, and is the same in capitals and small letters. */
function spellings(mark: string): readonly string[] {
  if (!/\w$/.test(mark)) return [mark];
  const lower = mark.toLowerCase();
  const all = [mark, mark.toUpperCase(), lower, lower.replace(/[a-z]/, (letter) => letter.toUpperCase())];
  return [...new Set(all)].map((each) => `${each} `);
}

function trimmed(value: unknown): unknown {
  return typeof value === "string" ? value.trim() : value;
}

/** One that starts with a letter would be found in names: `commentary`. It may have several words, as `=end of it`. */
function isBlockMark(value: unknown): value is string {
  return typeof value === "string" && value !== "" && !/^\w|[\r\n]/.test(value);
}

/** Marks of several lines or of white space would match where nothing begins. */
function isMark(value: unknown): value is string {
  return typeof value === "string" && value !== "" && !/\s/.test(value);
}
