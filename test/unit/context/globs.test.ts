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

test.each([
  ["C:/Work/**", "/c:/Work/a.ts"],
  ["/C:/Work/", "/c:/Work/a.ts"],
  ["docs/./guide", "/srv/docs/guide/a.md"],
  ["docs/.", "/srv/docs/a.md"],
  ["docs//guide", "/srv/docs/guide/a.md"],
  ["{/srv/docs,made}", "/srv/docs/a.md"],
  ["{/srv/docs,made}", "/home/made/a.md"],
  ["{C:/Work,made}", "/c:/Work/a.md"],
  ["{docs}", "/srv/docs/a.md"],
  ["{docs}", "/srv/{docs}/a.md"],
  ["{docs/guide,made}/", "/srv/docs/guide/a.md"],
  ["{{cookiecutter.name}}", "/srv/{{cookiecutter.name}}/a.md"],
  ["\u00fcber", "/srv/u\u0308ber/a.md"],
  ["u\u0308ber", "/srv/\u00fcber/a.md"],
  ["my docs/", "/srv/my docs/a.md"],
  ["!(made)", "/srv/docs"],
])("%s means the folder of %s", (glob, absolute) => {
  expect(compileGlobs([glob])({ relative: undefined, absolute })).toBe(true);
});

test("each alternative in braces is absolute, from the open folder or a name at any depth", () => {
  expect(matches("{/home/me/shop/docs,made}", "docs/a.md")).toBe(true);
  expect(matches("{src/docs,made}", "packages/made/a.md")).toBe(true);
  expect(matches("{src/docs,made}", "packages/src/docs/a.md")).toBe(false);
});

test("many alternatives take no time that anybody notices", () => {
  const start = performance.now();
  expect(matches("{1..9999}/{1..9999}/a", "b")).toBe(false);
  expect(performance.now() - start).toBeLessThan(10_000);
});

test("exclamation and number signs are ordinary characters", () => {
  expect(matches("!src/**", "docs/a.md")).toBe(false);
  expect(matches("#notes/**", "#notes/a.md")).toBe(true);
});

test("globs that match nothing are explained", () => {
  for (const glob of [
    "!src/**",
    "~/work/**",
    "docs\\guide\\**",
    "../other/**",
    " docs",
    "/",
    ".",
    "./",
    "/./",
    "docs\\**",
    "src\\*.ts",
    "file:///srv/docs",
    "${workspaceFolder}/docs",
    "$HOME/docs",
    "%USERPROFILE%/docs",
    "{docs,made",
    "docs}",
  ])
    expect(globWarning(glob), glob).toMatch(/\w/);
  for (const glob of [
    "docs",
    "cache/",
    "**/made",
    "/src",
    "a\\[1\\].ts",
    "{a,b}/**",
    "c:/work/**",
    "!(docs)/**",
    "{{cookiecutter.name}}/**",
    "[{]a",
    "\\{a",
    "$lib/**",
    "a$b",
    "**",
    ".git",
    "/.git/",
  ])
    expect(globWarning(glob), glob).toBeUndefined();
});
