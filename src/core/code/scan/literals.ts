import { isWordCode } from "../characters.ts";
import type { LanguageSyntax, StringSyntax } from "../languages/language.ts";
import { quoteOperatorAt } from "./quoteOperators.ts";

/** Longest character literal that is taken for one: a quoted Unicode escape. */
const characterLimit = 12;
/** Words directly before a quote that belong to it, or that an apostrophe can't follow. */
const beforeQuote = /(?<![\p{L}\p{N}_])(?:[rbufRBUF]{1,2}|[LU]|u8|return|in|case|print|echo)$/u;
/** What precedes a value of YAML on its line, tags and anchors included: in block and in flow style. */
const beforeValue = /(?:^[\s?-]*|:[ \t]+)(?:[&!]\S*[ \t]+)*$/;
const beforeFlowValue = /(?:^|[[{,:?])[ \t]*(?:[&!]\S*[ \t]+)*$/;

/** The kind of string that begins at `at`. @param inBrackets whether brackets are open there, as in flow style of YAML */
export function stringAt(
  text: string,
  at: number,
  syntax: LanguageSyntax,
  starters: Starters,
  { inBrackets, expectsOperand }: { readonly inBrackets: boolean; readonly expectsOperand: boolean },
): StringSyntax | undefined {
  const { rawStrings, quoteOperators } = syntax;
  const special =
    (rawStrings && rawStringAt(text, at, rawStrings)) ??
    (quoteOperators && quoteOperatorAt(text, at, quoteOperators, expectsOperand));
  if (special) return special;
  return starters
    .get(text[at] ?? "")
    ?.find((string) => text.startsWith(string.open, at) && isQuote(text, at, string, inBrackets));
}

function isQuote(text: string, at: number, string: StringSyntax, inBrackets: boolean): boolean {
  if (string.afterWord) return true;
  if (string.atValue) return isAtValue(text, at, inBrackets);
  const before = text.charCodeAt(at - 1);
  if (string.open.length > 1 && isWordCode(string.open.charCodeAt(0))) return !isWordCode(before);
  if (string.character && !isCharacterLiteral(text.slice(at, at + characterLimit))) return false;
  if (string.open !== "'" || !isWordCode(before)) return true;
  return beforeQuote.test(text.slice(Math.max(0, at - 8), at));
}

function isAtValue(text: string, at: number, inBrackets: boolean): boolean {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  // The start of a long line is not needed to recognise its end.
  return (inBrackets ? beforeFlowValue : beforeValue).test(line.length > 200 ? `…${line.slice(-200)}` : line);
}

function isCharacterLiteral(text: string): boolean {
  return /^'(?:\\[^\n]{1,9}?|[^\\'\n]{1,2})'/u.test(text);
}

