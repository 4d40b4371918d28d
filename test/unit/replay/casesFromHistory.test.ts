import { expect, test } from "vitest";
import { casesFromHistory } from "../../../src/core/replay/history/casesFromHistory.ts";
import type { Git } from "../../../src/core/replay/history/gitLog.ts";

/** A history as git prints it: three commits by one author, the newest first. */
const texts: Readonly<Record<string, string>> = {
  "c3:src/a.ts": "export function alpha() {\n  const total = betaOf(items);\n  return total;\n}\n",
  "c3:src/b.ts": "export function betaOf(list: number[]) {\n  return list.length;\n}\n",
  "c2:src/b.ts": "export function betaOf() {}\n",
  "c2:src/old.ts": "export const olderName = 1;\n",
};
const log = ["c3|c2|me|2026-03-03|Count items|M src/a.ts|M src/b.ts", "c2|c1|me|2026-03-02|Add old|A src/old.ts"]
  .map((line) => {
    const [hash, parent, author, date, subject, ...files] = line.split("|");
    const listed = files.map((file) => file.split(" ").join("\0")).join("\0");
    return `\u0001${[hash, parent, author, date, subject].join("\u001f")}\0\n${listed}\0`;
  })
  .join("");
const diffs: Readonly<Record<string, string>> = {
  c3: [
    "diff --git a/src/a.ts b/src/a.ts\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1,0 +2,2 @@",
    "+  const total = betaOf(items);\n+  return total;",
    "diff --git a/src/b.ts b/src/b.ts\n--- a/src/b.ts\n+++ b/src/b.ts\n@@ -1 +1,3 @@",
    "-export function betaOf() {}\n+export function betaOf(list: number[]) {\n+  return list.length;\n+}",
  ].join("\n"),
  c2: "diff --git a/src/old.ts b/src/old.ts\n--- /dev/null\n+++ b/src/old.ts\n@@ -0,0 +1 @@\n+export const olderName = 1;",
};

const git: Git = (parameters) => {
  const last = parameters.at(-1) ?? "";
  if (parameters[0] === "log") return Promise.resolve(log);
  if (parameters[0] === "ls-tree") {
    return Promise.resolve(texts[`${parameters[1]}:${last}`] === undefined ? "" : `100644 blob 1\t${last}`);
  }
  return Promise.resolve(diffs[last] ?? texts[last] ?? "");
};
const options = {
  name: "shop",
  limit: 10,
  languageIdOf: (path: string) => (path.endsWith(".ts") ? "typescript" : "plaintext"),
  onProgress: () => undefined,
};

test("a case is the file as it was about to be, and the files worked on before", async () => {
  const cases = await casesFromHistory(git, options, new AbortController().signal);
  const found = cases.find(({ path }) => path === "src/a.ts");
  expect(found).toMatchObject({ repo: "shop", lang: "typescript", sample: "natural" });
  expect(found?.suffix).toBe("\n}\n");
  expect(found?.recent.map(({ path, origin }) => `${path} ${origin}`)).toEqual(["src/b.ts todo", "src/old.ts author"]);
});

test("nothing of the target's future is in a case", async () => {
  for (const found of await casesFromHistory(git, options, new AbortController().signal)) {
    expect(found.recent.map(({ path }) => path)).not.toContain(found.path);
    expect(found.prefix + found.suffix).not.toContain(found.targetLine.trim());
    for (const file of found.recent.filter(({ origin }) => origin === "todo")) {
      expect(file.text).not.toContain("list.length");
    }
  }
});

test("the same history gives the same cases", async () => {
  const make = () => casesFromHistory(git, options, new AbortController().signal);
  expect(await make()).toEqual(await make());
  expect((await make()).length).toBeGreaterThan(0);
});

test("ends with nothing when it is cancelled at once", async () => {
  const stop = new AbortController();
  stop.abort();
  expect(await casesFromHistory(git, options, stop.signal)).toEqual([]);
});
