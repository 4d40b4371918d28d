import { expect, test } from "vitest";
import {
  type ListFacts,
  listSettings,
  placeToChange,
  waitsForGhostText,
} from "../../../src/app/completion/listSettings.ts";
import { english } from "../../../src/core/types/translate.ts";

const always = { other: "on", comments: "off", strings: "off" };
const waits = { other: "offWhenInlineCompletions", comments: "off", strings: "off" };

const never = { other: "off", comments: "off", strings: "off" };

const rows = ({ set = {}, ...facts }: Partial<ListFacts> & { readonly set?: Readonly<Record<string, unknown>> }) => {
  const values: Readonly<Record<string, unknown>> = { "editor.quickSuggestions": always, ...set };
  const current = (setting: string) => values[setting];
  return listSettings({ language: "Go", current, defaultQuickSuggestions: waits, ...facts }, english);
};

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
  const labels = (set: Readonly<Record<string, unknown>>) => rows({ set }).map(({ label }) => label);
  const [wait, choice, list] = labels({});
  expect(labels({ "editor.quickSuggestions": waits })).toEqual([choice, list]);
  expect(labels({ "editor.quickSuggestions": never })).toEqual([wait, choice]);
  expect(labels({ "editor.suggest.selectionMode": "whenTriggerCharacter" })).toEqual([wait, list]);
  const suppressed = { "editor.inlineSuggest.suppressSuggestions": true };
  expect(rows({ set: suppressed, defaultQuickSuggestions: always }).map(({ label }) => label)).toEqual([choice, list]);
});

test("the list is turned off for the language in front, or for all if there is none", () => {
  expect(rows({}).at(-1)).toMatchObject({ label: "Never open it by itself in Go", isForLanguage: true });
  expect(rows({ language: undefined }).at(-1)).toMatchObject({
    label: "Never open it by itself",
    isForLanguage: false,
  });
});

test.each([
  [{}, false, { isForLanguage: false, isForWorkspace: false, value: undefined }],
  [{ globalValue: 1 }, false, { isForLanguage: false, isForWorkspace: false, value: 1 }],
  [{ globalValue: 1, workspaceValue: 2 }, false, { isForLanguage: false, isForWorkspace: true, value: 2 }],
  [{ workspaceValue: 2 }, true, { isForLanguage: true, isForWorkspace: false, value: undefined }],
  [{ defaultLanguageValue: 0 }, false, { isForLanguage: true, isForWorkspace: false, value: undefined }],
  [{ globalLanguageValue: 3 }, false, { isForLanguage: true, isForWorkspace: false, value: 3 }],
  [
    { globalLanguageValue: 3, workspaceLanguageValue: 4 },
    true,
    { isForLanguage: true, isForWorkspace: true, value: 4 },
  ],
])(
  "with the values %o, a change for the language only (%o) is made where it takes effect",
  (levels, isForLanguage, place) => {
    expect(placeToChange(levels, isForLanguage)).toEqual(place);
  },
);
