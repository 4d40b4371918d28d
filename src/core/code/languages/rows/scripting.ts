import type { LanguageRow, LanguageSyntax } from "../language.ts";
import { ch, dq, hashes, many, raw, sq } from "../literals.ts";

/** Ends no comment: what follows is not code. */
const never = "\0";
/** Python's prefixes of strings with holes, in every spelling it takes. */
const formatPrefixes = ["f", "F", "t", "T", "rf", "rF", "Rf", "RF", "fr", "fR", "Fr", "FR"];
const python: LanguageSyntax = {
  ...hashes,
  strings: [
    ...formatPrefixes.flatMap((prefix) => [
      { ...many('"""', "{"), open: `${prefix}"""` },
      { ...many("'''", "{"), open: `${prefix}'''` },
      { ...dq, open: `${prefix}"`, hole: "{" },
      { ...sq, open: `${prefix}'`, hole: "{" },
    ]),
    many('"""'),
    many("'''"),
    dq,
    sq,
  ],
  indented: true,
  tuples: true,
};

/** Languages of scripts and programs that name their types seldom or never. */
export const scriptingRows = {
  python: {
    endings: ".py .pyi",
    syntax: python,
    keywords:
      "False None True and as assert async await def del elif except from global lambda match nonlocal not or pass " +
      "raise self cls type yield int str bool float list dict tuple set bytes object",
    commonNames:
      "print len range isinstance issubclass super Exception ValueError TypeError KeyError RuntimeError IndexError " +
      "AttributeError NotImplementedError OSError StopIteration enumerate zip map filter sorted reversed min max sum " +
      "any all open getattr setattr hasattr type repr iter next id hash abs round property staticmethod classmethod " +
      "append extend insert pop remove items keys values get update format join split strip startswith endswith " +
      "replace encode decode lower upper read write close sort copy args kwargs typing Any Optional List Dict Union " +
      "Callable __init__ __name__ __future__ annotations os sys self cls",
  },
  starlark: { endings: ".bzl", syntax: python },
  ruby: {
    endings: ".rb .rake .gemspec",
    fileNames: "rakefile gemfile",
    syntax: {
      lineComments: ["#"],
      blockComments: [],
      marginComments: [
        ["=begin", "\n=end"],
        ["__END__", never],
      ],
      strings: [many('"', "#{"), many("'"), many("`", "#{")],
      quoteOperators: "ruby",
      sigils: "$?",
      regex: true,
      openWords: ["def", "class", "module", "if", "unless", "while", "until", "for", "case", "begin"],
      tailWords: ["do"],
      closeWords: ["end"],
      hasBlockValues: true,
      heredoc: "ruby",
      wordCharacters: "?!@",
    },
    names: { leads: ":", tails: "?!" },
    keywords:
      "BEGIN END alias and begin def defined elsif end ensure module next nil not or redo rescue retry self then " +
      "undef unless until when yield require attr_accessor attr_reader",
  },
  crystal: {
    endings: ".cr",
    syntax: {
      ...hashes,
      strings: [raw("{%", "%}"), many('"', "#{"), ch, many("`", "#{")],
      quoteOperators: "ruby",
      heredoc: "ruby",
      regex: true,
      openWords: [
        ...["def", "class", "module", "struct", "enum", "union", "annotation", "lib", "macro"],
        ...["if", "unless", "while", "until", "case", "select", "begin"],
      ],
      tailWords: ["do"],
      closeWords: ["end"],
      hasBlockValues: true,
      wordCharacters: "?!@",
    },
    names: { leads: ":", tails: "?!" },
  },
  elixir: {
    endings: ".ex .exs",
    syntax: {
      ...hashes,
      strings: [many('"""', "#{"), many("'''", "#{"), many('"', "#{"), many("'", "#{")],
      quoteOperators: "elixir",
      escapes: ["?\\", "?"],
      tailWords: ["do", "fn"],
      closeWords: ["end"],
      wordCharacters: "?!",
    },
    names: { leads: ":", tails: "?!" },
    keywords:
      "after alias and cond def defdelegate defexception defimpl defmacro defmacrop defmodule defp defprotocol defstruct " +
      "end fn in nil not or quote raise receive rescue require unless unquote use when",
    declarators: "defmodule defp defmacro defmacrop defprotocol",
  },
  erlang: {
    endings: ".erl .hrl",
    syntax: {
      lineComments: ["%"],
      blockComments: [],
      strings: [many('"'), many("'")],
      escapes: ["$\\", "$"],
      tailWords: ["case", "if", "receive", "begin", "try", "fun"],
      closeWords: ["end"],
    },
    keywords:
      "after and andalso begin case catch end fun if not of or orelse receive when xor module export include spec",
  },
  php: {
    endings: ".php .phtml",
    syntax: {
      lineComments: ["//", "#"],
      blockComments: [["/*", "*/"]],
      codeMarks: ["#["],
      strings: [many('"'), many("'"), many("`")],
      heredoc: "php",
      template: { open: /<\?(?:php\b|=)/, close: "?>" },
      wordCharacters: "$",
    },
    keywords:
      "abstract and array as callable declare die echo elseif empty endfor endforeach endif endswitch endwhile " +
      "extends fn foreach function global goto implements include insteadof instanceof isset list match namespace " +
      "or print readonly require trait unset use xor yield int string bool float self",
  },
  perl: {
    endings: ".pl .pm .t",
    syntax: {
      ...hashes,
      marginComments: [
        ["=", "\n=cut"],
        ["__END__", never],
        ["__DATA__", never],
      ],
      strings: [many('"'), many("'"), many("`")],
      regex: true,
      quoteOperators: "perl",
      heredoc: "perl",
      sigils: "$",
      wordCharacters: "$@%",
    },
    keywords:
      "and bless cmp defined delete die do each elsif eq eval exists foreach ge given grep gt keys last le local lt map " +
      "my ne next no not or our package print push qw redo ref require return say scalar shift sub undef unless until " +
      "use values wantarray warn when xor",
    declarators: "sub my our package",
  },
  lua: {
    endings: ".lua",
    syntax: {
      lineComments: ["--"],
      blockComments: [["--[[", "]]"]],
      strings: [
        { ...dq, afterWord: true },
        { ...sq, afterWord: true },
      ],
      rawStrings: "lua",
      openWords: ["if", "function", "local function"],
      tailWords: ["do", "if", "function"],
      closeWords: ["end"],
    },
    keywords: "and elseif end function goto local nil not or repeat self then until",
    declarators: "local",
  },
  julia: {
    endings: ".jl",
    syntax: {
      tuples: true,
      lineComments: ["#"],
      blockComments: [["#=", "=#"]],
      nestedComments: true,
      strings: [many('"""', "$("), { ...many('"'), hole: "$(" }, many("`", "$("), ch],
      openWords: [
        "function",
        "if",
        "for",
        "while",
        "struct",
        "mutable struct",
        "module",
        "begin",
        "let",
        "try",
        "macro",
      ],
      tailWords: ["do"],
      closeWords: ["end"],
      hasBlockValues: true,
      wordCharacters: "!",
    },
    names: { tails: "!" },
    keywords:
      "abstract baremodule begin elseif end export function global local macro module mutable nothing primitive quote " +
      "struct type using where",
    declarators: "macro",
  },
  r: {
    endings: ".r",
    syntax: { ...hashes, strings: [raw('r"(', ')"'), many('"'), many("'"), raw("`")], wordCharacters: "." },
    names: { joiners: "." },
    keywords: "FALSE Inf NA NULL NaN TRUE function library next repeat require",
  },
} as const satisfies Record<string, LanguageRow>;