function rawStringAt(
  text: string,
  at: number,
  kind: NonNullable<LanguageSyntax["rawStrings"]>,
): StringSyntax | undefined {
  if (kind === "lua") return longBracketAt(text, at);
  if (isWordCode(text.charCodeAt(at - 1))) return undefined;
  const head = text.slice(at, at + 24);
  if (kind === "rust") {
    const rust = /^(?:b|c)?r(#*)"/.exec(head);
    return rust ? { open: rust[0], close: `"${rust[1] ?? ""}`, multiline: true } : undefined;
  }
  if (kind === "swift") {
    const [open, hashes = "", quotes = ""] = /^(#+)("""|")/.exec(head) ?? [];
    if (open === undefined) return undefined;
    return { open, close: quotes + hashes, multiline: quotes.length > 1, hole: `\\${hashes}(` };
  }
  if (kind === "ocaml") {
    const [open, name = ""] = /^\{(?:%[\w.]+ ?)?([a-z_]*)\|/.exec(head) ?? [];
    return open === undefined ? undefined : { open, close: `|${name}}`, multiline: true };
  }
  const cpp = /^(?:u8|[uUL])?R"([^\s()\\]{0,16})\(/.exec(head);
  return cpp ? { open: cpp[0], close: `)${cpp[1] ?? ""}"`, multiline: true } : undefined;
}

/** A string between long brackets, as in Lua and CMake: `[[…]]`, `[==[…]==]`. */
export function longBracketAt(text: string, at: number): StringSyntax | undefined {
  const [open, level = ""] = /^\[(=*)\[/.exec(text.slice(at, at + 100)) ?? [];
  return open === undefined ? undefined : { open, close: `]${level}]`, multiline: true };
}

/** The length of a regular expression that begins at `at` and ends on its line; 0 if none does. */
export function regexLength(text: string, at: number): number {
  if (text[at] !== "/") return 0;
  const lineEnd = text.indexOf("\n", at);
  // A quotient may begin with a space, too.
  if (text[at + 1] === " " && !/(?:[(,=~:[!&|?{};]|\b(?:split|grep))[ \t]*$/.test(text.slice(Math.max(0, at - 20), at)))
    return 0;
  const match = /^\/(?![*/\t\n])(?:[^\\/[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[a-z]*/.exec(
    text.slice(at, lineEnd < 0 ? undefined : lineEnd),
  );
  return match?.[0].length ?? 0;
}

const beforeRegex = /(?:[=~(,]|\b(?:if|unless|when|and|or|not|return|split|grep))[ \t]*$/;

/** A regular expression that goes on over lines, as Perl and Ruby have it, or one that is empty. */
export function longRegexAt(text: string, at: number, { quoteOperators }: LanguageSyntax): StringSyntax | undefined {
  if (quoteOperators !== "perl" && quoteOperators !== "ruby") return undefined;
  if (text[at] !== "/" || !beforeRegex.test(text.slice(Math.max(0, at - 20), at))) return undefined;
  return { open: "/", close: "/", escape: "\\", multiline: true };
}

/** Whether a slash at `at` begins the argument of a call without brackets, as in Perl and Ruby: `split /,/`. */
export function followsCommand(text: string, at: number): boolean {
  if (/\b(?:split|grep) $/.test(text.slice(Math.max(0, at - 6), at))) return true;
  if (text[at - 1] !== " " || /\s/.test(text[at + 1] ?? " ")) return false;
  return /(?:^|[^\w$@%.])[a-z_]\w*[?!]? $/.test(text.slice(Math.max(0, at - 40), at));
}

/** Characters with which a comment, string, heredoc or regex may begin, and the strings that may begin with each. */
export type Starters = ReadonlyMap<string, readonly StringSyntax[]>;

const known = new WeakMap<LanguageSyntax, Starters>();

export function literalStarters(syntax: LanguageSyntax): Starters {
  const starters = known.get(syntax) ?? findStarters(syntax);
  known.set(syntax, starters);
  return starters;
}

const rawStarters = { rust: "rbc", cpp: "RuUL", lua: "[", swift: "#", ocaml: "{" } as const;
const operatorStarters = { perl: "qmsty", ruby: "%", elixir: "~" } as const;

function findStarters(syntax: LanguageSyntax): Starters {
  const starters = new Map<string, StringSyntax[]>();
  const others = [
    ...syntax.lineComments,
    ...syntax.blockComments.map(([open]) => open),
    ...(syntax.marginComments ?? []).map(([open]) => open),
    ...(syntax.escapes ?? []),
    ...(syntax.sigils ?? ""),
    ...(syntax.regex ? ["/"] : []),
    ...(syntax.heredoc ? ["<"] : []),
    ...(syntax.template ? [syntax.template.close] : []),
    ...(syntax.rawStrings ? rawStarters[syntax.rawStrings] : ""),
    ...(syntax.quoteOperators ? operatorStarters[syntax.quoteOperators] : ""),
  ];
  for (const open of others) starters.set(open[0] ?? "", []);
  for (const string of syntax.strings) {
    const begins = starters.get(string.open[0] ?? "");
    if (begins) begins.push(string);
    else starters.set(string.open[0] ?? "", [string]);
  }
  return starters;
}

/**
 * Characters from `at` on that have no meaning of their own outside strings: `\'` in a shell, `$'` in Perl, `#\"` in
 * Lisp. 0 if the character at `at` is an ordinary one.
 */
export function escapedLength(text: string, at: number, syntax: LanguageSyntax, starters: Starters): number {
  for (const mark of syntax.escapes ?? []) {
    if (text.startsWith(mark, at)) return mark.length + (/[^\n]/.test(text[at + mark.length] ?? "\n") ? 1 : 0);
  }
  const char = text[at] ?? "";
  if (!syntax.sigils?.includes(char)) return 0;
  const next = text[at + 1] ?? "";
  if (char === "?" && !/^\?(?:\\.|.)(?!\w)/.test(text.slice(at, at + 4))) return 0;
  if (char === "?" && /[\w)\]}]/.test(text[at - 1] ?? "")) return 0;
  if (next === "\\") return 3;
  return next !== "<" && (starters.has(next) || next === "#" || next === "]") ? 2 : 0;
}

/** Where the word that begins at `from` ends; `more` are characters that belong to words in this language. */
export function wordEnd(text: string, from: number, more: string): number {
  let to = from + 1;
  while (to < text.length && (isWordCode(text.charCodeAt(to)) || (more !== "" && more.includes(text[to] ?? " ")))) to++;
  return to;
}
