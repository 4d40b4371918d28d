import { expect, test } from "vitest";
import { decidingLevel, isOnAt, valueToSet, withLanguageDefault } from "../../../../src/app/status/enabledLevels.ts";

test.each([
  [{ defaultValue: true }, "everywhere", [true, true, true]],
  [{ defaultValue: true, globalValue: false }, "everywhere", [false, false, false]],
  [{ globalValue: true, workspaceValue: false }, "workspace", [true, false, false]],
  [{ globalValue: false, workspaceValue: false, globalLanguageValue: true }, "language", [false, false, true]],
  [{ defaultValue: true, defaultLanguageValue: false }, "language", [true, true, false]],
  [{ defaultLanguageValue: false, globalLanguageValue: true }, "language", [true, true, true]],
  [{ globalLanguageValue: true, workspaceLanguageValue: false }, "language", [true, true, false]],
  [{ workspaceValue: false, workspaceFolderValue: true }, "workspace", [true, true, true]],
  [{ globalValue: "no", workspaceValue: null }, "everywhere", [true, true, true]],
] as const)("%o is decided by the level %s", (levels, deciding, [everywhere, workspace, language]) => {
  expect(decidingLevel(levels)).toBe(deciding);
  expect(isOnAt("everywhere", levels)).toBe(everywhere);
  expect(isOnAt("workspace", levels)).toBe(workspace);
  expect(isOnAt("language", levels)).toBe(language);
});

test("in languages of prose suggestions are off, unless the user turns them on for the language", () => {
  const on = { defaultValue: true, globalValue: true };
  for (const language of ["plaintext", "markdown", "log", "scminput"]) {
    expect(isOnAt("language", withLanguageDefault(on, language)), language).toBe(false);
    expect(isOnAt("language", withLanguageDefault({ ...on, globalLanguageValue: true }, language))).toBe(true);
  }
  expect(isOnAt("language", withLanguageDefault(on, "typescript"))).toBe(true);
});

test.each([
  ["workspace", "workspaceValue", false, {}, false],
  ["workspace", "workspaceValue", true, { workspaceValue: false }, undefined],
  ["workspace", "workspaceValue", true, { globalValue: false }, true],
  ["everywhere", "globalValue", true, { defaultValue: true, globalValue: false }, undefined],
  ["language", "globalLanguageValue", true, { globalLanguageValue: false }, undefined],
  ["language", "globalLanguageValue", true, { globalValue: false, globalLanguageValue: false }, true],
  ["language", "globalLanguageValue", true, { defaultLanguageValue: false }, true],
  ["language", "globalLanguageValue", false, { defaultLanguageValue: false, globalLanguageValue: true }, undefined],
] as const)(
  "the level %s, where %s is changed, is turned %s in %o by the value %s",
  (scope, key, isOn, levels, value) => {
    expect(valueToSet(isOn, scope, levels, key)).toBe(value);
    expect(isOnAt(scope, { ...levels, [key]: value })).toBe(isOn);
  },
);
