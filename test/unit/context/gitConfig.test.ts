import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parseGitConfig } from "../../../src/core/context/gitConfig.ts";
import { makeTemporaryFolder } from "../../support/temporaryFolder.ts";

const { path: folder, remove } = await makeTemporaryFolder();
afterAll(remove);

/** The entries as git itself reads them. */
function readByGit(text: string): readonly { readonly name: string; readonly value: string }[] {
  const file = join(folder, "config");
  writeFileSync(file, text);
  const out = execFileSync("git", ["config", "--file", file, "--null", "--list"], { encoding: "utf8" });
  const entries = out.split("\0").filter((entry) => entry !== "");
  return entries.map((entry) => {
    const [name = "", ...value] = entry.split("\n");
    // A key without "=" has no value, which is true.
    return { name, value: entry.includes("\n") ? value.join("\n") : "true" };
  });
}

test.each([
  "[core]\n\texcludesFile = ~/.ignored\n",
  "[Core]\r\n  ignoreCase\r\n  ExcludesFile=C:/a/b\r\n",
  '[core]\n a = "x # y" ; z\n b = x # y\n c = "a b"  c  \n d =\n',
  '[core] excludesfile = "a\\\\b\\"c" # comment\n# [other]\n; x = y\n[include]\npath = ../more\n',
  '[includeIf "gitdir:~/Work/"]\n\tpath = one\n[a "b\\"c"]\nd = e\n',
  "[core]\n\texcludesFile = a\\\nb\n\tx = 1\n",
  "\uFEFF[a]\nb = c\n[d.e]\nf = g\n",
])("%j is read as by git", (text) => {
  expect(parseGitConfig(text)).toEqual(readByGit(text));
});

test("lines that git rejects are left out", () => {
  expect(parseGitConfig("x = 1\n[core\n= 2\n[core]\n9 = 3\nok = 4\n")).toContainEqual({ name: "core.ok", value: "4" });
  expect(parseGitConfig("\0\0 [[[ =")).toEqual([]);
});
