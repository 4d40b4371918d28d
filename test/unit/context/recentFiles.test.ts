import { expect, test } from "vitest";
import { RecentFiles, recentFileLimit } from "../../../src/core/context/recentFiles.ts";

const file = (name: string, languageId: string, touchedAt: number) => ({
  uri: `file:///${name}`,
  languageId,
  touchedAt,
});
const names = (recent: RecentFiles, languageId: string) =>
  recent.list(languageId).map(({ uri }) => uri.replace("file:///", ""));

test("the last touched file comes first, and touching again moves it up", () => {
  const recent = new RecentFiles();
  recent.touch(file("a.py", "python", 1));
  recent.touch(file("b.py", "python", 2));
  recent.touch(file("a.py", "python", 3));
  expect(names(recent, "python")).toEqual(["a.py", "b.py"]);
});

test("useful neighbours count as one language, others do not", () => {
  const recent = new RecentFiles();
  for (const [index, [name, language]] of Object.entries([
    ["a.ts", "typescript"],
    ["b.jsx", "javascriptreact"],
    ["c.vue", "vue"],
    ["d.go", "go"],
  ])) {
    recent.touch(file(name ?? "", language ?? "", Number(index)));
  }
  expect(names(recent, "typescriptreact")).toEqual(["c.vue", "b.jsx", "a.ts"]);
  expect(names(recent, "go")).toEqual(["d.go"]);
});

test("twenty are offered however many were opened", () => {
  const recent = new RecentFiles();
  for (let i = 0; i < 100; i++) recent.touch(file(`${i}.go`, "go", i));
  expect(names(recent, "go")).toHaveLength(recentFileLimit);
  expect(names(recent, "go")[0]).toBe("99.go");
  expect(recent.remembered().length).toBeLessThan(50);
});

test("the order survives a restart", () => {
  const before = new RecentFiles();
  before.touch(file("a.rs", "rust", 1));
  before.touch(file("b.rs", "rust", 2));
  expect(names(new RecentFiles(before.remembered()), "rust")).toEqual(["b.rs", "a.rs"]);
});

test("edited ranges follow later edits, are joined, and survive a touch and a rename", () => {
  const recent = new RecentFiles();
  const main = file("main.go", "go", 1);
  recent.noteEdits(main, [{ startLine: 10, endLine: 11, lines: ["changed"] }]);
  recent.noteEdits(main, [{ startLine: 0, endLine: 0, lines: ["one", "two"] }]);
  recent.noteEdits(main, [{ startLine: 13, endLine: 13, lines: ["next to it"] }]);
  recent.touch(main);
  recent.rename("file:///main.go", "file:///new.go");
  expect(recent.list("go")).toEqual([
    {
      uri: "file:///new.go",
      edited: [
        { startLine: 12, endLine: 14 },
        { startLine: 0, endLine: 2 },
      ],
    },
  ]);
});
