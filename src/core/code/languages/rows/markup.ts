import type { LanguageRow, LanguageSyntax } from "../language.ts";
import { dq, slashes, sq } from "../literals.ts";

const html: LanguageSyntax = {
  lineComments: [],
  blockComments: [["<!--", "-->"]],
  strings: [],
  markup: "html",
  wordCharacters: "-",
};
/** Templates of pages that are indented instead of tagged. */
const indented: LanguageSyntax = { ...slashes, strings: [dq, sq], indented: true, wordCharacters: "-" };
const names = { joiners: "-" };
const family = "html";

/** Documents of tags, and templates of them. */
export const markupRows = {
  html: { endings: ".html .htm", syntax: html, names },
  xml: { endings: ".xml .svg .xsd", syntax: html, names },
  xsl: { endings: ".xsl .xslt", syntax: html, names },
  handlebars: {
    family,
    endings: ".hbs .handlebars",
    syntax: { ...html, blockComments: [["<!--", "-->"], ["{{!--", "--}}"]] },
    names,
  }, // biome-ignore format: a row
  razor: {
    family,
    endings: ".cshtml .razor",
    syntax: { ...html, blockComments: [["<!--", "-->"], ["@*", "*@"]] },
    names,
  }, // biome-ignore format: a row
  "django-html": { family, syntax: { ...html, blockComments: [["<!--", "-->"], ["{#", "#}"]] }, names }, // biome-ignore format: a row
  "jinja-html": { family, syntax: { ...html, blockComments: [["<!--", "-->"], ["{#", "#}"]] }, names }, // biome-ignore format: a row
  twig: { family, endings: ".twig", syntax: { ...html, blockComments: [["<!--", "-->"], ["{#", "#}"]] }, names }, // biome-ignore format: a row
  blade: { syntax: { ...html, blockComments: [["<!--", "-->"], ["{{--", "--}}"]] }, names }, // biome-ignore format: a row
  erb: { endings: ".erb", syntax: { ...html, blockComments: [["<!--", "-->"], ["<%#", "%>"]] }, names }, // biome-ignore format: a row
  "html.erb": { family: "erb", syntax: { ...html, blockComments: [["<!--", "-->"], ["<%#", "%>"]] } }, // biome-ignore format: a row
  ejs: { endings: ".ejs", syntax: { ...html, blockComments: [["<!--", "-->"], ["<%#", "%>"]] }, names }, // biome-ignore format: a row
  jade: { syntax: indented, names },
  pug: { family: "jade", endings: ".pug .jade", syntax: indented },
  haml: { endings: ".haml", syntax: { lineComments: ["-#"], blockComments: [], strings: [dq], indented: true }, names },
} as const satisfies Record<string, LanguageRow>;
