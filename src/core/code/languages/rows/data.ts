import type { LanguageRow, LanguageSyntax } from "../language.ts";
import { doubled, dq, hashes, many, raw, slashes } from "../literals.ts";

const json: LanguageSyntax = { ...slashes, strings: [dq] };
const yaml: LanguageSyntax = {
  ...hashes,
  strings: [
    { ...many('"'), atValue: true },
    { ...doubled("'"), atValue: true },
  ],
  commentStart: "space",
  blockScalars: true,
  indented: true,
  bullets: true,
  wordCharacters: "-",
};
const ini: LanguageSyntax = {
  lineComments: ["#", ";"],
  commentStart: "space",
  blockComments: [],
  strings: [dq],
  wordCharacters: "-",
};
const terraform: LanguageSyntax = {
  lineComments: ["#", "//"],
  blockComments: [["/*", "*/"]],
  strings: [{ ...dq, hole: "${", harmless: ["$${"] }],
  heredoc: "terraform",
  wordCharacters: "-",
};
const names = { joiners: "-" };

/** Data, settings and queries. */
export const dataRows = {
  json: { endings: ".json", syntax: json },
  jsonc: { family: "json", endings: ".jsonc", syntax: json },
  json5: { family: "json", endings: ".json5", syntax: { ...json, strings: [many('"'), many("'")] } },
  jsonl: { family: "json", endings: ".jsonl", syntax: json },
  yaml: { endings: ".yaml .yml", syntax: yaml, names, wordy: true },
  dockercompose: { family: "yaml", syntax: yaml, names },
  "github-actions-workflow": { family: "yaml", syntax: yaml },
  toml: {
    endings: ".toml",
    syntax: {
      ...hashes,
      strings: [
        { ...many('"""'), lastCloses: true },
        { ...raw("'''"), lastCloses: true },
        dq,
        { open: "'", close: "'" },
      ],
      wordCharacters: "-",
    },
    names,
  },
  ini: { endings: ".ini", syntax: ini, names },
  properties: {
    endings: ".properties",
    syntax: { ...ini, strings: [], lineComments: ["#", "!"], commentStart: "line" },
  },
  dotenv: { syntax: { ...ini, strings: [many('"'), many("'")], lineComments: ["#"] } },
  editorconfig: { fileNames: ".editorconfig", syntax: { ...ini, strings: [] } },
  terraform: { endings: ".tf .tfvars", syntax: terraform },
  hcl: { family: "terraform", endings: ".hcl", syntax: terraform },
  "terraform-vars": { family: "terraform", syntax: terraform },
  graphql: { endings: ".graphql .gql", syntax: { ...hashes, strings: [raw('"""'), dq] } },
  sql: {
    endings: ".sql",
    syntax: {
      lineComments: ["--"],
      blockComments: [["/*", "*/"]],
      strings: [
        { ...many("'"), open: "E'", doubled: true },
        { ...doubled("'"), afterWord: true },
        doubled('"'),
        raw("`"),
      ],
    },
    wordy: true,
    keywords:
      "ALTER AND AS ASC BEGIN BY CASE CAST CREATE DELETE DESC DISTINCT DROP ELSE END EXISTS FROM FULL FUNCTION GROUP " +
      "HAVING IN INDEX INNER INSERT INTO IS JOIN KEY LEFT LIKE LIMIT NOT NULL OFFSET ON OR ORDER OUTER PRIMARY " +
      "REFERENCES RETURNS RIGHT SELECT SET TABLE THEN UNION UNIQUE UPDATE VALUES VIEW WHEN WHERE WITH alter and as asc " +
      "begin by create delete desc distinct drop end exists from group having index inner insert into is join key left " +
      "like limit not null offset on or order outer primary references returns right select table then union unique " +
      "update values view when where",
  },
  nix: {
    endings: ".nix",
    syntax: {
      lineComments: ["#"],
      blockComments: [["/*", "*/"]],
      strings: [{ ...raw("''"), hole: "${", harmless: ["'''", "''$", "''\\"] }, many('"', "${")],
      wordCharacters: "-'",
    },
    names,
  },
  vb: {
    endings: ".vb .bas .vbs",
    syntax: { lineComments: ["'", "REM ", "Rem ", "rem "], blockComments: [], strings: [doubled('"', false)] },
  },
} as const satisfies Record<string, LanguageRow>;
