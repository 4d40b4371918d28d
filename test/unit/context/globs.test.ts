import { expect, test } from "vitest";
import { compileGlobs, globWarning } from "../../../src/core/context/globs.ts";

function matches(glob: string, relative: string): boolean {
  return compileGlobs([glob])({ relative, absolute: `/home/me/shop/${relative}` });
}

test("a glob without a slash matches names at any depth", () => {
  expect(matches("*.min.*", "deep/jquery.min.js")).toBe(true);
  expect(matches("*.min.*", "src/a.ts")).toBe(false);
  expect(matches("**/node_modules/**", "a/node_modules/b/c.js")).toBe(true);
});

test.each(["docs", "docs/", "./docs", "/docs", "docs/**", "**/docs"])("%s matches everything in the folder", (glob) => {
  expect(matches(glob, "docs/guide/start.md")).toBe(true);
  expect(matches(glob, "docs.md")).toBe(false);
});

test("a folder is named at any depth without a slash, and from the open folder with one", () => {
  expect(matches("cache/", "packages/web/cache/a.ts")).toBe(true);
  expect(matches("**/made", "packages/made/a.ts")).toBe(true);
  expect(matches("/docs", "packages/docs/a.md")).toBe(false);
  expect(matches("src/made", "packages/src/made/a.ts")).toBe(false);
  expect(matches("cache/", "src/cache")).toBe(false);
});

test("outside the open folders every folder above a file counts as one", () => {
  const outside = { relative: undefined, absolute: "/srv/other/docs/guide/a.md" };
  expect(compileGlobs(["docs/**"])(outside)).toBe(true);
  expect(compileGlobs(["docs/guide"])(outside)).toBe(true);
  expect(compileGlobs(["**/.kube/**"])({ relative: undefined, absolute: "/home/me/.kube/config" })).toBe(true);
  expect(compileGlobs(["guide/docs"])(outside)).toBe(false);
});

test("a glob can be an absolute path", () => {
  expect(compileGlobs(["/srv/other"])({ relative: undefined, absolute: "/srv/other/a.md" })).toBe(true);
  expect(matches("/home/me/shop/src/*.ts", "src/a.ts")).toBe(true);
  expect(compileGlobs(["c:/work/**"])({ relative: "a.ts", absolute: "/c:/work/a.ts" })).toBe(true);
});

test("exclamation and number signs are ordinary characters", () => {
  expect(matches("!src/**", "docs/a.md")).toBe(false);
  expect(matches("#notes/**", "#notes/a.md")).toBe(true);
});

test("globs that match nothing are explained", () => {
  for (const glob of ["!src/**", "~/work/**", "docs\\guide\\**", "../other/**", " docs"])
    expect(globWarning(glob), glob).toMatch(/\w/);
  for (const glob of ["docs", "cache/", "**/made", "/src", "a\\[1\\].ts", "{a,b}/**", "c:/work/**"])
    expect(globWarning(glob), glob).toBeUndefined();
});
