import { expect, test } from "vitest";
import { readPins, writePin } from "../../../src/core/ask/pins.ts";

test("a question names files, symbols, the selection and the changes", () => {
  const { question, pins } = readPins("Why does #symbol:load in #file:src/boat.ts break #selection, given #changes?");
  expect(pins).toEqual([
    { kind: "symbol", name: "load" },
    { kind: "file", path: "src/boat.ts" },
    { kind: "selection" },
    { kind: "changes" },
  ]);
  expect(question).toBe("Why does load in src/boat.ts break the selection, given the changes?");
});

test.each(["#12 is open", "C# and F#", "a#file:x", "#todo", "#file:", "#selections"])("%j has no pins", (text) => {
  expect(readPins(text)).toEqual({ question: text, pins: [] });
});

test.each(["src/a.ts", "docs/read me.md", "a-b/c.d.ts"])("the pin of %j is read as it was written", (path) => {
  const pin = writePin("file", path);
  expect(readPins(`What is ${pin}?`)).toEqual({ question: `What is ${path}?`, pins: [{ kind: "file", path }] });
});
