import { expect, test } from "vitest";
import { WorkspaceIndex, type WorkspaceIndexDeps } from "../../../src/app/ask/workspaceIndex.ts";
import { createPassageIndex } from "../../../src/core/ask/createPassageIndex.ts";

const request = (question: string) => ({ question, selection: undefined, earlier: [] });
const never = new AbortController().signal;

function workspace(files: Record<string, string>, changes: Partial<WorkspaceIndexDeps> = {}) {
  const reads: string[] = [];
  const errors: unknown[] = [];
  const stamps: Record<string, string> = {};
  const index = new WorkspaceIndex({
    index: createPassageIndex(() => Promise.resolve()),
    list: () => Promise.resolve(Object.keys(files)),
    read: (uri) => {
      reads.push(uri);
      const text = files[uri];
      return Promise.resolve(text === undefined ? undefined : { uri, path: uri, text });
    },
    stamp: (uri) => Promise.resolve(files[uri] === undefined ? undefined : (stamps[uri] ?? "")),
    recentUris: () => [],
    now: () => 0,
    embedder: () => undefined,
    clean: (text) => text,
    rest: () => Promise.resolve(),
    history: () => Promise.resolve([]),
    onError: (error) => errors.push(error),
    ...changes,
  });
  const find = async (question: string, signal = never) => {
    const found = await index.find(request(question), 8, () => undefined, signal);
    return found?.passages.map(({ path }) => path);
  };
  return { index, find, reads, errors, files };
}

const harbour = { "boats.ts": "const boats = moor();", "tides.ts": "const tides = measure();" };

test("builds the index at the first question and reports how far it is", async () => {
  const { index } = workspace(harbour);
  const progress: string[] = [];
  const found = await index.find(request("boats"), 8, (done, total) => progress.push(`${done}/${total}`), never);
  expect(found).toMatchObject({ fileCount: 2, passages: [{ path: "boats.ts", words: ["boats"] }] });
  expect(progress).toEqual(["0/2", "2/2"]);
});

test("reads only what changed before the next question", async () => {
  const { index, find, files, reads } = workspace({ ...harbour });
  await find("boats");
  reads.length = 0;
  files["boats.ts"] = "const ferries = moor();";
  files["new.ts"] = "const ferries = 2;";
  index.changed("boats.ts");
  index.changed("new.ts");
  expect((await find("ferries"))?.toSorted()).toEqual(["boats.ts", "new.ts"]);
  expect(await find("boats")).toEqual(["boats.ts"]); // By its path.
  expect(reads).not.toContain("tides.ts");
});

test("a deleted folder takes its files with it", async () => {
  const { index, find, files } = workspace({ "src/boats.ts": "const boats = 1;", "boats.md": "Boats are moored." });
  await find("boats");
  delete files["src/boats.ts"];
  index.deleted("src");
  expect(await find("boats")).toEqual(["boats.md"]);
});

test("a file that changed or was excluded without a notice is never shown as it was", async () => {
  const { find, files } = workspace({ ...harbour });
  await find("boats");
  files["boats.ts"] = "const secretCargo = 1;";
  expect(await find("moor")).toEqual([]);
  delete files["tides.ts"];
  expect(await find("tides")).toEqual([]);
});

test("a file that changes with every read is left out in the end", async () => {
  let version = 0;
  const read = (uri: string) => Promise.resolve({ uri, path: uri, text: `const boats = ${version++};` });
  expect(await workspace(harbour, { read }).find("boats")).toEqual([]);
});

test("a reset while the index is being built ends with the files of the second build", async () => {
  const files: Record<string, string> = Object.fromEntries(
    Array.from({ length: 100 }, (_, i) => [`old${i}.ts`, "const boats = 1;"]),
  );
  let current = files;
  let reads = 0;
  const { index, find } = workspace(files, {
    list: () => Promise.resolve(Object.keys(current)),
    read: (uri) => {
      if (++reads === 40) {
        current = { "new.ts": "const boats = 2;" };
        index.reset();
      }
      const text = current[uri];
      return Promise.resolve(text === undefined ? undefined : { uri, path: uri, text });
    },
  });
  expect(await find("boats")).toEqual(["new.ts"]);
});

test("an aborted question ends at once, and the index is built all the same", async () => {
  const abort = new AbortController();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { find } = workspace(harbour, { list: () => held.then(() => Object.keys(harbour)) });
  const asked = find("boats", abort.signal);
  abort.abort();
  expect(await asked).toBeUndefined();
  release();
  expect(await find("boats")).toEqual(["boats.ts"]);
});

