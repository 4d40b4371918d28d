import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { languages } from "../../../src/core/code/languages/languages.ts";
import { gitIn } from "../../../src/git/gitIn.ts";
import { casesFromHistory, type HistoryOptions } from "../../../src/lab/replay/history/casesFromHistory.ts";
import type { ReplayCase } from "../../../src/lab/replay/replayCase.ts";
import { type WrittenCommit, writeHistory } from "../../support/gitHistory.ts";

const options: HistoryOptions = {
  name: "shop",
  limit: 10,
  languageIdOf: (path) => languages.ofPath(path),
  onProgress: () => undefined,
};

function historyOf(commits: readonly WrittenCommit[]) {
  const history = writeHistory(commits);
  onTestFinished(history.remove);
  return history;
}

async function casesIn(folder: string, more: Partial<HistoryOptions> = {}): Promise<readonly ReplayCase[]> {
  await using git = gitIn(folder);
  return await casesFromHistory(git, { ...options, ...more }, new AbortController().signal);
}

/** A module of some lines that speak of `name`; every line is a possible target. */
function moduleOf(name: string, lines = 6): string {
  const words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
  return words
    .slice(0, lines)
    .map((word) => `export const ${word}${name} = compute${name}(${word}Input);\n`)
    .join("");
}

function recentOf(found: ReplayCase | undefined): readonly string[] {
  return (found?.recent ?? []).map(({ path, origin }) => `${path} ${origin}`);
}

const counting: readonly WrittenCommit[] = [
  { files: { "src/b.ts": "export function betaOf() {}\n", "src/old.ts": "export const olderName = 1;\n" } },
  {
    files: {
      "src/a.ts": "export function alpha() {\n  const total = betaOf(items);\n  return total;\n}\n",
      "src/b.ts": "export function betaOf(list: number[]) {\n  return list.length;\n}\n",
    },
  },
];

test("a case contains the file before the line was written, and the files worked on before", async () => {
  const cases = await casesIn(historyOf(counting).folder);
  const found = cases.find(({ path }) => path === "src/a.ts");
  expect(found).toMatchObject({ repo: "shop", lang: "typescript", sample: "natural" });
  expect(recentOf(found)).toEqual(["src/b.ts todo", "src/old.ts author"]);
  const after = cases.find(({ path }) => path === "src/b.ts");
  expect(recentOf(after)).toEqual(["src/a.ts done", "src/old.ts author"]);
  expect(after?.recent[0]?.edited).toEqual([{ startLine: 0, endLine: 4 }]);
});

test("nothing of the target's future is in a case", async () => {
  const cases = await casesIn(historyOf(counting).folder);
  expect(cases.length).toBe(2);
  for (const found of cases) {
    expect(found.recent.map(({ path }) => path)).not.toContain(found.path);
    expect(found.prefix + found.suffix).not.toContain(found.targetLine.trim());
    for (const file of found.recent.filter(({ origin }) => origin === "todo")) {
      expect(file.text).not.toContain("list.length");
    }
  }
});

test("the same history gives the same cases", async () => {
  const { folder } = historyOf(counting);
  expect(await casesIn(folder)).toEqual(await casesIn(folder));
});

test("a folder inside the repository gives the cases of the whole repository", async () => {
  const { folder } = historyOf(counting);
  expect(await casesIn(join(folder, "src"))).toEqual(await casesIn(folder));
});

test("returns nothing when it is cancelled at once", async () => {
  const stop = new AbortController();
  stop.abort();
  const silentGit = { run: () => Promise.resolve(""), readBlob: () => Promise.resolve("") };
  expect(await casesFromHistory(silentGit, options, stop.signal)).toEqual([]);
});

test("a folder without a repository is an error that git explains", async () => {
  const { folder, git } = historyOf(counting);
  git("update-ref", "-d", "refs/heads/main");
  await expect(casesIn(folder)).rejects.toThrow("does not have any commits");
});

test("files that the commit renamed have their old name before it and their new name after it, and never both", async () => {
  const { folder } = historyOf([
    { files: { "src/early.ts": moduleOf("Early"), "src/late.ts": moduleOf("Late"), "src/m.ts": moduleOf("Mid") } },
    {
      files: {
        "src/early.ts": null,
        "src/earlier.ts": `${moduleOf("Early")}export const earlyAddition = 1;\nexport const earlyMore = 2;\n`,
        "src/late.ts": null,
        "src/zlater.ts": `${moduleOf("Late")}export const lateAddition = moreOf(late);\n`,
        "src/m.ts": `${moduleOf("Mid")}export const midAddition = moreOf(mid);\n`,
      },
    },
  ]);
  const found = (await casesIn(folder, { limit: 20 })).find(({ path }) => path === "src/m.ts");
  expect(recentOf(found)).toEqual(["src/earlier.ts done", "src/late.ts todo"]);
  expect(found?.recent[1]?.text).toBe(moduleOf("Late"));
});

