import { expect, test } from "vitest";
import { walkFolders } from "../../../src/app/files/walkFolders.ts";
import type { Files } from "../../../src/app/ports.ts";

type Entries = Awaited<ReturnType<Files["list"]>>;

const tree: Readonly<Record<string, Entries>> = {
  "vscode-vfs://t/w": [
    ["a b.js", "file"],
    [".git", "folder"],
    ["node_modules", "folder"],
    ["src", "folder"],
    ["locked", "folder"],
    ["link", "other"],
  ],
  "vscode-vfs://t/w/src": [
    ["deep", "folder"],
    ["b.ts", "file"],
  ],
  "vscode-vfs://t/w/src/deep": [["c.js", "file"]],
  "vscode-vfs://t/w/.git": [["HEAD.d.js", "file"]],
  "vscode-vfs://t/w/node_modules": [["d.js", "file"]],
};
const files = {
  list: (uri: string) => (tree[uri] ? Promise.resolve(tree[uri]) : Promise.reject(new Error("no permission"))),
};
const folders = ["vscode-vfs://t/w"];
const exclude = "**/{node_modules,.git}/**";
const found = (include: string, limit = 10) => walkFolders({ folders, include, exclude, limit }, files);

test("finds what the globs say, and skips folders that it can't read", async () => {
  expect(await found("**/*")).toEqual([
    "vscode-vfs://t/w/a%20b.js",
    "vscode-vfs://t/w/src/b.ts",
    "vscode-vfs://t/w/src/deep/c.js",
  ]);
  expect(await found("**/{*.ts,*.tsx}")).toEqual(["vscode-vfs://t/w/src/b.ts"]);
  expect(await walkFolders({ folders, include: "**/*d*", exclude: undefined, limit: 10 }, files)).toEqual([
    "vscode-vfs://t/w/node_modules/d.js",
  ]);
});

test("takes the files nearest to the top if there is a limit, and ends with its signal", async () => {
  expect(await found("**/*.js", 1)).toEqual(["vscode-vfs://t/w/a%20b.js"]);
  const walk = { folders, include: "**/*", exclude: undefined, limit: 10 };
  expect(await walkFolders(walk, files, AbortSignal.abort())).toEqual([]);
});

test("a folder that leads into itself does not keep it for ever", async () => {
  const round = { list: (): Promise<Entries> => Promise.resolve([["again", "folder"]]) };
  expect(await walkFolders({ folders, include: "**/*", exclude: undefined, limit: 10 }, round)).toEqual([]);
});

test("a folder that is never listed does not keep it after its signal", async () => {
  const aborting = new AbortController();
  const list = (uri: string): Promise<Entries> => {
    if (uri === "vscode-vfs://t/w") return files.list(uri);
    aborting.abort();
    return new Promise(() => undefined);
  };
  const walk = { folders, include: "**/*", exclude, limit: 10 };
  expect(await walkFolders(walk, { list }, aborting.signal)).toEqual(["vscode-vfs://t/w/a%20b.js"]);
});

test("skips ignored folders, reports those that can't be read, and reads no more than it may", async () => {
  const failed: string[] = [];
  const walk = {
    folders,
    include: "**/*",
    exclude,
    limit: 10,
    isIgnored: (folder: string) => Promise.resolve(folder.endsWith("/deep")),
    onError: (folder: string) => failed.push(folder),
  };
  const top = "vscode-vfs://t/w/a%20b.js";
  expect(await walkFolders(walk, files)).toEqual([top, "vscode-vfs://t/w/src/b.ts"]);
  expect(failed).toEqual(["vscode-vfs://t/w/locked"]);
  expect(await walkFolders({ ...walk, maxFolders: 1 }, files)).toEqual([top]);
});
