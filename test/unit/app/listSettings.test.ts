import { expect, test } from "vitest";
import { type ListFacts, listSettings, waitsForGhostText } from "../../../src/app/completion/listSettings.ts";
import { english } from "../../../src/core/types/translate.ts";

const always = { other: "on", comments: "off", strings: "off" };
const waits = { other: "offWhenInlineCompletions", comments: "off", strings: "off" };

const rows = (facts: Partial<ListFacts>) =>
  listSettings({ language: "Go", quickSuggestions: always, defaultQuickSuggestions: waits, ...facts }, english);

test("a value may hold for all kinds of text, or for each", () => {
  expect([waits, "offWhenInlineCompletions"].map(waitsForGhostText)).toEqual([true, true]);
  expect([always, true, "on", undefined].map(waitsForGhostText)).toEqual([false, false, false, false]);
});

test("a list that opens at every word can wait for ghost text, where VS Code knows how", () => {
  const [first] = rows({});
  expect(first).toMatchObject({ setting: "editor.quickSuggestions", value: waits, isForLanguage: false });
  expect(rows({ defaultQuickSuggestions: always })[0]).toMatchObject({
    setting: "editor.inlineSuggest.suppressSuggestions",
    value: true,
  });
});

test("what is in use is not offered", () => {
  expect(rows({ quickSuggestions: waits }).map(({ setting }) => setting)).toEqual([
    "editor.suggest.selectionMode",
    "editor.quickSuggestions",
  ]);
});

test("the list is turned off for the language in front, or for all if there is none", () => {
  expect(rows({}).at(-1)).toMatchObject({ label: "Never open it by itself in Go", isForLanguage: true });
  expect(rows({ language: undefined }).at(-1)).toMatchObject({
    label: "Never open it by itself",
    isForLanguage: false,
  });
});
