import { expect, test } from "vitest";
import { createReadText } from "../../../src/app/files/readText.ts";
import { WorkspaceFeed } from "../../../src/app/learning/workspaceFeed.ts";
import { SlicedRunner } from "../../../src/core/util/slicedRunner.ts";
import { ManualClock } from "../../support/manualClock.ts";
import { MemoryFiles } from "../../support/memoryFiles.ts";
import { createRecordingLearner } from "../../support/recordingLearner.ts";

function createFeed(files: MemoryFiles, excluded: readonly string[] = []) {
  const clock = new ManualClock();
  const { learner, record, known } = createRecordingLearner();
  const onError = (error: unknown) => expect.fail(String(error));
  const excludes = async (uri: string) => excluded.some((path) => files.uri(path) === uri);
  const readText = createReadText({ files, documents: files, workspace: files, excludes, onError });
  const later = (callback: () => void) => void clock.after(0, callback);
  const runner = new SlicedRunner({ now: () => clock.monotonic(), later, onError });
  const recent = new Set<string>();
  const state = { isEnabled: true };
  const isRecent = (uri: string) => recent.has(uri);
  const isEnabled = () => state.isEnabled;
  const log = { debug: () => undefined, warn: onError };
  const feed = new WorkspaceFeed({ learner, runner, readText, workspace: files, clock, isEnabled, isRecent, log });
  /** Learns around a file until nothing is left to do. */
  const learnAround = async (path: string, languageId = "typescript") => {
    feed.learnAround({ uri: files.uri(path), languageId });
    await clock.advance(10_000);
    await feed.whenRead();
  };
  const paths = () => record.learnt.map((uri) => files.displayPath(uri));
  return { feed, clock, known, recent, state, learnAround, paths };
}

const module = (name: string) => `export const ${name} = 1;`;

test("files of the same language are learnt, those nearest to the active one first", async () => {
  const files = new MemoryFiles({
    "web/far/c.ts": module("c"),
    "shop/cart/a.ts": module("a"),
    "shop/cart/b.tsx": module("b"),
    "shop/readme.md": "words",
  });
  const { learnAround, paths } = createFeed(files);
  await learnAround("shop/cart/active.ts");
  expect(paths().slice(0, 2).toSorted()).toEqual(["shop/cart/a.ts", "shop/cart/b.tsx"]);
  expect(paths()[2]).toBe("web/far/c.ts");
  expect(paths()).toHaveLength(3);
});

test("the active file, recent, excluded, secret, binary and large files are left out", async () => {
  const files = new MemoryFiles({
    "active.ts": module("active"),
    "recent.ts": module("recent"),
    "excluded.ts": module("excluded"),
    "binary.ts": "a\0b",
    "large.ts": "x".repeat(150_001),
    "kept.ts": module("kept"),
  });
  const { learnAround, recent, paths } = createFeed(files, ["excluded.ts"]);
  recent.add(files.uri("recent.ts"));
  await learnAround("active.ts");
  expect(paths()).toEqual(["kept.ts"]);
  expect(files.reads).not.toContain(files.uri("large.ts"));
});

test("at most 60 files are learnt", async () => {
  const names = Array.from({ length: 80 }, (_, at) => `f${at}.ts`);
  const files = new MemoryFiles(Object.fromEntries(names.map((name) => [name, module("x")])));
  const { learnAround, paths } = createFeed(files);
  await learnAround("active.ts");
  expect(paths()).toHaveLength(60);
});

test("another language takes the place of the one before; the same one changes nothing", async () => {
  const files = new MemoryFiles({ "a.ts": module("a"), "b.py": "b = 1" });
  const { learnAround, known, paths } = createFeed(files);
  await learnAround("x.ts");
  await learnAround("y.ts");
  expect(paths()).toEqual(["a.ts"]);
  await learnAround("z.py", "python");
  expect([...known.keys()]).toEqual([files.uri("b.py")]);
});

test("a changed file is learnt again, one that can no longer be read is forgotten, and a deleted one too", async () => {
  const files = new MemoryFiles({ "a.ts": "old", "b.ts": "old", "c.ts": "old" });
  const { feed, learnAround, clock, known } = createFeed(files);
  await learnAround("x.ts");
  files.contents.set(files.uri("a.ts"), "new");
  feed.changed(files.uri("a.ts"));
  files.contents.set(files.uri("b.ts"), "\0");
  feed.changed(files.uri("b.ts"));
  feed.deleted(files.uri("c.ts"));
  await clock.advance(100);
  expect([...known]).toEqual([[files.uri("a.ts"), { version: 0, text: "new" }]]);
});

test("a file that the user opens meanwhile is left to the feed of recent files", async () => {
  const files = new MemoryFiles({ "a.ts": module("a") });
  const { feed, learnAround, recent, known } = createFeed(files);
  await learnAround("x.ts");
  recent.add(files.uri("a.ts"));
  feed.reset();
  expect(known.has(files.uri("a.ts"))).toBe(true);
});

test("nothing is learnt while the setting is off, and turning it off forgets everything", async () => {
  const files = new MemoryFiles({ "a.ts": module("a") });
  const { learnAround, state, known } = createFeed(files);
  await learnAround("x.ts");
  expect(known.size).toBe(1);
  state.isEnabled = false;
  await learnAround("x.ts");
  expect(known.size).toBe(0);
});

test("after three slow reads no more files are learnt", async () => {
  const names = Array.from({ length: 10 }, (_, at) => `f${at}.ts`);
  const files = new MemoryFiles(Object.fromEntries(names.map((name) => [name, module("x")])));
  const { learnAround, clock, paths } = createFeed(files);
  const { read } = files;
  files.read = (uri) => new Promise((resolve) => clock.after(400, () => resolve(read(uri))));
  await learnAround("active.ts");
  expect(paths()).toHaveLength(3);
});

test("a file outside the open folders starts nothing", async () => {
  const files = new MemoryFiles({ "a.ts": module("a") });
  const { feed, clock, known } = createFeed(files);
  feed.learnAround({ uri: "file:///elsewhere/x.ts", languageId: "typescript" });
  await clock.advance(1_000);
  expect(known.size).toBe(0);
});
