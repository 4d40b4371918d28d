import { expect, test } from "vitest";
import { joinExcludes } from "../../../src/app/settings/joinExcludes.ts";
import { createSettingReader } from "../../../src/app/settings/settingReader.ts";

const defaultValue = ["**/node_modules/**"];

test("a workspace and a folder add to what the user excludes", () => {
  const levels = { defaultValue, globalValue: ["private"], workspaceValue: ["made"], workspaceFolderValue: ["docs"] };
  expect(joinExcludes(levels)).toEqual(["private", "made", "docs"]);
});

test("a workspace adds to the default, which only the user replaces", () => {
  expect(joinExcludes({ defaultValue, workspaceValue: ["made"] })).toEqual(["**/node_modules/**", "made"]);
  expect(joinExcludes({ defaultValue, workspaceValue: [] })).toEqual(defaultValue);
  expect(joinExcludes({ defaultValue, globalValue: [] })).toEqual([]);
});

test("a level that is no list takes nothing away, and is an entry that no reader takes for a glob", () => {
  expect(joinExcludes({ defaultValue, workspaceValue: "made" })).toEqual(["**/node_modules/**", ["made"]]);
  expect(joinExcludes({ globalValue: ["private"], workspaceValue: "made" })).toEqual(["private", ["made"]]);
  expect(joinExcludes({ globalValue: ["private"], workspaceValue: null })).toEqual(["private", [null]]);
  expect(joinExcludes({ defaultValue, globalValue: "made" })).toEqual(["**/node_modules/**", ["made"]]);
});

test("what the user excludes stays excluded whatever a workspace writes, and the value is reported", () => {
  for (const workspaceValue of ["made", null, {}, 1, true, [{}], [null]]) {
    const warnings: string[] = [];
    const levels = { globalValue: ["private"], workspaceValue };
    const reader = createSettingReader(
      () => joinExcludes(levels),
      ({ sentence }) => warnings.push(sentence),
    );
    expect(reader.globs("hunch.context.exclude")).toEqual(["private"]);
    expect(warnings).toEqual([expect.stringContaining("a list of globs")]);
  }
});
