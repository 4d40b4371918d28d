/** How one kind of string literal is written. */
export interface StringSyntax {
  readonly open: string;
  readonly close: string;
  /** The character that takes away the next one's meaning; undefined where there is none. */
  readonly escape?: "\\" | "`" | undefined;
  /** Writing the closing quote twice stands for the quote itself. */
  readonly doubled?: boolean;
  /** May go on over a line's end. */
  readonly multiline?: boolean;
  /** What opens code inside the string; it ends at the bracket that belongs to it. */
  readonly hole?: string;
  /** A single character: only a quote that closes after a few characters of the same line opens one (lifetimes don't). */
  readonly character?: boolean;
}

export type Heredoc = "shell" | "ruby" | "php" | "terraform";

/** What the scanner has to know of a language to tell code from comments and strings, and what closes what. */
export interface LanguageSyntax {
  readonly lineComments: readonly string[];
  readonly blockComments: readonly (readonly [open: string, close: string])[];
  readonly nestedComments?: boolean;
  /** In the order in which they are tried: longer openers first. */
  readonly strings: readonly StringSyntax[];
  readonly regex?: boolean;
  /** Raw strings whose closing depends on their opening: `r#"…"#` or `R"x(…)x"`. */
  readonly rawStrings?: "rust" | "cpp";
  /** Words that open and close blocks in the place of brackets; an opener counts only where a statement begins. */
  readonly openWords?: readonly string[];
  /** Openers that also count at a line's end, such as `do`. */
  readonly tailWords?: readonly string[];
  readonly closeWords?: readonly string[];
  readonly heredoc?: Heredoc;
  /** `jsx`: tags where an expression may stand; `html`: tags everywhere. */
  readonly markup?: "jsx" | "html";
  /** Indentation alone says where a block ends. */
  readonly indented?: boolean;
  /** A closing round bracket may stand alone, as in the `case` patterns of a shell. */
  readonly looseRound?: boolean;
  /** Characters beside letters, digits and `_` that belong to words. */
  readonly wordCharacters?: string;
  /** `(a, b)` is a value. */
  readonly tuples?: boolean;
  /** Items of a list begin with `-`. */
  readonly bullets?: boolean;
  /** Text for people: no rule about code applies. */
  readonly prose?: boolean;
}

const dq: StringSyntax = { open: '"', close: '"', escape: "\\" };
const sq: StringSyntax = { open: "'", close: "'", escape: "\\" };
const ch: StringSyntax = { ...sq, character: true };
const many = (quote: string, hole?: string): StringSyntax =>
  hole === undefined
    ? { open: quote, close: quote, escape: "\\", multiline: true }
    : { open: quote, close: quote, escape: "\\", multiline: true, hole };
const raw = (open: string, close = open): StringSyntax => ({ open, close, multiline: true });
const doubled = (quote: string, multiline = true): StringSyntax => ({
  open: quote,
  close: quote,
  doubled: true,
  multiline,
});
const slashes = { lineComments: ["//"], blockComments: [["/*", "*/"]] } as const;
const hashes = { lineComments: ["#"], blockComments: [] } as const;

const script: LanguageSyntax = {
  ...slashes,
  strings: [many("`", "${"), dq, sq],
  regex: true,
  wordCharacters: "$",
};
const jsx: LanguageSyntax = { ...script, markup: "jsx" };
const cLike: LanguageSyntax = { ...slashes, strings: [dq, ch] };
const cpp: LanguageSyntax = { ...cLike, rawStrings: "cpp" };
const jvm: LanguageSyntax = { ...slashes, strings: [many('"""', "${"), { ...dq, hole: "${" }, ch] };
const css: LanguageSyntax = { lineComments: [], blockComments: [["/*", "*/"]], strings: [dq, sq], wordCharacters: "-" };
const scss: LanguageSyntax = { ...css, lineComments: ["//"] };
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
const shell: LanguageSyntax = {
  ...hashes,
  strings: [many("$'"), { ...many('"', "$("), multiline: true }, raw("'")],
  openWords: ["if", "case", "do"],
  closeWords: ["fi", "esac", "done"],
  heredoc: "shell",
  looseRound: true,
  wordCharacters: "-",
};
const html: LanguageSyntax = {
  lineComments: [],
  blockComments: [["<!--", "-->"]],
  strings: [],
  markup: "html",
  wordCharacters: "-",
};
const json: LanguageSyntax = { ...slashes, strings: [dq] };
const yaml: LanguageSyntax = {
  ...hashes,
  strings: [dq, doubled("'")],
  indented: true,
  bullets: true,
  wordCharacters: "-",
};
const ini: LanguageSyntax = { lineComments: ["#", ";"], blockComments: [], strings: [dq, sq], wordCharacters: "-" };
const lisp: LanguageSyntax = {
  lineComments: [";"],
  blockComments: [["#|", "|#"]],
  strings: [many('"')],
  wordCharacters: "-?!*",
};
const prose: LanguageSyntax = { lineComments: [], blockComments: [], strings: [], prose: true };

