import type { LanguageRow, LanguageSyntax } from "../language.ts";
import { ch, dashes, dq, many, raw } from "../literals.ts";

const lisp: LanguageSyntax = {
  lineComments: [";"],
  blockComments: [["#|", "|#"]],
  nestedComments: true,
  strings: [many('"')],
  escapes: ["#\\"],
  wordCharacters: "-?!*",
};
const lispNames = { leads: ":", joiners: "-", tails: "?!*" };
const lispWords =
  "defun defmacro defvar defparameter defconstant defclass defmethod defstruct lambda progn setq setf cond nil";
const schemeWords = "begin cond define lambda letrec set";
const haskell: LanguageSyntax = {
  ...dashes,
  codeMarks: ["-->"],
  tuples: true,
  strings: [dq, ch],
  indented: true,
  wordCharacters: "'",
};
const haskellWords =
  "as data deriving family forall foreign hiding infix infixl infixr instance module newtype of otherwise qualified type where";
const leanHoles = ['s!"', 'm!"', 'f!"'].map((open) => ({ ...many('"', "{"), open }));
const primed = { tails: "'" };

/** Functional languages and Lisps. */
export const functionalRows = {
  haskell: {
    endings: ".hs",
    syntax: haskell,
    names: primed,
    keywords: haskellWords,
    declarators: "data newtype",
  },
  purescript: {
    endings: ".purs",
    syntax: { ...haskell, strings: [many('"""'), dq, ch] },
    names: primed,
    keywords: haskellWords,
  },
  elm: {
    endings: ".elm",
    syntax: { ...dashes, tuples: true, strings: [many('"""'), dq, ch], indented: true },
    names: primed,
    keywords: "alias as exposing module of port then type where",
  },
  agda: { endings: ".agda", syntax: haskell, names: primed },
  idris: { endings: ".idr", syntax: { ...haskell, strings: [many('"""'), dq, ch] }, names: primed },
  lean: {
    syntax: { ...dashes, blockComments: [["/-", "-/"]], strings: [...leanHoles, many('"'), ch], indented: true },
    names: primed,
  },
  lean4: {
    endings: ".lean",
    syntax: { ...dashes, blockComments: [["/-", "-/"]], strings: [...leanHoles, many('"'), ch], indented: true },
    names: primed,
  },
  ocaml: {
    endings: ".ml .mli",
    syntax: {
      tuples: true,
      lineComments: [],
      blockComments: [["(*", "*)"]],
      nestedComments: true,
      strings: [many('"'), ch],
      rawStrings: "ocaml",
      wordCharacters: "'",
    },
    names: primed,
    keywords:
      "and as assert begin done downto end exception external fun function functor include inherit lazy match method " +
      "module mutable nonrec object of open or rec sig struct then to type val when",
  },
  fsharp: {
    endings: ".fs .fsi .fsx",
    syntax: {
      tuples: true,
      lineComments: ["//"],
      blockComments: [["(*", "*)"]],
      codeMarks: ["(*)"],
      nestedComments: true,
      strings: [{ ...raw('"""'), open: '$"""', hole: "{" }, raw('"""'), { ...many('"'), open: '$"', hole: "{" }, { open: '@"', close: '"', doubled: true, multiline: true }, many('"'), ch],
      indented: true,
      wordCharacters: "'",
    },
    names: primed,
    keywords:
      "abstract and as assert begin done downcast elif end exception extern fun function inherit inline internal lazy " +
      "match member module mutable namespace not of open or override rec then to type upcast use val when yield",
  }, // biome-ignore format: a row
  clojure: {
    endings: ".clj .cljs .cljc .edn",
    syntax: { ...lisp, blockComments: [], escapes: ["\\"] },
    names: lispNames,
    keywords: "cond def defmacro defmethod defmulti defn defprotocol defrecord fn loop nil ns recur require",
    declarators: "defn defmacro defmulti defrecord defprotocol",
  },
  lisp: {
    endings: ".lisp .lsp",
    syntax: lisp,
    names: lispNames,
    keywords: lispWords,
    declarators: "defun defmacro defvar",
  },
  commonlisp: { family: "lisp", syntax: lisp, names: lispNames },
  elisp: {
    endings: ".el",
    syntax: { ...lisp, blockComments: [], escapes: ["\\", "?\\", "?"] },
    names: lispNames,
    keywords: lispWords,
  },
  "emacs-lisp": {
    family: "elisp",
    syntax: { ...lisp, blockComments: [], escapes: ["\\", "?\\", "?"] },
    names: lispNames,
  },
  scheme: { endings: ".scm .ss", syntax: lisp, names: lispNames, keywords: schemeWords, declarators: "define" },
  racket: {
    endings: ".rkt",
    syntax: { ...lisp, heredoc: "racket" },
    names: lispNames,
    keywords: schemeWords,
    declarators: "define",
  },
  fennel: { endings: ".fnl", syntax: { ...lisp, blockComments: [], escapes: [] }, names: lispNames },
} as const satisfies Record<string, LanguageRow>;
