import type { LanguageRow, LanguageSyntax } from "../language.ts";
import { doubled, dq, hashes, many, raw, sq } from "../literals.ts";

const shell: LanguageSyntax = {
  ...hashes,
  strings: [
    { ...many("'"), open: "$'" },
    { ...many('"', "$("), afterWord: true },
    { ...raw("'"), afterWord: true },
  ],
  escapes: ["\\"],
  openWords: ["if", "case", "do"],
  closeWords: ["fi", "esac", "done"],
  heredoc: "shell",
  looseRound: true,
  wordCharacters: "-",
};
const family = "shellscript";
const names = { joiners: "-" };
/** Files of commands or settings, in which words in a row are no prose. */
const commands: LanguageSyntax = { ...hashes, strings: [dq, sq], escapes: ["\\"], wordCharacters: "-" };

/** Shells, and files that consist of their commands. */
export const shellRows = {
  shellscript: {
    endings: ".sh .bash .zsh .ksh",
    syntax: shell,
    names,
    wordy: true,
    keywords: "done echo elif esac exit export fi function local readonly set shift source then unset until",
    declarators: "local readonly export",
  },
  bash: { family, syntax: shell },
  zsh: { family, syntax: shell },
  fish: {
    family,
    endings: ".fish",
    syntax: {
      ...hashes,
      strings: [
        { ...many('"'), afterWord: true },
        { ...many("'"), afterWord: true },
      ],
      escapes: ["\\"],
      openWords: ["if", "for", "while", "function", "switch", "begin"],
      closeWords: ["end"],
      wordCharacters: "-",
    },
  },
  powershell: {
    endings: ".ps1 .psm1 .psd1",
    syntax: {
      lineComments: ["#"],
      blockComments: [["<#", "#>"]],
      strings: [
        raw('@"', '\n"@'),
        raw("@'", "\n'@"),
        { open: '"', close: '"', escape: "`", multiline: true, doubled: true, hole: "$(" },
        doubled("'"),
      ],
      escapes: ["`"],
      wordCharacters: "$-",
    },
    names,
    wordy: true,
  },
  bat: {
    endings: ".bat .cmd",
    syntax: { lineComments: ["REM ", "rem ", "@REM ", "@rem ", "::"], commentStart: "line", blockComments: [], strings: [dq], escapes: ["^"], looseRound: true },
    names,
    wordy: true,
  }, // biome-ignore format: a row
  dockerfile: {
    fileNames: "dockerfile containerfile",
    endings: ".dockerfile",
    syntax: { ...commands, heredoc: "shell", looseRound: true },
    names,
    wordy: true,
  },
  makefile: {
    fileNames: "makefile gnumakefile",
    endings: ".mk .mak",
    syntax: { ...hashes, strings: [dq, sq], wordCharacters: "-" },
    names,
    wordy: true,
  },
  cmake: {
    fileNames: "cmakelists.txt",
    endings: ".cmake",
    syntax: {
      lineComments: ["#"],
      blockComments: [["#[[", "]]"]],
      rawStrings: "lua",
      strings: [many('"')],
      escapes: ["\\"],
    },
  },
} as const satisfies Record<string, LanguageRow>;
