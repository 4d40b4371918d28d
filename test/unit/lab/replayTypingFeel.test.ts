import { expect, test } from "vitest";
import type { EmbeddedEngine } from "../../../src/core/types/engine.ts";
import { glanceCost, summarizeFeel } from "../../../src/lab/replay/feelReport.ts";
import type { ReplayCase } from "../../../src/lab/replay/replayCase.ts";
import { replayTypingFeel } from "../../../src/lab/replay/replayTypingFeel.ts";
import { typingRhythm } from "../../../src/lab/replay/typingRhythm.ts";

const replayCase: ReplayCase = {
  id: "1", repo: "r", lang: "typescript", kind: "return", pos: "line", sample: "natural", path: "a.ts", languageId: "typescript",
  prefix: "const connection = 1;\n", suffix: "\n", targetLine: "return connection;", targetBlock: "return connection;",
  lineIdentifiers: [], blockIdentifiers: [], recent: [],
}; // biome-ignore format: a row
const host = { now: () => 0, pause: () => Promise.resolve(), onProgress: () => undefined };

/** Offers something wrong at the line's start, and the rest of the line from its eighth character on. */
const engine: EmbeddedEngine = {
  *learn() {
    // Knows the line already.
  },
  edit: () => true,
  forget: () => undefined,
  versionOf: () => undefined,
  bytes: 0,
  answer: ({ prefix }, _, { accepts }) => {
    const typed = prefix.slice(replayCase.prefix.length);
    const text =
      typed.length === 0 ? "throw failure;" : typed.length < 8 ? "" : replayCase.targetLine.slice(typed.length);
    return text !== "" && accepts?.(text, 0.9) !== false ? [{ text, confidence: 0.9, origin: undefined }] : [];
  },
};

test("counts what someone who types sees of the product", async () => {
  const options = { minConfidence: 0.5, maxLines: 1 };
  const rows = await replayTypingFeel([replayCase], engine, options, host, new AbortController().signal);
  expect(rows[0]?.offers).toMatchObject([
    { text: "throw failure;", accepted: false, goneAtNextKey: true },
    { text: "onnection;", accepted: true, goneAtNextKey: false },
  ]);
  const feel = summarizeFeel(rows);
  expect(feel).toMatchObject({ lines: 1, under4: 0, unbalanced: 0, goneAtNextKey: 0.5, meanAcceptedCharacters: 10 });
  const plain = replayCase.targetLine.length;
  // "return " and "c" by hand, one key for the rest.
  expect(feel.saved).toBeCloseTo(1 - 9 / plain);
  expect(feel.falseOffersPer100Keys).toBeCloseTo(100 / 9);
  expect(feel.netBenefit).toBeCloseTo((plain - 9 - 2 * glanceCost) / plain);
});

test("the rhythm of typing is the same for the same seed, and has the published mean", () => {
  const gaps = (seed: number) => Array.from({ length: 20_000 }, typingRhythm(seed));
  expect(gaps(1).slice(0, 5)).toEqual(gaps(1).slice(0, 5));
  expect(gaps(1)[0]).not.toBe(gaps(2)[0]);
  const mean = gaps(3).reduce((sum, gap) => sum + gap, 0) / 20_000;
  expect(Math.abs(mean - 239)).toBeLessThan(5);
});