test("a build that fails is reported to the question and tried again with the next", async () => {
  let isBroken = true;
  const list = () => (isBroken ? Promise.reject(new Error("gone")) : Promise.resolve(Object.keys(harbour)));
  const { find } = workspace(harbour, { list });
  await expect(find("boats")).rejects.toThrow("gone");
  isBroken = false;
  expect(await find("boats")).toEqual(["boats.ts"]);
});

test("an index that is lost while it is built, as on a full disk, is built again at once, but not for ever", async () => {
  const kept = createPassageIndex(() => Promise.resolve());
  let losses = 1;
  const full = (): Promise<void> => {
    if (losses-- <= 0) return kept.save();
    const failure = Promise.reject(new Error("database or disk is full"));
    workspaces.index.reset(); // As the thread's end reports it.
    return failure;
  };
  const workspaces = workspace(harbour, { index: { ...kept, save: full } });
  expect(await workspaces.find("boats")).toEqual(["boats.ts"]);
  losses = Number.POSITIVE_INFINITY;
  workspaces.index.reset();
  await expect(workspaces.find("boats")).rejects.toThrow("disk is full");
});

test("a history that can't be read is reported and costs nothing else", async () => {
  const { find, errors } = workspace(harbour, { history: () => Promise.reject(new Error("no git")) });
  expect(await find("boats")).toEqual(["boats.ts"]);
  await expect.poll(() => errors.map(String)).toEqual(["Error: no git"]);
});

test("files that are in the index as they are now are not read again", async () => {
  const index = createPassageIndex(() => Promise.resolve());
  const stamp = (version: string) => ({ stamp: () => Promise.resolve(version) });
  const read = (uri: string) => Promise.resolve({ uri, path: uri, text: `const ${uri.slice(0, 5)} = 1;`, stamp: "1" });
  await workspace(harbour, { index, read, ...stamp("1") }).find("boats");
  let reads = 0;
  const counted = (uri: string) => {
    reads++;
    return read(uri);
  };
  const again = workspace(harbour, { index, read: counted, ...stamp("1") });
  expect(await again.find("boats")).toEqual(["boats.ts"]);
  expect(reads).toBe(1); // The passage that is shown.
  await workspace(harbour, { index, read: counted, ...stamp("2") }).find("nothing here");
  expect(reads).toBe(3);
});

test("files that left the workspace or were excluded while it was closed leave the index", async () => {
  const index = createPassageIndex(() => Promise.resolve());
  await workspace({ ...harbour, "old.ts": "const boats = 1;" }, { index }).find("boats");
  expect(await workspace(harbour, { index }).find("old")).toEqual([]);
  expect(await index.size()).toMatchObject({ files: 2 });
});

test("while it is paused, questions are answered from what is indexed", async () => {
  const files = Object.fromEntries(Array.from({ length: 64 }, (_, i) => [`file${i}.ts`, `const boat${i} = 1;`]));
  let reads = 0;
  const { index, find } = workspace(files, {
    read: (uri) => {
      if (++reads === 20) index.pause();
      return Promise.resolve({ uri, path: uri, text: files[uri] ?? "" });
    },
  });
  index.prepare();
  await expect.poll(() => index.state).toEqual({ kind: "paused", done: 32, total: 64 });
  expect(await find("boat7")).toContain("file7.ts");
  expect(await find("boat63")).not.toContain("file63.ts");
  index.resume();
  await expect.poll(() => index.state).toEqual({ kind: "ready", done: 64, total: 64 });
  expect(await find("boat63")).toContain("file63.ts");
});

test("many files that change at once are read before there is a question", async () => {
  const files = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`file${i}.ts`, "const boat = 1;"]));
  const { index, find, reads } = workspace(files);
  await find("boat");
  reads.length = 0;
  for (const uri of Object.keys(files)) index.changed(uri);
  await expect.poll(() => reads.length).toBe(100);
});

test("a rebuilt index holds the files of today", async () => {
  const { index, find, reads } = workspace({ ...harbour });
  await find("boats");
  reads.length = 0;
  await index.rebuild();
  await expect.poll(() => index.state.kind).toBe("ready");
  expect(reads.toSorted()).toEqual(["boats.ts", "tides.ts"]);
});

test("says so when files are not indexed because there are too many", async () => {
  const { index, find, reads } = workspace({ ...harbour }, { mostFiles: 1 });
  await find("tides");
  expect(index.isCut).toBe(true);
  expect(reads).not.toContain("tides.ts");
});
