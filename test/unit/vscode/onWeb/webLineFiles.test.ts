import { expect, test } from "vitest";
import { type WholeFiles, webLineFiles } from "../../../../src/vscode/onWeb/webLineFiles.ts";
import { createWebLocks } from "../../../../src/vscode/onWeb/webLocks.ts";
import { webStoredFiles } from "../../../../src/vscode/onWeb/webStoredFiles.ts";

const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);

/** A file system that is as slow to write as a database in a browser. */
function slowFolder(): WholeFiles {
  const files = new Map<string, Uint8Array>();
  const later = () => new Promise((resolve) => setImmediate(resolve));
  return {
    at: (name) => `vscode-userdata:/hunch/${name}`,
    names: async () => [...files.keys()],
    read: (name) => later().then(() => files.get(name)),
    stat: async (name) => {
      const bytes = files.get(name);
      return bytes && { size: bytes.length, modified: 0 };
    },
    write: (name, bytes) => later().then(() => void files.set(name, bytes)),
    remove: (name) => later().then(() => void files.delete(name)),
  };
}

test("keeps the lines of two windows that append at once", async () => {
  const folder = slowFolder();
  const windows = [webLineFiles(folder, createWebLocks()), webLineFiles(folder, createWebLocks())];
  const lines = Array.from({ length: 20 }, (_, at) => `line ${at} é\n`);
  const written = await Promise.all(lines.map((line, at) => windows[at % 2]?.append("events.jsonl", line)));
  expect(written).toEqual(lines.map((line) => new TextEncoder().encode(line).length));
  expect(
    text(await folder.read("events.jsonl"))
      ?.split("\n")
      .toSorted(),
  ).toEqual(lines.join("").split("\n").toSorted());
});

test("deleting or replacing a file during an append leaves nothing of the old lines", async () => {
  const files = webLineFiles(slowFolder(), createWebLocks());
  await files.append("a", "old\n");
  await Promise.all([files.append("a", "newer\n"), files.remove("a")]);
  expect(await files.names()).toEqual([]);
  await files.append("b", "old\n");
  await Promise.all([files.append("b", "newer\n"), files.overwrite("b", "whole\n")]);
  expect(text(await files.read("b", 0, 20))).toBe("whole\n");
});

test("reads from an offset, and nothing of a file that is missing or shorter", async () => {
  const files = webLineFiles(slowFolder(), createWebLocks());
  expect(await files.read("a", 0, 10)).toBeUndefined();
  await files.append("a", "one\ntwo\n");
  expect(text(await files.read("a", 4, 2))).toBe("tw");
  expect(text(await files.read("a", 8, 2))).toBe("");
  expect(await files.read("a", 9, 2)).toBeUndefined();
  expect(await files.stat("a")).toMatchObject({ size: 8 });
  expect(await files.stat("b")).toBeUndefined();
  await files.overwrite("a", "three\n");
  expect(text(await files.read("a", 0, 10))).toBe("three\n");
  expect(files.locationOf("a")).toBe("vscode-userdata:/hunch/a");
  await files.remove("a");
  expect(await files.names()).toEqual([]);
});

test("a failed append does not stop the next one", async () => {
  const folder = slowFolder();
  let fails = true;
  const write: WholeFiles["write"] = (name, bytes) =>
    fails ? Promise.reject(new Error("quota")) : folder.write(name, bytes);
  const files = webLineFiles({ ...folder, write }, createWebLocks());
  await expect(files.append("a", "x\n")).rejects.toThrow("quota");
  fails = false;
  expect(await files.append("a", "y\n")).toBe(2);
});

test("stores whole texts", async () => {
  const files = webStoredFiles(slowFolder());
  expect(await files.read("a.json")).toBeUndefined();
  await files.write("a.json", "é");
  expect(await files.read("a.json")).toBe("é");
  expect(await files.names()).toEqual(["a.json"]);
});
