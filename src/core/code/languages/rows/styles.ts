import type { LanguageRow, LanguageSyntax } from "../language.ts";
import { dq, sq } from "../literals.ts";

const css: LanguageSyntax = {
  lineComments: [],
  blockComments: [["/*", "*/"]],
  strings: [dq, sq],
  escapes: ["\\"],
  wordCharacters: "-",
};
const stylus: LanguageSyntax = { ...css, lineComments: ["//"] };
const scss: LanguageSyntax = { ...stylus, strings: withHoles("#{") };
const less: LanguageSyntax = { ...stylus, strings: withHoles("@{") };
const names = { joiners: "-", leads: ":" };
const family = "css";

function withHoles(hole: string) {
  return [dq, sq].map((quote) => ({ ...quote, hole }));
}

/** Style sheets. */
export const styleRows = {
  css: { endings: ".css", syntax: css, names },
  scss: { family, endings: ".scss", syntax: scss, names },
  less: { family, endings: ".less", syntax: less, names },
  sass: { family, endings: ".sass", syntax: { ...scss, indented: true }, names },
  stylus: { family, endings: ".styl", syntax: stylus, names },
  postcss: { family, endings: ".pcss", syntax: stylus, names },
} as const satisfies Record<string, LanguageRow>;
