import { expect, test } from "vitest";
import { joinExcludes } from "../../../src/app/settings/joinExcludes.ts";

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

test("a level that is no list is returned, to be reported", () => {
  expect(joinExcludes({ defaultValue, workspaceValue: "made" })).toBe("made");
});
