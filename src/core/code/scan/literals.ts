import type { LanguageSyntax, StringSyntax } from "./languageSyntax.ts";

/** Longest character literal that is taken for one: a quoted Unicode escape. */
const characterLimit = 12;
/** Words directly before a quote that belong to it, or that an apostrophe can't follow. */
const beforeQuote = /(?<![\p{L}\p{N}_])(?:[rbufRBUF]{1,2}|return|in|case|print|echo)$/u;

/** The marker of a comment that begins at `at`, and what ends the comment: "\n" for the rest of a line. */
export function commentAt(
  text: string,
  at: number,
  syntax: LanguageSyntax,
): readonly [open: string, close: string] | undefined {
  const block = syntax.blockComments.find(([open]) => text.startsWith(open, at));
  if (block) return block;
  const before = text[at - 1] ?? " ";
  for (const open of syntax.lineComments) {
    if (!text.startsWith(open, at)) continue;
    // `${#name}` in a shell and `https://` anywhere are no comments.
    if (open === "#" && !(syntax.looseRound ? /[\s;()]/ : /[\s;()[\]{},]/).test(before)) continue;
    if (open === "//" && before === ":") continue;
    return [open, "\n"];
  }
  return undefined;
}

/** The kind of string that begins at `at`. */
export function stringAt(
  text: string,
  at: number,
  { rawStrings }: LanguageSyntax,
  starters: Starters,
): StringSyntax | undefined {
  const raw = rawStrings && rawStringAt(text, at, rawStrings);
  return (
    raw ?? starters.get(text[at] ?? "")?.find((string) => text.startsWith(string.open, at) && isQuote(text, at, string))
  );
}

function isQuote(text: string, at: number, string: StringSyntax): boolean {
  const before = text.charCodeAt(at - 1);
  if (string.open.length > 1 && isWordCode(string.open.charCodeAt(0))) return !isWordCode(before);
  if (string.character) return isCharacterLiteral(text.slice(at, at + characterLimit));
  if (string.open !== "'" || !isWordCode(before)) return true;
  return beforeQuote.test(text.slice(Math.max(0, at - 8), at));
}

function rawStringAt(text: string, at: number, kind: "rust" | "cpp"): StringSyntax | undefined {
  if (isWordCode(text.charCodeAt(at - 1))) return undefined;
  const head = text.slice(at, at + 24);
  const rust = kind === "rust" ? /^(?:b|c)?r(#*)"/.exec(head) : undefined;
  if (rust) return { open: rust[0], close: `"${rust[1] ?? ""}`, multiline: true };
  const cpp = kind === "cpp" ? /^(?:u8|[uUL])?R"([^\s()\\]{0,16})\(/.exec(head) : undefined;
  return cpp ? { open: cpp[0], close: `)${cpp[1] ?? ""}"`, multiline: true } : undefined;
}

/** The opening of a heredoc at `at`, as it is written, and the word that will close it. */
export function heredocAt(
  text: string,
  at: number,
  syntax: LanguageSyntax,
): readonly [open: string, word: string] | undefined {
  if (!syntax.heredoc || !text.startsWith("<<", at)) return undefined;
  const pattern = syntax.heredoc === "php" ? /^<<<[ \t]*(["']?)(\w+)\1/ : /^<<[-~]?[ \t]*(["']?)([A-Za-z_]\w*)\1/;
  const match = pattern.exec(text.slice(at, at + 64));
  return match?.[2] === undefined ? undefined : [match[0], match[2]];
}

/** The length of a regular expression that begins at `at` and ends on its line; 0 if none does. */
export function regexLength(text: string, at: number): number {
  if (text[at] !== "/") return 0;
  const lineEnd = text.indexOf("\n", at);
  const match = /^\/(?![*/\s])(?:[^\\/[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[a-z]*/.exec(
    text.slice(at, lineEnd < 0 ? undefined : lineEnd),
  );
  return match?.[0].length ?? 0;
}

/** Characters with which a comment, string, heredoc or regex may begin, and the strings that may begin with each. */
export type Starters = ReadonlyMap<string, readonly StringSyntax[]>;

export function literalStarters(syntax: LanguageSyntax): Starters {
  const starters = new Map<string, StringSyntax[]>();
  const others = [
    ...syntax.lineComments,
    ...syntax.blockComments.map(([open]) => open),
    ...(syntax.regex ? ["/"] : []),
    ...(syntax.heredoc ? ["<"] : []),
    ...(syntax.rawStrings ? ["r", "b", "c", "R", "u", "U", "L"] : []),
  ];
  for (const open of others) starters.set(open[0] ?? "", []);
  for (const string of syntax.strings) {
    const begins = starters.get(string.open[0] ?? "");
    if (begins) begins.push(string);
    else starters.set(string.open[0] ?? "", [string]);
  }
  return starters;
}

function isCharacterLiteral(text: string): boolean {
  return /^'(?:\\[^\n]{1,9}?|[^\\'\n]{1,2})'/u.test(text);
}

/** Letters, digits, `_` and everything beyond ASCII; false for NaN, which no character has. */
export function isWordCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code > 127
  );
}

/** Where the word that begins at `from` ends; `more` are characters that belong to words in this language. */
export function wordEnd(text: string, from: number, more: string): number {
  let to = from + 1;
  while (to < text.length && (isWordCode(text.charCodeAt(to)) || (more !== "" && more.includes(text[to] ?? " ")))) to++;
  return to;
}

/** The opening of a tag at `at`, as it is written, and its name. Parameters of generic functions look alike: `<T,>(…)`. */
export function tagAt(
  text: string,
  at: number,
): { readonly open: string; readonly name: string; readonly closing: boolean } | undefined {
  const match = /^<(\/?)([\p{L}_][\p{L}\p{N}_.:-]*|(?=>))/u.exec(text.slice(at, at + 80));
  if (!match) return undefined;
  const [open, slash, name = ""] = match;
  const behind = text.slice(at + open.length, at + open.length + 16);
  const isGeneric =
    /^\s*(?:,|extends\s|=\s*\w)/.test(behind) || (/^T[A-Z]?\w*$|^[A-Z]$/.test(name) && /^>\s*\(/.test(behind));
  return isGeneric ? undefined : { open, name, closing: slash === "/" };
}
