import { expect, test } from "vitest";
import { retrieveSteadily } from "../../../src/core/retrieval/retrieveSteadily.ts";
import type { Cursor } from "../../../src/core/types/cursor.ts";
import type { RetrievalOptions } from "../../../src/core/types/retriever.ts";
import type { Snippet } from "../../../src/core/types/snippet.ts";
import type { RecentFile } from "../../../src/core/types/source.ts";
import { at } from "../../support/at.ts";

const other: RecentFile = { uri: "file:///work/other.ts", edited: [] };

/** A retriever that writes down where it is asked, and the same retriever as it answers steadily. */
function rig() {
  const asked: string[] = [];
  const versions = new Map([[other.uri, 1]]);
  const steady = retrieveSteadily({
    versionOf: (uri) => versions.get(uri),
    retrieve: (cursor) => {
      asked.push(cursor.prefix);
      return [snippetFor(cursor)];
    },
  });
  const ask = (drawn: string, recent = [other], options: RetrievalOptions = { maxTokens: 100 }, place = {}) =>
    steady(at(drawn, place), recent, options).map(({ text }) => text);
  return { asked, versions, ask };
}

function snippetFor({ uri, languageId, prefix }: Cursor): Snippet {
  return {
    kind: "window",
    uri,
    path: "other.ts",
    languageId,
    startLine: 0,
    endLine: 1,
    text: prefix,
    score: 1,
    tokens: 9,
  };
}

test("while a word is typed, the snippets are those of its start, and are searched once", () => {
  const { ask, asked } = rig();
  const keys = ["a.▮;", "a.f▮;", "a.fe▮;", "a.fetch$1▮;"];
  expect(keys.map((drawn) => ask(drawn))).toEqual(keys.map(() => ["a."]));
  expect(asked).toEqual(["a."]);
});

test("a word that is begun when it is asked first has the same snippets", () => {
  const { ask } = rig();
  expect(ask("const größe = größ▮")).toEqual(["const größe = "]);
});

test.each(["a.f(▮);", "a.f ▮;", "b.▮;", "a.f▮;\n", "\na.f▮;"])(
  "at another place than a.f▮; snippets are searched again: %j",
  (drawn) => {
    const { ask, asked } = rig();
    ask("a.f▮;");
    ask(drawn);
    expect(asked).toHaveLength(2);
  },
);

test("snippets are searched again after anything that they depend on has changed", () => {
  const { ask, asked, versions } = rig();
  ask("a.f▮");
  ask("a.fe▮", [other, { uri: "file:///work/third.ts", edited: [] }]);
  ask("a.fe▮", [{ ...other, edited: [{ startLine: 1, endLine: 2 }] }]);
  ask("a.fe▮", [other], { maxTokens: 200 });
  ask("a.fe▮", [other], { maxTokens: 200 }, { uri: "file:///work/second.ts" });
  versions.set(other.uri, 2);
  ask("a.fe▮", [other], { maxTokens: 200 }, { uri: "file:///work/second.ts" });
  expect(asked).toHaveLength(6);
});
