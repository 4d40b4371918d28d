import { expect, test } from "vitest";
import { RecentWalks } from "../../../src/app/files/recentWalks.ts";
import type { Files } from "../../../src/app/ports.ts";

const tree: Readonly<Record<string, Awaited<ReturnType<Files["list"]>>>> = {
  "vscode-vfs://t/a b": [
    ["src", "folder"],
    ["node_modules", "folder"],
    ["boat.ts", "file"],
  ],
  "vscode-vfs://t/a b/src": [["berth é.ts", "file"]],
  "vscode-vfs://t/a b/node_modules": [["boats.ts", "file"]],
  "vscode-vfs://t/c": [["boat.md", "file"]],
};
const folders = ["vscode-vfs://t/a%20b", "vscode-vfs://t/c"];

test("searches share one walk of each folder for some seconds", async () => {
  const listed: string[] = [];
  let now = 0;
  const list: Files["list"] = async (uri) => {
    listed.push(uri);
    return tree[decodeURIComponent(uri)] ?? [];
  };
  const walks = new RecentWalks({ files: { list }, now: () => now, walkMs: 1_000 });
  const find = (include: string, limit = 10) => walks.find({ folders, include, exclude: "**/node_modules/**", limit });
  const boats = ["vscode-vfs://t/a%20b/boat.ts", "vscode-vfs://t/c/boat.md"];
  const typed = await Promise.all(["**/*b*", "**/*bo*", "**/*boat*"].map((include) => find(include)));
  expect(typed).toEqual([[boats[0], "vscode-vfs://t/a%20b/src/berth%20%C3%A9.ts", boats[1]], boats, boats]);
  now = 10_000;
  expect(await find("src/*é.ts")).toEqual(["vscode-vfs://t/a%20b/src/berth%20%C3%A9.ts"]);
  expect(await find("**/*boat*", 1)).toEqual(boats.slice(0, 1));
  expect(listed).toEqual(["vscode-vfs://t/a%20b", "vscode-vfs://t/c", "vscode-vfs://t/a%20b/src"]);
  now = 10_001;
  await find("**/*boat*");
  expect(listed).toHaveLength(6);
});

test("a folder that is never listed ends with the time for the walk", async () => {
  const walks = new RecentWalks({ files: { list: () => new Promise(() => undefined) }, now: () => 0, walkMs: 1 });
  expect(await walks.find({ folders, include: "**/*", exclude: undefined, limit: 10 })).toEqual([]);
});