const table = {
  typescript: script,
  javascript: jsx,
  typescriptreact: jsx,
  javascriptreact: jsx,
  vue: html,
  svelte: html,
  astro: html,
  html,
  xml: html,
  xsl: html,
  handlebars: html,
  razor: html,
  css,
  scss,
  less: scss,
  stylus: scss,
  sass: { ...scss, indented: true },
  json,
  jsonc: json,
  json5: json,
  jsonl: json,
  python,
  starlark: { ...python },
  java: { ...slashes, strings: [many('"""'), dq, ch] },
  kotlin: { ...jvm, nestedComments: true },
  scala: { ...jvm, nestedComments: true, tuples: true },
  groovy: { ...jvm, strings: [many('"""', "${"), many("'''"), { ...dq, hole: "${" }, sq] },
  dart: { ...jvm, strings: [many('"""', "${"), many("'''", "${"), { ...dq, hole: "${" }, { ...sq, hole: "${" }] },
  swift: { ...slashes, nestedComments: true, tuples: true, strings: [many('"""', "\\("), { ...dq, hole: "\\(" }] },
  go: { ...slashes, strings: [raw("`"), dq, ch] },
  rust: { ...slashes, nestedComments: true, tuples: true, strings: [many('"'), ch], rawStrings: "rust" },
  c: cLike,
  cpp,
  "objective-c": cLike,
  "objective-cpp": cpp,
  "cuda-cpp": cpp,
  csharp: {
    tuples: true,
    ...slashes,
    strings: [
      raw('"""'),
      { ...doubled('"'), open: '$@"', hole: "{" },
      { ...doubled('"'), open: '@$"', hole: "{" },
      { ...doubled('"'), open: '@"' },
      { ...dq, open: '$"', hole: "{" },
      dq,
      ch,
    ],
  },
  fsharp: {
    tuples: true,
    lineComments: ["//"],
    blockComments: [["(*", "*)"]],
    nestedComments: true,
    strings: [raw('"""'), many('"')],
    indented: true,
  },
  php: {
    lineComments: ["//", "#"],
    blockComments: [["/*", "*/"]],
    strings: [many('"'), many("'")],
    heredoc: "php",
    wordCharacters: "$",
  },
  ruby: {
    lineComments: ["#"],
    blockComments: [["=begin", "=end"]],
    strings: [many('"', "#{"), many("'"), many("`", "#{")],
    regex: true,
    openWords: ["def", "class", "module", "if", "unless", "while", "until", "for", "case", "begin"],
    tailWords: ["do"],
    closeWords: ["end"],
    heredoc: "ruby",
    wordCharacters: "?!@",
  },
  elixir: {
    ...hashes,
    strings: [many('"""', "#{"), many('"', "#{"), sq],
    tailWords: ["do", "fn"],
    closeWords: ["end"],
    wordCharacters: "?!",
  },
  lua: {
    lineComments: ["--"],
    blockComments: [["--[[", "]]"]],
    strings: [raw("[[", "]]"), dq, sq],
    openWords: ["if", "for", "while", "function", "local function"],
    tailWords: ["do"],
    closeWords: ["end"],
  },
  julia: {
    tuples: true,
    lineComments: ["#"],
    blockComments: [["#=", "=#"]],
    nestedComments: true,
    strings: [many('"""', "$("), { ...dq, hole: "$(" }],
    openWords: ["function", "if", "for", "while", "struct", "mutable struct", "module", "begin", "let", "try", "macro"],
    tailWords: ["do"],
    closeWords: ["end"],
    wordCharacters: "!",
  },
  shellscript: shell,
  bash: shell,
  zsh: shell,
  fish: {
    ...hashes,
    strings: [dq, sq],
    openWords: ["if", "for", "while", "function", "switch", "begin"],
    closeWords: ["end"],
    wordCharacters: "-",
  },
  powershell: {
    lineComments: ["#"],
    blockComments: [["<#", "#>"]],
    strings: [
      raw('@"', '\n"@'),
      raw("@'", "\n'@"),
      { open: '"', close: '"', escape: "`", multiline: true, hole: "$(" },
      doubled("'"),
    ],
    wordCharacters: "$-",
  },
  perl: { ...hashes, strings: [many('"'), many("'")], wordCharacters: "$@%" },
  r: { ...hashes, strings: [many('"'), many("'"), raw("`")], wordCharacters: "." },
  sql: { lineComments: ["--"], blockComments: [["/*", "*/"]], strings: [doubled("'"), doubled('"'), raw("`")] },
  haskell: {
    tuples: true,
    lineComments: ["--"],
    blockComments: [["{-", "-}"]],
    nestedComments: true,
    strings: [dq, ch],
    indented: true,
    wordCharacters: "'",
  },
  elm: {
    tuples: true,
    lineComments: ["--"],
    blockComments: [["{-", "-}"]],
    nestedComments: true,
    strings: [many('"""'), dq, sq],
    indented: true,
  },
  ocaml: {
    tuples: true,
    lineComments: [],
    blockComments: [["(*", "*)"]],
    nestedComments: true,
    strings: [many('"'), ch],
    wordCharacters: "'",
  },
  clojure: lisp,
  lisp,
  scheme: lisp,
  yaml,
  dockercompose: yaml,
  "github-actions-workflow": yaml,
  toml: { ...hashes, strings: [many('"""'), raw("'''"), dq, { open: "'", close: "'" }], wordCharacters: "-" },
  ini,
  properties: ini,
  dotenv: ini,
  dockerfile: { ...hashes, strings: [dq, sq], wordCharacters: "-" },
  makefile: { ...hashes, strings: [dq, sq], wordCharacters: "-" },
  cmake: { lineComments: ["#"], blockComments: [["#[[", "]]"]], strings: [many('"')] },
  terraform: {
    lineComments: ["#", "//"],
    blockComments: [["/*", "*/"]],
    strings: [{ ...dq, hole: "${" }],
    heredoc: "terraform",
    wordCharacters: "-",
  },
  hcl: {
    lineComments: ["#", "//"],
    blockComments: [["/*", "*/"]],
    strings: [{ ...dq, hole: "${" }],
    heredoc: "terraform",
    wordCharacters: "-",
  },
  graphql: { ...hashes, strings: [raw('"""'), dq] },
  proto3: cLike,
  proto: cLike,
  solidity: cLike,
  zig: { lineComments: ["//"], blockComments: [], strings: [dq, ch] },
  nix: {
    lineComments: ["#"],
    blockComments: [["/*", "*/"]],
    strings: [{ ...raw("''"), hole: "${" }, many('"', "${")],
    wordCharacters: "-'",
  },
  vb: { lineComments: ["'"], blockComments: [], strings: [doubled('"', false)] },
  latex: { ...prose, lineComments: ["%"] },
  markdown: prose,
  mdx: prose,
  plaintext: prose,
  scminput: prose,
  "git-commit": prose,
  restructuredtext: prose,
} as const satisfies Record<string, LanguageSyntax>;

/** VS Code language id of a language in the table. */
export type KnownLanguage = keyof typeof table;

export function isKnownLanguage(languageId: string): languageId is KnownLanguage {
  return Object.hasOwn(table, languageId);
}

const byId: ReadonlyMap<string, LanguageSyntax> = new Map(Object.entries(table));

/** What is assumed of a language that isn't in the table: brackets and plain quotes, no comments. */
const unknown: LanguageSyntax = { lineComments: [], blockComments: [], strings: [dq, sq] };

/** The syntax of a language by VS Code language id. */
export function languageSyntax(languageId: string): LanguageSyntax {
  return byId.get(languageId) ?? unknown;
}
