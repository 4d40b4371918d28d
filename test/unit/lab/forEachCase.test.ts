import { expect, test } from "vitest";
import { createEngine } from "../../../src/core/engine/engine.ts";
import { forEachCase } from "../../../src/lab/replay/forEachCase.ts";
import { currentUri, type ReplayCase, recentUri } from "../../../src/lab/replay/replayCase.ts";

const recent = {
  path: "b.ts",
  languageId: "typescript",
  blob: "1",
  text: "one();\n",
  origin: "done",
  edited: [],
} as const;
const first: ReplayCase = {
  id: "1", repo: "r", lang: "typescript", kind: "call", pos: "line", sample: "natural", path: "a.ts", languageId: "typescript",
  prefix: "one();\n", suffix: "\n", targetLine: "two();", targetBlock: "two();", lineIdentifiers: [], blockIdentifiers: [],
  recent: [recent],
}; // biome-ignore format: a row
const second: ReplayCase = { ...first, id: "2", path: "c.ts", recent: [] };
const host = { now: () => 0, pause: () => Promise.resolve(), onProgress: () => undefined };

test("a learner knows the files of its case, and nothing once the cases are over", async () => {
  const engine = createEngine();
  const uris = [currentUri(first), recentUri(first, recent), currentUri(second)];
  const known: (readonly boolean[])[] = [];
  const look = () => {
    known.push(uris.map((uri) => engine.versionOf(uri) !== undefined));
  };
  await forEachCase([first, second], [engine], host, new AbortController().signal, look);
  look();
  expect(known).toEqual([
    [true, true, false],
    [false, false, true],
    [false, false, false],
  ]);
});

test("after an abort no further case is visited, and nothing stays known", async () => {
  const engine = createEngine();
  const controller = new AbortController();
  const visited: string[] = [];
  await forEachCase([first, second], [engine], host, controller.signal, ({ id }) => {
    visited.push(id);
    controller.abort();
  });
  expect(visited).toEqual(["1"]);
  expect(engine.versionOf(currentUri(second))).toBeUndefined();
});
