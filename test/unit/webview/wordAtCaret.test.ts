import { expect, test } from "vitest";
import { ownCompletions, stillFitting, wordAtCaret } from "../../../src/webview/ask/wordAtCaret.ts";

test("a word after # or a slash at the start is completed", () => {
  const at = (text: string) => wordAtCaret(text, text.length)?.text;
  expect(at("what is #fi")).toBe("#fi");
  expect(at('in #file:"docs/read m')).toBe('#file:"docs/read m');
  expect(at("/ex")).toBe("/ex");
  expect(at("and /ex")).toBeUndefined();
  expect(at("C#")).toBeUndefined();
  expect(ownCompletions({ from: 0, text: "#s" })?.map(({ label }) => label)).toEqual(["#symbol:", "#selection"]);
  expect(ownCompletions({ from: 0, text: "#file:a" })).toBeUndefined();
});

test("proposals for what was typed before go as soon as they don't fit", () => {
  const files = ["src/fleet.ts", "src/store.ts", "docs/read me.md"].map((path) => ({
    insert: `#file:${path.includes(" ") ? `"${path}"` : path} `,
    label: path.split("/").at(-1) ?? path,
    detail: path,
  }));
  const fitting = (text: string, items = files) => stillFitting(items, { from: 0, text }).map(({ label }) => label);
  expect(fitting("#file:")).toEqual(["fleet.ts", "store.ts", "read me.md"]);
  expect(fitting("#file:sto")).toEqual(["store.ts"]);
  expect(fitting("#file:SRC/F")).toEqual(["fleet.ts"]);
  expect(fitting('#file:"docs/read m')).toEqual(["read me.md"]);
  expect(fitting("#symbol:sto")).toEqual([]);
  const kinds = ownCompletions({ from: 0, text: "#" }) ?? [];
  expect(fitting("#file:", [...kinds])).toEqual([]);
});
