import { expect, test } from "vitest";
import { Exclusions } from "../../../src/app/files/exclusions.ts";
import { MemoryFiles } from "../../support/memoryFiles.ts";

const gitUser = { home: "file:///home/me", configHome: "file:///home/me/.config", configFiles: [], uriOf: String };

function createExclusions(files: MemoryFiles, globs: readonly string[] = []) {
  const watched = new Map<string, () => void>();
  files.watch = (uri, onChange) => {
    watched.set(uri, onChange);
    return () => void watched.delete(uri);
  };
  const onError = (_: string, error: unknown) => expect.fail(String(error));
  const exclusions = new Exclusions({ files, workspace: files, gitUser, globs: () => globs, onError });
  let changes = 0;
  exclusions.onDidChange(() => void changes++);
  return {
    exclusions,
    watched,
    changes: () => changes,
    excludes: (path: string) => exclusions.excludes(files.uri(path)),
  };
}

test("globs exclude files in the open folder and outside it", async () => {
  const files = new MemoryFiles({ "src/a.ts": "", "docs/a.md": "" });
  const { exclusions, excludes } = createExclusions(files, ["docs/"]);
  expect(await excludes("docs/a.md")).toBe(true);
  expect(await excludes("src/a.ts")).toBe(false);
  expect(await exclusions.excludes("file:///elsewhere/docs/a.md")).toBe(true);
  expect(await exclusions.excludes("untitled:Untitled-1")).toBe(false);
});

test("a file outside the open folders is ignored as its own repository says", async () => {
  const files = new MemoryFiles();
  for (const [path, text] of [
    [".git/HEAD", ""],
    [".gitignore", "*.log"],
    ["a.log", ""],
    ["a.ts", ""],
  ] as const)
    files.contents.set(`file:///elsewhere/${path}`, text);
  const { exclusions } = createExclusions(files);
  expect(await exclusions.excludes("file:///elsewhere/a.log")).toBe(true);
  expect(await exclusions.excludes("file:///elsewhere/a.ts")).toBe(false);
});

test("ignore files above the open folder are watched, and a change is noticed", async () => {
  const files = new MemoryFiles({ "a.ts": "" });
  files.contents.set("file:///work/.git/HEAD", "");
  const { exclusions, watched, changes, excludes } = createExclusions(files);
  expect(await excludes("a.ts")).toBe(false);
  files.contents.set("file:///work/.gitignore", "a.ts");
  expect(await excludes("a.ts")).toBe(false); // Remembered.
  watched.get("file:///work/.gitignore")?.();
  expect(changes()).toBe(1);
  expect(await excludes("a.ts")).toBe(true);
  expect(watched.has("file:///home/me/.config/git/ignore")).toBe(true);
  expect([...watched.keys()].filter((uri) => uri.startsWith(files.folder))).toEqual([]); // The editor watches these.
  exclusions.dispose();
  expect(watched.size).toBe(0);
});

test("what git ignores in the repository's own settings is watched, too", async () => {
  const files = new MemoryFiles({ ".git/HEAD": "", "a.ts": "" });
  const { watched, excludes } = createExclusions(files);
  expect(await excludes("a.ts")).toBe(false);
  files.contents.set(files.uri(".git/info/exclude"), "a.ts");
  watched.get(files.uri(".git/info/exclude"))?.();
  expect(await excludes("a.ts")).toBe(true);
});

test("a cell is excluded with its notebook", async () => {
  const files = new MemoryFiles({ ".gitignore": "*.ipynb", "a.ipynb": "" });
  files.fileOf = (uri) => uri.replace(/^vscode-notebook-cell:(.*)#.*$/, "file://$1");
  const { exclusions } = createExclusions(files);
  expect(await exclusions.excludes("vscode-notebook-cell:/work/shop/a.ipynb#W0sZmlsZQ%3D%3D")).toBe(true);
});

test("a file counts as excluded if an error prevents the decision", async () => {
  const files = new MemoryFiles({ "a.ts": "" });
  files.folderOf = () => {
    throw new Error("not a uri");
  };
  const errors: string[] = [];
  const onError = (uri: string) => void errors.push(uri);
  const exclusions = new Exclusions({ files, workspace: files, gitUser, globs: () => [], onError });
  expect(await exclusions.excludes(files.uri("a.ts"))).toBe(true);
  expect(errors).toEqual([files.uri("a.ts")]);
});

test("an ignore file that can't be read is reported, and the others count", async () => {
  const files = new MemoryFiles({ ".gitignore": "a.ts", "src/.gitignore": "b.ts" });
  const { read } = files;
  const broken = files.uri("src/.gitignore");
  files.read = (uri) => (uri === broken ? Promise.reject(new Error("no permission")) : read(uri));
  const errors: string[] = [];
  const onError = (uri: string) => void errors.push(uri);
  const exclusions = new Exclusions({ files, workspace: files, gitUser, globs: () => [], onError });
  expect(await exclusions.excludes(files.uri("src/a.ts"))).toBe(true);
  expect(await exclusions.excludes(files.uri("src/b.ts"))).toBe(false);
  expect(errors).toEqual([broken]);
});
