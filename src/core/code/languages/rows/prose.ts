import type { LanguageRow, LanguageSyntax } from "../language.ts";
import { raw } from "../literals.ts";

const prose: LanguageSyntax = { lineComments: [], blockComments: [], strings: [], prose: true };
const markdown: LanguageSyntax = { ...prose, blockComments: [["<!--", "-->"]], fences: true, frontMatter: "yaml" };
/** Commands and environments of TeX in which `%` does not start a comment. */
const verbatim = [
  ...["verbatim", "lstlisting", "minted"].map((name) => raw(`\\begin{${name}}`, `\\end{${name}}`)),
  ...["|", "+", "!", '"', "="].flatMap((mark) => [
    { open: `\\verb${mark}`, close: mark },
    { open: `\\lstinline${mark}`, close: mark },
  ]),
  ...["\\url", "\\href", "\\path", "\\nolinkurl"].map((command) => ({ open: `${command}{`, close: "}" })),
];
const tex: LanguageSyntax = {
  ...prose,
  lineComments: ["%"],
  blockComments: [["\\begin{comment}", "\\end{comment}"]],
  strings: verbatim,
  escapes: ["\\"],
};

/** Text for people. */
export const proseRows = {
  latex: { endings: ".tex", syntax: tex, wordy: true },
  tex: { family: "latex", endings: ".sty .cls .ltx", syntax: tex },
  bibtex: { endings: ".bib", syntax: tex },
  markdown: { endings: ".md .markdown", syntax: markdown, wordy: true },
  mdx: {
    family: "markdown",
    endings: ".mdx",
    syntax: { ...markdown, blockComments: [["{/*", "*/}"]], holeLanguage: "javascriptreact" },
  },
  plaintext: { syntax: prose, wordy: true },
  scminput: { syntax: prose },
  "git-commit": { syntax: { ...prose, lineComments: ["#"], commentStart: "line" } },
  "git-rebase": { syntax: { ...prose, lineComments: ["#"], commentStart: "line" } },
  restructuredtext: { endings: ".rst", syntax: prose },
} as const satisfies Record<string, LanguageRow>;