test("the target is not among the recent files under a name it had long ago", async () => {
  const { folder } = historyOf([
    { files: { "src/ancient.ts": moduleOf("Kept"), "src/other.ts": moduleOf("Other") } },
    { subject: "Rename", files: { "src/ancient.ts": null, "src/modern.ts": moduleOf("Kept") } },
    {
      files: {
        "src/modern.ts": `${moduleOf("Kept")}export const addition = moreOf(kept);\n`,
        "src/third.ts": moduleOf("Third"),
      },
    },
  ]);
  const found = (await casesIn(folder)).find(({ path }) => path === "src/modern.ts");
  expect(recentOf(found)).toEqual(["src/other.ts author"]);
});

test("a file of an earlier commit has its current name", async () => {
  const { folder } = historyOf([
    { files: { "src/helpers.ts": moduleOf("Helper"), "src/a.ts": moduleOf("A") } },
    { subject: "Rename", files: { "src/helpers.ts": null, "src/tools.ts": moduleOf("Helper") } },
    { files: { "src/a.ts": `${moduleOf("A")}export const addition = moreOf(a);\n`, "src/b.ts": moduleOf("B") } },
  ]);
  const found = (await casesIn(folder)).find(({ path }) => path === "src/a.ts");
  expect(recentOf(found)).toEqual(["src/tools.ts author"]);
});

test("a merge is no target, and files of its branches have the state of the parent", async () => {
  const { folder } = historyOf([
    { files: { "src/a.ts": moduleOf("A"), "src/b.ts": moduleOf("B") } },
    { files: { "src/b.ts": `${moduleOf("B")}export const onBranch = moreOf(b);\n`, "src/c.ts": moduleOf("C") } },
    {
      parents: [0],
      files: { "src/a.ts": `${moduleOf("A")}export const onMain = moreOf(a);\n`, "src/d.ts": moduleOf("D") },
    },
    { parents: [2, 1], subject: "Join", files: { "src/b.ts": moduleOf("Merged"), "src/c.ts": moduleOf("C") } },
  ]);
  const cases = await casesIn(folder, { limit: 40 });
  expect(cases.map(({ targetLine }) => targetLine).join()).not.toContain("Merged");
  const onMain = cases.find(({ path, targetLine }) => path === "src/a.ts" && targetLine.includes("onMain"));
  expect(onMain).toBeDefined();
  const other = onMain?.recent.find(({ path }) => path === "src/b.ts");
  expect(other?.text).toBe(moduleOf("B"));
  expect(other?.edited).toEqual([]);
  expect(onMain?.recent.map(({ path }) => path)).not.toContain("src/c.ts");
});

test("a shallow clone gives the cases whose parents it has", async () => {
  const { folder } = historyOf([
    ...counting,
    {
      files: {
        "src/a.ts": `${moduleOf("Gamma", 4)}${String(counting[1]?.files["src/a.ts"])}`,
        "src/b.ts": `${moduleOf("Delta", 2)}${String(counting[1]?.files["src/b.ts"])}`,
      },
    },
  ]);
  const shallow = historyOf([{ files: {} }]);
  shallow.git("clone", "--quiet", "--depth=2", `file://${folder}`, "clone");
  const cases = await casesIn(join(shallow.folder, "clone"));
  expect(cases.map(({ path }) => path).sort()).toEqual(["src/a.ts", "src/b.ts"]);
});

test("nothing is fetched for a partial clone, and git's error says what is missing", async () => {
  const { folder, git } = historyOf(counting);
  git("config", "uploadpack.allowFilter", "true");
  const partial = historyOf([{ files: {} }]);
  partial.git("clone", "--quiet", "--bare", "--filter=blob:none", `file://${folder}`, "clone");
  await expect(casesIn(join(partial.folder, "clone"))).rejects.toThrow(
    /lazy fetching disabled|unable to read|not fetch/,
  );
});

test("binary, very long and generated files are neither targets nor context", async () => {
  const { folder } = historyOf([
    {
      files: {
        "src/packed.ts": new Uint8Array([0, 1, 2, 3, 10]),
        "src/long.ts": `const x = "${"y".repeat(3000)}";\n`,
        "dist/built.ts": moduleOf("Built"),
        "src/a.ts": moduleOf("A"),
      },
    },
    {
      files: {
        "src/packed.ts": new Uint8Array([0, 1, 2, 3, 4, 10]),
        "src/long.ts": `const x = "${"y".repeat(3000)}";\nexport const longer = moreOf(x);\n`,
        "dist/built.ts": moduleOf("Built2"),
        "src/b.ts": moduleOf("B"),
      },
    },
  ]);
  const cases = await casesIn(folder);
  expect(cases.map(({ path }) => path)).toEqual(["src/b.ts"]);
  expect(recentOf(cases[0])).toEqual(["src/a.ts author"]);
});

