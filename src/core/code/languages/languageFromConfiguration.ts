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
  const line = isRecord(lineComment) ? lineComment["comment"] : lineComment;
  const [open, close] = Array.isArray(blockComment) ? blockComment : [];
  const folding = configuration["folding"];
  return {
    syntax: {
      lineComments: isMark(line) ? [line] : [],
      blockComments: isMark(open) && isMark(close) ? [[open, close]] : [],
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

/** Marks of several lines or of white space would match where nothing begins. */
function isMark(value: unknown): value is string {
  return typeof value === "string" && value !== "" && !/\s/.test(value);
}
