import { expect, test } from "vitest";
import type { LanguageRow } from "../../../src/core/code/languages/language.ts";
import { Languages, languages } from "../../../src/core/code/languages/languages.ts";
import { isKnownLanguage, languageTable } from "../../../src/core/code/languages/table.ts";
import { nameGoesOn } from "../../../src/core/code/nameGoesOn.ts";
import { occurrence } from "../../../src/core/code/occurrence.ts";
import { scan } from "../../../src/core/code/scan/scan.ts";
import { scanWords } from "../../../src/core/code/scanWords.ts";

/** Everything there is to do for a new language: a row like this one, in one of the files of `languages/rows`. */
const klingon: LanguageRow = {
  endings: ".tlh",
  syntax: {
    lineComments: ["~~"],
    blockComments: [["{~", "~}"]],
    strings: [{ open: "«", close: "»" }],
    openWords: ["taH"],
    closeWords: ["end"],
  },
  keywords: "taH pagh vaj ghItlh",
  declarators: "ghItlh",
  commonNames: "Qapla",
  names: { joiners: "-" },
  wordy: true,
};

test("one row makes a language: path, scan, keywords, declarations and names", () => {
  expect(new Languages({ ...languageTable, klingon }).ofPath("src/Batlh.TLH")).toBe("klingon");
  languages.add("klingon", klingon);
  const language = languages.of("klingon");
  expect(language).toMatchObject({ family: "klingon", hasProse: false, hasSingleQuotes: true });
  expect(language.keywords.has("pagh")).toBe(true);
  expect(language.commonNames.has("Qapla")).toBe(true);
  expect(nameGoesOn("qet", "-wI", language.names)).toBe(true);
  const text = "taH x «)» ~~ )\n{~ ) ~} end";
  const { spans, state } = scan(text, "klingon");
  expect(spans.map(({ from, to }) => text.slice(from, to))).toEqual(["«)»", "~~ )", "{~ ) ~}"]);
  expect(state.frames).toEqual([]);
  const [named] = scanWords("ghItlh paq", language).names;
  expect(named).toEqual({ name: "paq", facts: occurrence.declared });
});

test("a language of a family is taken to have the family's words, and its own syntax", () => {
  const vue = languages.of("vue");
  expect(vue.family).toBe("typescript");
  expect(vue.keywords.has("interface")).toBe(true);
  expect(vue.commonNames.has("Promise")).toBe(true);
  expect(vue.syntax.lineComments).toEqual([]);
  expect(languages.of("fish")).toMatchObject({ family: "shellscript", hasProse: false });
});

test("files are recognised by ending or name, and a family has the endings of its members", () => {
  expect(languages.ofPath("a/b.test.TSX")).toBe("typescriptreact");
  expect(languages.ofPath("Dockerfile")).toBe("dockerfile");
  expect(languages.ofPath("C:\\work\\CMakeLists.txt")).toBe("cmake");
  expect(languages.ofPath("a.b/c")).toBe("plaintext");
  expect(languages.endingsOfFamily("c")).toEqual(expect.arrayContaining([".c", ".h", ".cpp", ".mm"]));
  expect(languages.endingsOfFamily("nothing")).toEqual([]);
});

test("an unknown language has brackets, quotes and a few keywords", () => {
  expect(isKnownLanguage("klingon")).toBe(false);
  const { syntax, keywords, family } = languages.of("toString");
  expect(family).toBe("toString");
  expect(syntax.lineComments).toEqual([]);
  expect(keywords.has("end")).toBe(true);
});

test("every family is named by a row of the table, and no ending belongs to two languages", () => {
  const endings = new Map<string, string>();
  for (const [id, row] of Object.entries(languageTable)) {
    if (row.family !== undefined) expect(languageTable[row.family], id).toBeDefined();
    for (const ending of `${row.endings ?? ""} ${row.fileNames ?? ""}`.split(" ").filter((each) => each !== "")) {
      expect(endings.get(ending), `${ending} of ${id}`).toBeUndefined();
      endings.set(ending, id);
    }
  }
});
