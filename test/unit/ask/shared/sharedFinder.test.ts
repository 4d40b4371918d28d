import { expect, test } from "vitest";
import { findEverywhere } from "../../../../src/app/ask/shared/findEverywhere.ts";
import { SharedFinder, type SharedFinderDeps } from "../../../../src/app/ask/shared/sharedFinder.ts";
import type { Passage } from "../../../../src/core/ask/askFiles.ts";
import { SharedIndexError } from "../../../../src/core/ask/shared/sharedIndexError.ts";
import type { SharedHit, SharedSearch } from "../../../../src/core/ask/shared/sharedStore.ts";
import { english } from "../../../../src/core/types/translate.ts";
import { textHash } from "../../../../src/core/util/textHash.ts";
import { ManualClock } from "../../../support/manualClock.ts";

const signal = new AbortController().signal;
const request = (question: string) => ({ question, selection: undefined, earlier: [] });
const text = "export function loadBoats() {}\n";

/** A finder over one repository whose index holds `paths`, each with the text of this machine. */
function finderOf(paths: readonly string[], more: Partial<SharedFinderDeps> = {}) {
  const clock = new ManualClock();
  const searches: SharedSearch[] = [];
  const opened: (string | undefined)[] = [];
  const log: string[] = [];
  const files = new Map(paths.map((path) => [`file:///work/${path}`, text]));
  const hits = paths.map(
    (path, at): SharedHit => ({ path, hash: textHash(text), startLine: 0, endLine: 1, score: 9 - at }),
  );
  const store = {
    search: (search: SharedSearch) => {
      searches.push(search);
      const counts = { fileCount: 5, chunkCount: 9, frequencies: new Map([["boat", 2]]), bestByWords: 9 };
      return Promise.resolve({ repository: "work", commit: "one", ...counts, byWords: hits, byMeaning: [] });
    },
    openWriter: () => Promise.reject(new Error("An editor never writes.")),
    close: () => Promise.resolve(),
  };
  const deps: SharedFinderDeps = {
    address: () => "postgres://me@db.example/code",
    passwordOf: ({ shown }) => Promise.resolve(`password of ${shown}`),
    open: (_, password) => {
      opened.push(password);
      return Promise.resolve(store);
    },
    places: () =>
      Promise.resolve([
        {
          repositories: ["work"],
          folder: "",
          uriOf: (path: string) => `file:///work/${path}`,
        },
      ]),
    read: (uri) =>
      Promise.resolve(files.has(uri) ? { uri, path: uri.slice(13), text: files.get(uri) ?? "" } : undefined),
    embedder: () => undefined,
    clean: (each) => each.replaceAll("hunter2", "***"),
    clock,
    t: english,
    log: (sentence) => log.push(sentence),
    ...more,
  };
  return { finder: new SharedFinder(deps), files, searches, opened, log, clock };
}

test("passages of files that differ here, are gone or excluded are left out", async () => {
  const { finder, files } = finderOf(["src/same.ts", "src/changed.ts", "src/gone.ts"]);
  files.set("file:///work/src/changed.ts", `${text}// edited\n`);
  files.delete("file:///work/src/gone.ts");
  const answer = await finder.find(request("boats"), 8, signal);
  expect(answer.kind === "found" && answer.findings.passages.map(({ path }) => path)).toEqual(["src/same.ts"]);
});

test("a file with the line ends of another system is the same file", async () => {
  const { finder, files } = finderOf(["src/windows.ts"]);
  files.set("file:///work/src/windows.ts", text.replaceAll("\n", "\r\n"));
  const answer = await finder.find(request("boats"), 8, signal);
  expect(answer.kind === "found" && answer.findings.passages.map(({ path }) => path)).toEqual(["src/windows.ts"]);
});

test("what leaves are the words of the question without secrets, and the password goes to its own address", async () => {
  const { finder, searches, opened } = finderOf(["src/same.ts"]);
  const earlier = [{ question: "where is hunter2 kept", answer: "in the safe" }];
  await finder.find({ question: "boats of hunter2", selection: undefined, earlier }, 8, signal);
  expect(opened).toEqual(["password of postgres://me@db.example:5432/code"]);
  const terms = JSON.stringify(searches[0]?.query.groups.map((group) => [...group.terms.keys()]));
  expect(terms).toContain("boat");
  expect(terms).not.toMatch(/hunter|safe/);
});

test("nothing is opened without an address, nor with a password in it", async () => {
  const none = finderOf(["a.ts"], { address: () => "" });
  expect(await none.finder.find(request("boats"), 8, signal)).toEqual({ kind: "off" });
  const open = finderOf(["a.ts"], { address: () => "postgres://me:hunter2@db.example/code" });
  const answer = await open.finder.find(request("boats"), 8, signal);
  expect(answer).toMatchObject({ kind: "failed", sentence: expect.stringContaining("contains a password") });
  expect([none.opened, open.opened]).toEqual([[], []]);
  expect(JSON.stringify([answer, open.log])).not.toContain("hunter2");
});

test("a database that hangs costs one question its time, and the next ones nothing", async () => {
  const never = new Promise<never>(() => undefined);
  let opens = 0;
  const { finder, clock, log } = finderOf(["a.ts"], {
    open: () => {
      opens++;
      return never;
    },
  });
  const answer = finder.find(request("boats"), 8, signal);
  await expect.poll(() => opens).toBe(1);
  await clock.advance(1_500);
  expect(await answer).toMatchObject({ kind: "failed", sentence: expect.stringContaining("in time") });
  expect(await finder.find(request("boats"), 8, signal)).toMatchObject({ kind: "failed" });
  expect([opens, log.length]).toEqual([1, 1]);
  finder.reset();
  const again = finder.find(request("boats"), 8, signal);
  await expect.poll(() => opens).toBe(2);
  await clock.advance(1_500);
  await again;
});

