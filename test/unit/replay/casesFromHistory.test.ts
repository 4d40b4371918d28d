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

/** A long history: each commit adds two modules, in `file` of a folder; authors come by their numbers. */
function historyOf(authors: readonly number[], pathOf: (commit: number) => string): Git {
  const commits = authors.map((author, at) => ({
    at,
    author: `author${author}`,
    paths: [pathOf(at), `src/other${at}.ts`],
  }));
  const textOf = (at: number) =>
    ["first", "second", "third", "fourth", "fifth"]
      .map((word) => `export const ${word}Value${at} = compute${at}(${word});`)
      .join("\n");
  const newestFirst = [...commits].reverse();
  const printed = newestFirst
    .map(({ at, author, paths }) => {
      const head = [
        `${at}`.padStart(8, "a"),
        at === 0 ? "root" : `${at - 1}`.padStart(8, "a"),
        author,
        "2026-01-01",
        `Add ${at}`,
      ];
      return `\u0001${head.join("\u001f")}\0\n${paths.map((path) => `A\0${path}`).join("\0")}\0`;
    })
    .join("");
  return (parameters) => {
    const last = parameters.at(-1) ?? "";
    if (parameters[0] === "log") return Promise.resolve(printed);
    if (parameters[0] === "ls-tree") return Promise.resolve(`100644 blob 1\t${last}`);
    const commit = commits.find(({ at }) => last.startsWith(`${at}`.padStart(8, "a")));
    if (!commit) return Promise.resolve("");
    if (last.includes(":")) return Promise.resolve(`${textOf(commit.at)}\n`);
    const added = textOf(commit.at)
      .split("\n")
      .map((line) => `+${line}`)
      .join("\n");
    return Promise.resolve(
      commit.paths
        .map((path) => `diff --git a/${path} b/${path}\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,5 @@\n${added}`)
        .join("\n"),
    );
  };
}

test("no author makes more than three in ten cases where others have written too", async () => {
  const authors = Array.from({ length: 60 }, (_, at) => (at % 5 === 0 ? (at / 5) % 4 : 9));
  const history = historyOf(authors, (at) => `src/module${at}.ts`);
  const git9 = { commits: 0 };
  const cases = await casesFromHistory(history, { ...options, limit: 20 }, new AbortController().signal);
  for (const { id } of cases) if (authors[Number(id.slice(0, 8).replaceAll("a", ""))] === 9) git9.commits++;
  expect(cases.length).toBeGreaterThan(10);
  expect(git9.commits).toBeLessThanOrEqual(7);
});

test("one author alone may make them all, and no file more than three", async () => {
  const history = historyOf(
    Array.from({ length: 30 }, () => 1),
    () => "src/same.ts",
  );
  const cases = await casesFromHistory(history, { ...options, limit: 40 }, new AbortController().signal);
  expect(cases.length).toBeGreaterThan(20);
  expect(cases.filter(({ path }) => path === "src/same.ts").length).toBe(3);
});
