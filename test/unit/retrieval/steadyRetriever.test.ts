import { expect, test } from "vitest";
import { createRetriever } from "../../../src/core/retrieval/retriever.ts";
import { createSteadyRetriever } from "../../../src/core/retrieval/steadyRetriever.ts";
import type { Retriever } from "../../../src/core/types/retriever.ts";
import type { RecentFile, SourceFile } from "../../../src/core/types/source.ts";
import { at } from "../../support/at.ts";

const other: RecentFile = { uri: "file:///work/other.ts", edited: [] };
const current = "file:///work/current.ts";

/** A steady retriever, and the texts before the cursors at which the retriever behind it was asked. */
function rig() {
  const asked: string[] = [];
  const inner = createRetriever();
  const retriever = createSteadyRetriever({
    ...inner,
    retrieve: (cursor, recent, options) => {
      asked.push(cursor.prefix);
      return inner.retrieve(cursor, recent, options);
    },
  });
  learn(retriever, { uri: other.uri, lines: ["export function fetchUser(id) {", "  return oldBase + id;", "}"] });
  const ask = (drawn: string, recent = [other], maxTokens = 100, place = {}) =>
    retriever.retrieve(at(drawn, place), recent, { maxTokens });
  return { asked, ask, retriever };
}

function learn(retriever: Retriever, { uri, lines }: Pick<SourceFile, "uri" | "lines">): void {
  const file = { uri, path: uri.slice(13), languageId: "typescript", version: 0, lines };
  for (const _ of retriever.learn(file));
}

test("while a word is typed, the snippets are those of its start, and are searched once", () => {
  const { ask, asked, retriever } = rig();
  learn(retriever, { uri: current, lines: ["a.;"] });
  for (const [version, word] of ["", "f", "fe", "fetch$1"].entries()) {
    retriever.edit(current, version + 1, [{ startLine: 0, endLine: 1, lines: [`a.${word};`] }]);
    ask(`a.${word}▮;`);
  }
  expect(asked).toEqual(["a."]);
});

test("a word that is begun when it is asked first is left out", () => {
  const { ask, asked } = rig();
  ask("const größe = größ▮");
  expect(asked).toEqual(["const größe = "]);
});

test("what is asked elsewhere in between, such as what follows a suggestion, changes nothing", () => {
  const { ask, asked } = rig();
  for (const drawn of ["a.f▮;", "a.fetchUser(b);\n▮;", "a.fe▮;", "a.fetchUser(b);\n▮;", "a.fet▮;"]) ask(drawn);
  expect(asked).toHaveLength(2);
});

test.each(["a.f(▮);", "a.f ▮;", "b.▮;", "a.f▮;\n", "\na.f▮;"])(
  "at another place than a.f▮; they are searched again: %j",
  (drawn) => {
    const { ask, asked } = rig();
    ask("a.f▮;");
    ask(drawn);
    expect(asked).toHaveLength(2);
  },
);

test("other files, other edited ranges, another budget and another document are searched for themselves", () => {
  const { ask, asked } = rig();
  ask("a.f▮");
  ask("a.fe▮", [other, { uri: "file:///work/third.ts", edited: [] }]);
  ask("a.fe▮", [{ ...other, edited: [{ startLine: 1, endLine: 2 }] }]);
  ask("a.fe▮", [other], 200);
  ask("a.fe▮", [other], 200, { uri: "file:///work/second.ts" });
  expect(asked).toHaveLength(5);
});

test("a file that changed on disk is never shown as it was, although its version is the same", () => {
  const { ask, retriever } = rig();
  const texts = () =>
    ask("const base = fetchUser(▮")
      .map(({ text }) => text)
      .join();
  expect(texts()).toContain("oldBase");
  learn(retriever, { uri: other.uri, lines: ["export function fetchUser(id) {", "  return newBase + id;", "}"] });
  expect(texts()).toContain("newBase");
  expect(texts()).not.toContain("oldBase");
  retriever.forget(other.uri);
  expect(texts()).toBe("");
});

test.each([
  ["a line above", { startLine: 0, endLine: 0, lines: ["import { b } from 'b';"] }],
  ["another line", { startLine: 1, endLine: 2, lines: ["// changed"] }],
  ["the line's end", { startLine: 2, endLine: 4, lines: ["a.f"] }],
])("after an edit of %s of the document they are searched again", (_, edit) => {
  const { ask, asked, retriever } = rig();
  learn(retriever, { uri: current, lines: ["", "", "a.f", ""] });
  ask("\n\na.f▮\n");
  expect(retriever.edit(current, 1, [edit])).toBe(true);
  ask("\n\na.f▮\n");
  expect(asked).toHaveLength(2);
});