test("names with spaces, quotes and non-ASCII letters are read correctly", async () => {
  const { folder } = historyOf([
    { files: { "src/größe [x].ts": moduleOf("Size"), "src/a.ts": moduleOf("A") } },
    {
      files: {
        "src/größe [x].ts": `${moduleOf("Size")}export const addition = moreOf(size);\n`,
        "src/zwei 2.ts": moduleOf("Two"),
      },
    },
  ]);
  const cases = await casesIn(folder);
  expect(cases.map(({ path }) => path).sort()).toEqual(["src/größe [x].ts", "src/zwei 2.ts"]);
});

test("the user's git settings for diffs change nothing", async () => {
  const { folder, git } = historyOf(counting);
  const before = await casesIn(folder);
  for (const [name, value] of [
    ["diff.mnemonicPrefix", "true"],
    ["diff.noprefix", "true"],
    ["core.quotePath", "true"],
    ["color.ui", "always"],
    ["diff.renames", "false"],
    ["log.showSignature", "true"],
    ["diff.external", "false"],
    ["diff.context", "9"],
    ["diff.interHunkContext", "9"],
    ["diff.orderFile", "/dev/null"],
  ] as const) {
    git("config", name, value);
  }
  expect(await casesIn(folder)).toEqual(before);
});

test("an author's work counts as their own for 90 days", async () => {
  const { folder } = historyOf([
    { author: "ann", day: 0, files: { "src/long_ago.ts": moduleOf("Ago") } },
    { author: "bob", day: 200, files: { "src/bobs.ts": moduleOf("Bob") } },
    { author: "ann", day: 210, files: { "src/lately.ts": moduleOf("Late") } },
    { author: "ann", day: 220, files: { "src/a.ts": moduleOf("A"), "src/b.ts": moduleOf("B") } },
  ]);
  const found = (await casesIn(folder)).find(({ path }) => path === "src/a.ts");
  expect(recentOf(found)).toEqual(["src/lately.ts author", "src/bobs.ts others", "src/long_ago.ts others"]);
});

/** A long history: each commit adds two modules, by authors that come in this order. */
function longHistory(authors: readonly number[], pathOf: (commit: number) => string): readonly WrittenCommit[] {
  return authors.map((author, at) => ({
    author: `author${author}`,
    files: { [pathOf(at)]: moduleOf(`Of${at}`), [`src/other${at}.ts`]: moduleOf(`Other${at}`) },
  }));
}

test("one of several authors has at most 30 % of the cases", async () => {
  const authors = Array.from({ length: 60 }, (_, at) => (at % 5 === 0 ? (at / 5) % 4 : 9));
  const { folder, git } = historyOf(longHistory(authors, (at) => `src/module${at}.ts`));
  const cases = await casesIn(folder, { limit: 20 });
  const commits = git("log", "--format=%H %an", "--author=author9").split("\n");
  const byNine = cases.filter(({ id }) => commits.some((commit) => commit.startsWith(id.slice(0, 10))));
  expect(cases.length).toBeGreaterThan(10);
  expect(byNine.length).toBe(6);
});

test("a single author may have all cases, and no file has more than three", async () => {
  const authors = Array.from({ length: 30 }, () => 1);
  const { folder } = historyOf(longHistory(authors, () => "src/same.ts"));
  const cases = await casesIn(folder, { limit: 40 });
  expect(cases.length).toBeGreaterThan(20);
  expect(cases.filter(({ path }) => path === "src/same.ts").length).toBe(3);
});

test("the shares of imports and comments are limited", async () => {
  const importsOf = (at: number) =>
    Array.from({ length: 9 }, (_, line) => `import { thing${at}x${line} } from "./thing${line}";\n`).join("");
  const { folder } = historyOf(
    Array.from({ length: 40 }, (_, at) => ({
      files: {
        [`src/a${at}.ts`]: `${importsOf(at)}// computes what is asked for ${at}\nexport const value${at} = computeAll(thing${at}x1);\n`,
        [`src/b${at}.ts`]: importsOf(at),
      },
    })),
  );
  const cases = await casesIn(folder, { limit: 25 });
  const share = (kind: string) => cases.filter((each) => each.kind === kind).length / 25;
  expect(share("import")).toBeLessThanOrEqual(0.08);
  expect(share("comment")).toBeLessThanOrEqual(0.04);
  expect(cases.length).toBeGreaterThan(10);
});
