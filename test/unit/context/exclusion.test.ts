import { expect, test } from "vitest";
import { foldersAbove, isIgnored, matchesGlob, parseIgnoreFile } from "../../../src/core/context/exclusion.ts";

test("a deeper ignore file has the last word", () => {
  const files = [parseIgnoreFile("", "*.gen.ts\nbuild/"), parseIgnoreFile("src/", "!keep.gen.ts")];
  expect(isIgnored("src/a.gen.ts", files)).toBe(true);
  expect(isIgnored("src/keep.gen.ts", files)).toBe(false);
  expect(isIgnored("build/out.js", files)).toBe(true);
  expect(isIgnored("src/a.ts", files)).toBe(false);
});

test("odd paths and odd rules are no error", () => {
  expect(isIgnored("../outside.ts", [parseIgnoreFile("", "[\n\\\n!")])).toBe(false);
  expect(isIgnored("/absolute.ts", [parseIgnoreFile("", "*.ts")])).toBe(true);
});

test("globs match names at any depth", () => {
  expect(matchesGlob("a/node_modules/b/c.js", ["**/node_modules/**"])).toBe(true);
  expect(matchesGlob("deep/jquery.min.js", ["*.min.*"])).toBe(true);
  expect(matchesGlob("src/a.ts", ["*.min.*"])).toBe(false);
});

test("folders above a path come from the root downwards", () => {
  expect(foldersAbove("a/b/c.ts")).toEqual(["", "a/", "a/b/"]);
});
