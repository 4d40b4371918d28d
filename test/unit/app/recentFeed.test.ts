import { expect, test } from "vitest";
import { readSource } from "../../../src/app/files/readSource.ts";
import { createReadText } from "../../../src/app/files/readText.ts";
import { LearnerSync } from "../../../src/app/learning/learnerSync.ts";
import { RecentFeed } from "../../../src/app/learning/recentFeed.ts";
import { RecentFiles, type RememberedFile } from "../../../src/core/context/recentFiles.ts";
import { SlicedRunner } from "../../../src/core/util/slicedRunner.ts";
import { ManualClock } from "../../support/manualClock.ts";
import { MemoryFiles } from "../../support/memoryFiles.ts";
import { createRecordingLearner } from "../../support/recordingLearner.ts";

function createFeed(files: MemoryFiles, { slices = 1 } = {}) {
  const clock = new ManualClock();
  const { learner, record, known } = createRecordingLearner(slices);
  const excluded = new Set<string>();
  const saved: (readonly RememberedFile[])[] = [];
  const onError = (error: unknown) => expect.fail(String(error));
  const excludes = async (uri: string) => excluded.has(uri);
  const readText = createReadText({ files, documents: files, workspace: files, excludes, onError });
  const reads: string[] = [];
  const read = (uri: string) => {
    reads.push(uri);
    return readSource(readText, uri, 1_000_000);
  };
  const later = (callback: () => void) => void clock.after(1, callback);
  let now = 0;
  const runner = new SlicedRunner({ now: () => (now += 10), later, onError }); // One step per slice.
  const sync = new LearnerSync({ learners: [learner], runner, read, excludes, clock, onError });
  const save = (list: readonly RememberedFile[]) => void saved.push(list);
  const feed = new RecentFeed({ recent: new RecentFiles(), sync, clock, save });
  const settled = () => clock.advance(100);
  return { feed, sync, clock, record, known, excluded, saved, reads, settled };
}

function documentAt(uri: string, { version = 1, lineCount = 1, languageId = "typescript" } = {}) {
  return { uri, version, lineCount, languageId };
}

test("a file that is shown is learnt, and followed edit by edit", async () => {
  const files = new MemoryFiles({ "a.ts": "const a = 1;" });
  const uri = files.uri("a.ts");
  const { feed, record, known, reads, settled } = createFeed(files);
  files.openDocument(uri, "const a = 1;");
  feed.shown(documentAt(uri));
  await settled();
  expect(known.get(uri)).toEqual({ version: 1, text: "const a = 1;" });
  feed.edited(documentAt(uri, { version: 2 }), [{ startLine: 0, endLine: 1, lines: ["const b = 1;"] }]);
  await settled();
  expect(known.get(uri)?.version).toBe(2);
  expect(record.editedLines).toBe(1);
  expect(reads).toEqual([uri]);
});

test("a file whose edits were missed is learnt again", async () => {
  const files = new MemoryFiles({});
  const uri = files.uri("a.ts");
  const { feed, known, settled } = createFeed(files);
  files.openDocument(uri, "old");
  feed.shown(documentAt(uri));
  await settled();
  files.open.set(uri, { ...files.openDocument(uri, "new"), version: 5 });
  feed.edited(documentAt(uri, { version: 5 }), [{ startLine: 0, endLine: 1, lines: ["new"] }]);
  await settled();
  expect(known.get(uri)).toEqual({ version: 5, text: "new" });
});

test("typing in a large file that isn't learnt yet reads it once, after a pause", async () => {
  const files = new MemoryFiles({});
  const uri = files.uri("large.ts");
  const lineCount = 100_000;
  const { feed, known, reads, clock } = createFeed(files, { slices: 10_000 });
  files.openDocument(uri, "text");
  feed.shown(documentAt(uri, { lineCount }));
  await clock.advance(0);
  for (let version = 2; version < 32; version++) {
    feed.edited(documentAt(uri, { version, lineCount }), [{ startLine: 0, endLine: 1, lines: ["x"] }]);
    await clock.advance(0);
  }
  expect(reads).toHaveLength(1);
  await clock.advance(600);
  expect(reads).toHaveLength(2);
  expect(known.size).toBe(0);
  await clock.advance(11_000);
  expect(known.get(uri)).toEqual({ version: 1, text: "text" });
});

