import { expect, test } from "vitest";
import type { EmbeddedEngine } from "../../../src/core/types/engine.ts";
import type { ReplayCase } from "../../../src/lab/replay/replayCase.ts";
import { replayTyping, summarizeTyping, typeWithWords } from "../../../src/lab/replay/replayTyping.ts";

const replayCase: ReplayCase = {
  id: "1", repo: "r", lang: "typescript", kind: "return", pos: "line", sample: "natural", path: "a.ts", languageId: "typescript",
  prefix: "connection\nreturn ", suffix: "\n", targetLine: "connection;", targetBlock: "connection;", lineIdentifiers: [],
  blockIdentifiers: [], recent: [],
}; // biome-ignore format: a row
const host = { now: () => 0, pause: () => Promise.resolve(), onProgress: () => undefined };
const { signal } = new AbortController();

/** Finishes the line from its third character on, and says something wrong before. */
const engine: EmbeddedEngine = {
  *learn() {
    // Knows the line already.
  },
  edit: () => true,
  forget: () => undefined,
  versionOf: () => undefined,
  bytes: 0,
  answer: ({ prefix }) => {
    const typed = prefix.slice(replayCase.prefix.length);
    const text = typed.length < 2 ? "wrong" : replayCase.targetLine.slice(typed.length);
    return [{ text, confidence: 1, origin: undefined }];
  },
};

test("with a request at every character, suggestions are accepted inside a word; at every token, after it", async () => {
  const options = { minConfidence: 0, maxLines: 1 };
  const [byCharacter] = await replayTyping([replayCase], engine, { ...options, looksUpAt: "characters" }, host, signal);
  // "c", "o", one key for the rest; "wrong" was offered anew after "c".
  expect(byCharacter).toMatchObject({ plainKeys: 11, keys: 3, falseOffers: 2 });
  const [byToken] = await replayTyping([replayCase], engine, { ...options, looksUpAt: "tokens" }, host, signal);
  expect(byToken).toMatchObject({ keys: 11, falseOffers: 1 });
});

test("VS Code's word suggestions save the rest of a partial word", async () => {
  const rows = await typeWithWords([replayCase], host, signal);
  // "c", one key for "onnection", ";".
  expect(rows[0]).toMatchObject({ plainKeys: 11, keys: 3, offers: 1, falseOffers: 0 });
  expect(summarizeTyping(rows).saved).toBeCloseTo(8 / 11);
});