test("a repository that the index does not hold is no failure, and is asked for every ten minutes", async () => {
  let asked = 0;
  const store = {
    search: () => {
      asked++;
      return Promise.reject(new SharedIndexError("noIndex"));
    },
    openWriter: () => Promise.reject(new Error("An editor never writes.")),
    close: () => Promise.resolve(),
  };
  const { finder, clock, log } = finderOf(["a.ts"], { open: () => Promise.resolve(store) });
  for (let question = 0; question < 2; question++)
    expect(await finder.find(request("boats"), 8, signal)).toEqual({ kind: "off" });
  expect(asked).toBe(1);
  await clock.advance(600_000);
  await finder.find(request("boats"), 8, signal);
  expect(asked).toBe(2);
  expect(log).toEqual([expect.stringContaining("no shared index of this repository")]);
  finder.reset();
  await finder.find(request("boats"), 8, signal);
  expect(asked).toBe(3);
});

test("a first answer that comes too late lets the next question ask again at once", async () => {
  const { finder, clock, opened, log } = finderOf(["a.ts"], {
    passwordOf: () => new Promise((resolve) => clock.after(2_000, () => resolve("late"))),
  });
  const first = finder.find(request("boats"), 8, signal);
  await clock.advance(1_500);
  expect((await first).kind).toBe("failed");
  expect((await finder.find(request("boats"), 8, signal)).kind).toBe("failed");
  await clock.advance(500);
  expect(opened).toEqual(["late"]);
  expect((await finder.find(request("boats"), 8, signal)).kind).toBe("found");
  expect(log.length).toBe(1);
});

test.each([
  [400, [1, 2]],
  [600, undefined],
])("an embeddings model that takes %i ms", async (ms, vector) => {
  let isAsked = false;
  const { finder, searches, clock } = finderOf(["a.ts"], {
    embedder: () => ({
      model: "tiny",
      embed: () => {
        isAsked = true;
        return new Promise((resolve) => clock.after(ms, () => resolve([[1, 2]])));
      },
    }),
  });
  const answer = finder.find(request("boats"), 8, signal);
  await expect.poll(() => isAsked).toBe(true);
  await clock.advance(600);
  expect((await answer).kind).toBe("found");
  expect(searches.map(({ meaning }) => meaning?.vector)).toEqual([vector]);
});

test("a question that is stopped ends the search, and counts as no failure", async () => {
  const stopped = new AbortController();
  const { finder, log } = finderOf(["a.ts"], { open: () => new Promise<never>(() => undefined) });
  const answer = finder.find(request("boats"), 8, stopped.signal);
  stopped.abort();
  expect(await answer).toEqual({ kind: "off" });
  expect(log).toEqual([]);
});

test("a question that was stopped before it was asked waits for nothing", async () => {
  const { finder, log } = finderOf(["a.ts"], { open: () => new Promise<never>(() => undefined) });
  expect(await finder.find(request("boats"), 8, AbortSignal.abort())).toEqual({ kind: "off" });
  expect(log).toEqual([]);
});

const passage = (path: string, startLine = 0): Passage => ({
  uri: `file:///${path}`,
  path,
  startLine,
  endLine: startLine + 5,
  focusLine: startLine,
  text: "",
  score: 1,
  words: [],
});
const findings = (...passages: readonly Passage[]) => ({ passages, fileCount: passages.length, isUnlikely: true });

function everywhere(here: ReturnType<typeof findings>, answer: Awaited<ReturnType<SharedFinder["find"]>>) {
  const enough: (Promise<void> | undefined)[] = [];
  const workspace = {
    find: (...[, , , , until]: [unknown, unknown, unknown, unknown, Promise<void>?]) => {
      enough.push(until);
      return Promise.resolve(here);
    },
  };
  const shared = { find: () => Promise.resolve(answer) };
  return {
    enough,
    found: findEverywhere(request("boats"), 4, { workspace, shared, t: english }, () => undefined, signal),
  };
}

test("both lists become one, and each passage says where it comes from", async () => {
  const here = findings(passage("both.ts"), passage("here.ts"));
  const { found, enough } = everywhere(here, {
    kind: "found",
    findings: findings(passage("there.ts"), passage("both.ts")),
  });
  expect((await found)?.passages.map(({ path, origin }) => [path, origin])).toEqual([
    ["both.ts", "both"],
    ["there.ts", "shared"],
    ["here.ts", undefined],
  ]);
  await enough[0]; // An index that is still being built is not waited for.
});

test("the index of this machine is waited for if the shared one found nothing", async () => {
  const nothing = everywhere(findings(), { kind: "found", findings: findings() });
  let isEnough = false;
  void nothing.enough[0]?.then(() => {
    isEnough = true;
  });
  await nothing.found;
  await new Promise((resolve) => setImmediate(resolve));
  expect([nothing.enough.length, isEnough]).toEqual([1, false]);
});

test("without the shared index, the passages of this machine come with a sentence", async () => {
  const here = findings(passage("here.ts"));
  const sentence = new SharedIndexError("slow").sentence(english);
  expect(await everywhere(here, { kind: "failed", sentence }).found).toEqual({
    ...here,
    note: `${sentence} These passages come from the index of this machine.`,
  });
  expect(await everywhere(here, { kind: "off" }).found).toEqual(here);
});
