import { expect, test } from "vitest";
import { configurationPath } from "../../../src/core/code/languages/configurationPath.ts";
import { languageFromConfiguration } from "../../../src/core/code/languages/languageFromConfiguration.ts";
import { languages } from "../../../src/core/code/languages/languages.ts";
import { scan } from "../../../src/core/code/scan/scan.ts";
import { surroundingsOf } from "../../../src/core/code/scan/surroundings.ts";
import { commentOut } from "../../../src/core/prompt/commentOut.ts";
import { at } from "../../support/at.ts";

/** As an extension for Ada writes it, with comments and trailing commas. */
const ada = `{
  // marks of comments
  "comments": { "lineComment": "--", "blockComment": ["{-", "-}"] },
  "brackets": [["(", ")"]],
  "autoClosingPairs": [
    ["(", ")"], /* "quotes" */
    { "open": "\\"", "close": "\\"", "notIn": ["string"] },
  ],
}`;

test("comments and strings of a language come from its configuration", () => {
  expect(commentOut("a", "ada")).toBe("a");
  const row = languageFromConfiguration(ada);
  if (row) languages.add("ada", row);
  const text = 'x := "-- a"; -- it\'s\ny := {- " -} X\'Length;';
  expect(scan(text, "ada").spans.map(({ from, to }) => text.slice(from, to))).toEqual(['"-- a"', "-- it's", '{- " -}']);
  expect(surroundingsOf(at("x -- ▮", { languageId: "ada" })).inside).toBe("comment");
  expect(commentOut("a", "ada")).toBe("-- a");
});

test("a line comment may be an object, and a language may be one of indentation", () => {
  const row = languageFromConfiguration(
    `{"comments":{"lineComment":{"comment":"#","noIndent":true}},"folding":{"offSide":true},"autoClosingPairs":[["'''","'''"],["'","'"],["f\\"","\\""]]}`,
  );
  expect(row?.syntax).toMatchObject({ lineComments: ["#"], blockComments: [], indented: true });
  expect(row?.syntax.strings.map(({ open }) => open)).toEqual(["'''", 'f"', "'"]);
});

test.each([
  ["REM", "REM a▮", "comment"],
  ["REM", "rem a▮", "comment"],
  ["REM", "REMOVE a▮", "code"],
  ["rem", "theorem a▮", "code"],
  ["REM ", "REM a▮", "comment"],
  ["-- ", "-- a▮", "comment"],
  [["//", "#"], "# a▮", "comment"],
  ["*", "* a▮", "comment"],
  ["*", "a * b▮", "code"],
  [{ comment: "C", noIndent: true }, "C a▮", "comment"],
  [{ comment: "C", noIndent: true }, "  CALL f▮", "code"],
  [{ comment: "* ", noIndent: true }, "x = a * b▮", "code"],
  [{ comment: "#", noIndent: true }, "a # b▮", "comment"],
  ["'", "x = 1 ' it's▮", "comment"],
] as const)("of a line comment %j, %s is in %s", (lineComment, drawn, inside) => {
  const id = `made-up ${JSON.stringify(lineComment)}`;
  const row = languageFromConfiguration(JSON.stringify({ comments: { lineComment } }));
  if (row) languages.add(id, row);
  expect(surroundingsOf(at(drawn, { languageId: id })).inside).toBe(inside);
});

test("marks of a block comment may have blanks in and around them, and are no words", () => {
  const of = (blockComment: unknown) =>
    languageFromConfiguration(JSON.stringify({ comments: { blockComment } }))?.syntax.blockComments;
  expect(of(["=begin of it ", " =end of it"])).toEqual([["=begin of it", "=end of it"]]);
  expect(of(["comment", "end comment"])).toEqual([]);
  expect(of(["#", " "])).toEqual([]);
});

test("in Visual Basic, rem is a comment where it is a word", () => {
  expect(surroundingsOf(at("rem a▮", { languageId: "vb" })).inside).toBe("comment");
  expect(surroundingsOf(at("theorem a▮", { languageId: "vb" })).inside).toBe("code");
});

test.each(["", "[]", "null", "{", '{"comments": 1', "\0"])("%j is no configuration", (json) => {
  expect(languageFromConfiguration(json)).toBeUndefined();
});

test.each([
  "{}",
  '{"comments":[]}',
  '{"comments":{"lineComment":7,"blockComment":"/*"},"autoClosingPairs":{"a":1}}',
  '{"comments":{"lineComment":"","blockComment":["",""]},"autoClosingPairs":[null,[],["\\n","\\n"]]}',
])("of %s, which says nothing, quotes are assumed", (json) => {
  const syntax = languageFromConfiguration(json)?.syntax;
  expect(syntax).toMatchObject({ lineComments: [], blockComments: [] });
  expect(syntax?.strings.map(({ open }) => open)).toEqual(['"', "'"]);
});

test("an extension says where it keeps a language's configuration", () => {
  const languagesOf = (list: unknown) => ({ contributes: { languages: list } });
  expect(configurationPath(languagesOf([{ id: "ada", configuration: "./a.json" }]), "ada")).toBe("./a.json");
  expect(configurationPath(languagesOf([{ id: "ada" }, { id: "ada", configuration: "b" }]), "ada")).toBe("b");
  for (const junk of [undefined, null, 1, {}, languagesOf(1), languagesOf([null, { id: "ada", configuration: 1 }])])
    expect(configurationPath(junk, "ada")).toBeUndefined();
});