test("a file that may have changed elsewhere is read again: what was not saved, or is no more, is forgotten", async () => {
  const files = new MemoryFiles({ "a.ts": "saved" });
  const uri = files.uri("a.ts");
  const { feed, known, settled } = createFeed(files);
  files.openDocument(uri, "not saved");
  feed.shown(documentAt(uri));
  await settled();
  expect(known.get(uri)?.text).toBe("not saved");
  files.open.delete(uri);
  feed.reread(uri);
  await settled();
  expect(known.get(uri)?.text).toBe("saved");
  files.contents.delete(uri); // Another branch is checked out,
  feed.reread(uri);
  await settled();
  expect(known.has(uri)).toBe(false);
  files.contents.set(uri, "back"); // and the first one again.
  feed.reread(uri);
  feed.reread(files.uri("never-opened.ts"));
  await settled();
  expect([...known.keys()]).toEqual([uri]);
});

test("files drop out of reach and are forgotten", async () => {
  const names = Array.from({ length: 25 }, (_, at) => `f${at}.ts`);
  const files = new MemoryFiles(Object.fromEntries(names.map((name) => [name, `const ${name.slice(0, -3)} = 1;`])));
  const { feed, known, settled } = createFeed(files);
  for (const name of names) feed.shown(documentAt(files.uri(name)));
  await settled();
  expect(known.size).toBe(21);
  expect(known.has(files.uri("f0.ts"))).toBe(false);
  feed.removed(files.uri("f24.ts"));
  await settled();
  expect(known.has(files.uri("f24.ts"))).toBe(false);
  expect(known.has(files.uri("f3.ts"))).toBe(true);
});

test("a file that becomes excluded is forgotten, and learnt when it no longer is", async () => {
  const files = new MemoryFiles({ "a.ts": "const a = 1;", "b.ts": "const b = 1;" });
  const [a, b] = [files.uri("a.ts"), files.uri("b.ts")];
  const { feed, sync, known, excluded, settled } = createFeed(files);
  feed.shown(documentAt(a));
  feed.shown(documentAt(b));
  await settled();
  excluded.add(a);
  await sync.exclusionsChanged();
  await settled();
  expect([...known.keys()]).toEqual([b]);
  excluded.delete(a);
  await sync.exclusionsChanged();
  await settled();
  expect([...known.keys()].toSorted()).toEqual([a, b]);
});

test("a slow read from before a file became excluded teaches nothing", async () => {
  const files = new MemoryFiles({ "a.ts": "const a = 1;" });
  const uri = files.uri("a.ts");
  const { feed, sync, known, excluded, clock, settled } = createFeed(files);
  const { read } = files;
  files.read = (each) => new Promise((resolve) => clock.after(1_000, () => resolve(read(each))));
  feed.shown(documentAt(uri));
  await settled();
  excluded.add(uri);
  await sync.exclusionsChanged();
  await clock.advance(2_000);
  expect(known.size).toBe(0);
});

test("a renamed file is followed under its new name", async () => {
  const files = new MemoryFiles({ "a.ts": "const a = 1;", "b.ts": "const a = 1;" });
  const { feed, known, settled } = createFeed(files);
  feed.shown(documentAt(files.uri("a.ts")));
  await settled();
  feed.renamed(files.uri("a.ts"), files.uri("b.ts"));
  await settled();
  expect([...known.keys()]).toEqual([files.uri("b.ts")]);
});

test("restored tabs are less recent than what is shown", async () => {
  const files = new MemoryFiles({ "a.ts": "a", "b.ts": "b" });
  const { feed, saved } = createFeed(files);
  feed.restored([{ uri: files.uri("a.ts"), languageId: "typescript" }]);
  feed.shown(documentAt(files.uri("b.ts")));
  feed.dispose();
  expect(saved.at(-1)?.map(({ uri }) => uri)).toEqual([files.uri("b.ts"), files.uri("a.ts")]);
});

test("the list is saved once for several changes, and when the window closes", async () => {
  const files = new MemoryFiles({ "a.ts": "a", "b.ts": "b" });
  const { feed, saved, clock } = createFeed(files);
  feed.shown(documentAt(files.uri("a.ts")));
  feed.shown(documentAt(files.uri("b.ts")));
  expect(saved).toHaveLength(0);
  await clock.advance(2_000);
  expect(saved).toHaveLength(1);
  feed.dispose();
  expect(saved).toHaveLength(2);
});
