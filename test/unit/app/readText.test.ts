import { expect, test } from "vitest";
import { createReadText, type ReadText } from "../../../src/app/files/readText.ts";
import { MemoryFiles } from "../../support/memoryFiles.ts";
import { made } from "../privacy/labelled.ts";

const maxBytes = 100;

function gateTo(files: MemoryFiles, excluded: readonly string[] = []) {
  const errors: string[] = [];
  const excludes = async (uri: string) => excluded.some((path) => files.uri(path) === uri);
  const onError = (uri: string) => void errors.push(uri);
  const readText = createReadText({ files, documents: files, workspace: files, excludes, onError });
  return { readText, errors };
}

async function reasonOf(readText: ReadText, uri: string) {
  const read = await readText(uri, maxBytes);
  return read.kind === "notRead" ? read.reason : read.kind;
}

test("a file's text is decoded, with its path", async () => {
  const files = new MemoryFiles({ "src/a.ts": "\uFEFFconst ä = 1;" });
  expect(await gateTo(files).readText(files.uri("src/a.ts"), maxBytes)).toEqual({
    kind: "text",
    text: "const ä = 1;",
    path: "src/a.ts",
    version: 0,
    languageId: undefined,
  });
});

test("an open file is read from the editor, whatever its size", async () => {
  const files = new MemoryFiles({ "a.ts": "saved" });
  const text = "unsaved ".repeat(100);
  files.openDocument(files.uri("a.ts"), text, "vue");
  const read = await gateTo(files).readText(files.uri("a.ts"), maxBytes);
  expect(read).toMatchObject({ kind: "text", text, version: 1, languageId: "vue" });
  expect(files.reads).toEqual([]);
});

test("an excluded file is not read, open or not", async () => {
  const files = new MemoryFiles({ "a.ts": "text" });
  const { readText } = gateTo(files, ["a.ts"]);
  expect(await reasonOf(readText, files.uri("a.ts"))).toBe("excluded");
  files.openDocument(files.uri("a.ts"), "text");
  expect(await reasonOf(readText, files.uri("a.ts"))).toBe("excluded");
  expect(files.reads).toEqual([]);
});

test("a secret file is not read, by its path inside and outside the workspace, or by its content", async () => {
  const files = new MemoryFiles({ "notes.txt": "x", "service.json": `{ "apiToken": "${made(40)}" }`, ".env": "A=1" });
  files.contents.set("file:///home/me/.kube/config", "users: []");
  const { readText } = gateTo(files);
  expect(await reasonOf(readText, files.uri(".env"))).toBe("secret");
  expect(await reasonOf(readText, "file:///home/me/.kube/config")).toBe("secret");
  expect(files.reads).toEqual([]);
  expect(await reasonOf(readText, files.uri("service.json"))).toBe("secret");
  files.openDocument(files.uri("notes.txt"), `-----BEGIN ${"PRIVATE"} KEY-----\n${made(64)}`);
  expect(await reasonOf(readText, files.uri("notes.txt"))).toBe("secret");
});

test("a binary file is not read, open or not", async () => {
  const files = new MemoryFiles({ "a.ts": new Uint8Array([65, 0, 66]) });
  expect(await reasonOf(gateTo(files).readText, files.uri("a.ts"))).toBe("binary");
  files.openDocument(files.uri("b.ts"), "A\0B");
  expect(await reasonOf(gateTo(files).readText, files.uri("b.ts"))).toBe("binary");
});

test("a file that is too large is not read", async () => {
  const files = new MemoryFiles({ "a.ts": "x".repeat(maxBytes), "b.ts": "x".repeat(maxBytes + 1) });
  expect(await reasonOf(gateTo(files).readText, files.uri("a.ts"))).toBe("text");
  expect(await reasonOf(gateTo(files).readText, files.uri("b.ts"))).toBe("tooLarge");
  expect(files.reads).toEqual([files.uri("a.ts")]);
});

test("a file that grows while it is read is too large", async () => {
  const files = new MemoryFiles({ "a.log": "x" });
  const { stat } = files;
  files.stat = async (uri) => {
    const found = await stat(uri);
    files.contents.set(uri, "x".repeat(maxBytes + 1));
    return found;
  };
  expect(await reasonOf(gateTo(files).readText, files.uri("a.log"))).toBe("tooLarge");
});

test("a file that is missing, or vanishes while it is read, is missing", async () => {
  const files = new MemoryFiles({ "a.ts": "x" });
  const { readText, errors } = gateTo(files);
  expect(await reasonOf(readText, files.uri("b.ts"))).toBe("missing");
  const { stat } = files;
  files.stat = async (uri) => {
    const found = await stat(uri);
    files.contents.delete(uri);
    return found;
  };
  expect(await reasonOf(readText, files.uri("a.ts"))).toBe("missing");
  expect(errors).toEqual([]);
});

test("a folder is no file", async () => {
  const files = new MemoryFiles({ "src/a.ts": "x" });
  expect(await reasonOf(gateTo(files).readText, files.uri("src"))).toBe("notAFile");
});

test("an error of the file system is reported, and the file counts as unreadable", async () => {
  const files = new MemoryFiles({ "a.ts": "x" });
  files.read = () => Promise.reject(new Error("no permission"));
  const { readText, errors } = gateTo(files);
  expect(await reasonOf(readText, files.uri("a.ts"))).toBe("unreadable");
  expect(errors).toEqual([files.uri("a.ts")]);
});
