import type { LanguageSyntax, StringSyntax } from "../languages/language.ts";

const closing: ReadonlyMap<string, string> = new Map([["(", ")"], ["[", "]"], ["{", "}"], ["<", ">"]]); // biome-ignore format: a table

/** An operator directly followed by its delimiter, or by white space and a delimiter that can't be an operator there. */
const perl = /^(q[qwr]?|m|s|tr|y)(?:([/{([<|!#~^%@"'`,])|[ \t]+([{([</'"|](?![\s=])|[{(]))(?![ \t]*=>)/;
const ruby = /^%(?:([qQwWiIrsx])([^\w\s])|([{([<|!]))/;
const elixir = /^~([a-z]|[A-Z]+)("""|'''|[/|"'([{<])/;

/**
 * The string that a quote operator begins at `at`, whose delimiter the author has chosen: `q{…}`, `s/…/…/`, `%w[…]`,
 * `~r/…/`. @param expectsOperand whether a value is expected, so that `%` is no operator of arithmetic
 */
export function quoteOperatorAt(
  text: string,
  at: number,
  kind: NonNullable<LanguageSyntax["quoteOperators"]>,
  expectsOperand: boolean,
): StringSyntax | undefined {
  const head = text.slice(at, at + 40);
  const before = text.slice(Math.max(0, at - 12), at);
  if (kind === "perl") return perlAt(head, before);
  return kind === "ruby" ? rubyAt(head, before, expectsOperand) : elixirAt(head, before);
}

function perlAt(head: string, before: string): StringSyntax | undefined {
  const [open, operator = "", direct, spaced] = perl.exec(head) ?? [];
  if (open === undefined || /(?:[\w$@%&*'-]|->|::|\bsub[ \t]+)$/.test(before)) return undefined;
  if (direct === "," && !/=~[ \t]*$/.test(before)) return undefined;
  const delimiter = direct ?? spaced ?? "";
  if (spaced !== undefined && !operator.startsWith("q") && !closing.has(spaced)) return undefined;
  const string = delimited(open, delimiter, undefined);
  if (!/^(?:s|tr|y)$/.test(operator)) return string;
  return { ...string, second: closing.has(delimiter) ? "bracket" : "same" };
}

function rubyAt(head: string, before: string, expectsOperand: boolean): StringSyntax | undefined {
  const [open, operator, delimiter, bare] = ruby.exec(head) ?? [];
  if (open === undefined || /[\w)\]}"']$/.test(before)) return undefined;
  const isArgument = /[a-z_]\w*[?!]? $/.test(before);
  if (bare !== undefined && !expectsOperand && !isArgument) return undefined;
  if (operator !== undefined && /[=]/.test(delimiter ?? "")) return undefined;
  const isPlain = operator !== undefined && /[qwis]/.test(operator);
  return delimited(open, delimiter ?? bare ?? "", isPlain ? undefined : "#{");
}

function elixirAt(head: string, before: string): StringSyntax | undefined {
  const [open, sigil = "", delimiter = ""] = elixir.exec(head) ?? [];
  if (open === undefined || /\w$/.test(before)) return undefined;
  const close = closing.get(delimiter) ?? delimiter;
  return /^[a-z]$/.test(sigil)
    ? { open, close, escape: "\\", multiline: true, hole: "#{" }
    : { open, close, multiline: true };
}

function delimited(open: string, delimiter: string, hole: string | undefined): StringSyntax {
  const close = closing.get(delimiter);
  const string: StringSyntax = { open, close: close ?? delimiter, escape: "\\", multiline: true };
  return { ...string, ...(close === undefined ? {} : { nests: delimiter }), ...(hole === undefined ? {} : { hole }) };
}

/** The second part of an operator such as `s{…}{…}`, at the first bracket from `at` on; undefined if there is none. */
export function secondPartAt(
  text: string,
  at: number,
): { readonly gap: number; readonly string: StringSyntax } | undefined {
  const [whole, delimiter = ""] = /^\s*([{([<])/.exec(text.slice(at, at + 200)) ?? [];
  if (whole === undefined) return undefined;
  return { gap: whole.length - delimiter.length, string: delimited(delimiter, delimiter, undefined) };
}
