import type { LanguageRow, LanguageSyntax } from "../language.ts";
import { dq, sq } from "../literals.ts";

const css: LanguageSyntax = { lineComments: [], blockComments: [["/*", "*/"]], strings: [dq, sq], wordCharacters: "-" };
const scss: LanguageSyntax = { ...css, lineComments: ["//"] };
const names = { joiners: "-", leads: ":" };
const family = "css";

/** Style sheets. */
export const styleRows = {
  css: { endings: ".css", syntax: css, names },
  scss: { family, endings: ".scss", syntax: scss, names },
  less: { family, endings: ".less", syntax: scss, names },
  sass: { family, endings: ".sass", syntax: { ...scss, indented: true }, names },
  stylus: { family, endings: ".styl", syntax: scss, names },
  postcss: { family, endings: ".pcss", syntax: scss, names },
} as const satisfies Record<string, LanguageRow>;
