import type { LanguageRow, LanguageSyntax } from "../language.ts";
import { dq, many, slashes, sq } from "../literals.ts";

const script: LanguageSyntax = { ...slashes, strings: [many("`", "${"), dq, sq], regex: true, wordCharacters: "$" };
const jsx: LanguageSyntax = { ...script, markup: "jsx" };
/** Components: elements with a script and a style among them. */
const component: LanguageSyntax = {
  lineComments: [],
  blockComments: [["<!--", "-->"]],
  strings: [],
  markup: "html",
  holeLanguage: "typescript",
  wordCharacters: "-",
};
const family = "typescript";

/** JavaScript, its dialects, and what is written around it. */
export const scriptRows = {
  typescript: {
    endings: ".ts .mts .cts",
    syntax: script,
    keywords:
      "abstract any as asserts async await bigint boolean debugger declare delete export extends from function get " +
      "implements infer instanceof keyof module namespace never number object of out override package readonly " +
      "require satisfies set string symbol type typeof undefined unique unknown using yield",
    commonNames:
      "Promise Array Object JSON Math Error Map Set Date RegExp String Number Boolean Symbol Record Partial Readonly " +
      "Pick Omit Function Iterator WeakMap Uint8Array ArrayBuffer console log length push pop shift slice splice map " +
      "filter forEach reduce find some every includes indexOf join split trim concat keys values entries has add get " +
      "set then catch finally resolve reject toString parse stringify isArray window document process undefined " +
      "replace match test exec assign setTimeout clearTimeout parseInt parseFloat sort flat flatMap describe expect " +
      "toBe toEqual props children key",
  },
  typescriptreact: { family, endings: ".tsx", syntax: jsx },
  javascript: { family, endings: ".js .mjs .cjs", syntax: jsx },
  javascriptreact: { family, endings: ".jsx", syntax: jsx },
  vue: { family, endings: ".vue", syntax: component, names: { joiners: "-" } },
  svelte: { family, endings: ".svelte", syntax: component, names: { joiners: "-" } },
  astro: { family, endings: ".astro", syntax: { ...component, frontMatter: "typescript" }, names: { joiners: "-" } },
  coffeescript: {
    endings: ".coffee",
    syntax: {
      lineComments: ["#"],
      blockComments: [["###", "###"]],
      strings: [many("///", "#{"), many('"""', "#{"), many("'''"), many('"', "#{"), many("'"), many("`")],
      regex: true,
      indented: true,
      wordCharacters: "$@",
    },
    keywords:
      "and by class delete do else extends instanceof is isnt loop no not of off on or own super then this typeof " +
      "undefined unless until when yes",
  },
} as const satisfies Record<string, LanguageRow>;
