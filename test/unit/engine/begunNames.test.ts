import { expect, test } from "vitest";
import { findBegunNames, wordsToOffer } from "../../../src/core/engine/collect/begunNames.ts";
import { collectCandidates } from "../../../src/core/engine/collect/collectCandidates.ts";
import { runSeen } from "../../../src/core/engine/collect/knownRuns.ts";
import { placeAt } from "./placeAt.ts";

function begunAt(drawn: string, ...others: readonly string[]) {
  const { place, sources, vocabulary } = placeAt(drawn, ...others);
  const begun = findBegunNames(place, sources);
  const words = [...(begun?.byToken.values() ?? [])].map((name) => ({ ...name, word: vocabulary.textOf(name.token) }));
  const offered = begun === undefined ? [] : wordsToOffer(begun, place, sources);
  return { begun, words, offered, texts: offered.map(({ word }) => word) };
}

test("words that begin like the one at the cursor are found in its file and in others, the nearest first", () => {
  const { texts, begun } = begunAt(
    "const recentTotal = 1;\nconst x = rec…▮\nrecordEverything();\n",
    "receiver.start();",
  );
  expect(texts).toEqual(["recentTotal", "recordEverything", "receiver"]);
  expect(begun).toMatchObject({ count: 3, countHere: 2 });
});

test("after one letter, only words of the cursor's file are found", () => {
  expect(begunAt("const recentTotal = 1;\nconst x = r…▮\n", "receiver.start();").texts).toEqual(["recentTotal"]);
});

test("a word that was seen after the word before the cursor comes before a nearer one", () => {
  const { words, begun } = begunAt(
    "const recordCount = 1;\nlet b = recentTotal;\nuse(new recordWriter());\nlet y = recentTotal;\nlet z = new rec…▮\n",
  );
  expect(words[0]).toMatchObject({ word: "recordWriter", seen: runSeen.pair, rank: 0 });
  expect(begun?.bestSeen).toBe(runSeen.pair);
});

test("neither the typed letters themselves nor a word of which fewer than four letters are left is offered", () => {
  const { texts, words } = begunAt("const rec = record;\nconst recentTotal = rec;\nconst x = rec…▮\n");
  expect(texts).toEqual(["recentTotal"]);
  expect(words.map(({ word }) => word).sort()).toEqual(["recentTotal", "record"]);
});

test("what stands after the cursor on its line is no source", () => {
  expect(begunAt("const x = rec…▮ + recentTotal;\n").texts).toEqual([]);
});

test("each word names the place nearest above, or the first in a file", () => {
  const { offered } = begunAt("use(recentTotal);\nuse(recentTotal);\nconst x = rec…▮\n", "a(receiver);");
  const places = offered.map(({ origin }) => [origin.source.rank, origin.position]);
  expect(places).toEqual([
    [0, 9],
    [1, 3],
  ]);
});

test("the place of a word exists, also below the last line that is learned of a long file", () => {
  const { offered } = begunAt(`${"use(recentTotal);\n".repeat(20_001)}const x = rec…▮\n`);
  const [last] = offered.map(({ origin }) => origin);
  expect(last?.source.file.lines.tokens.length).toBe(120_000);
  expect(last?.position).toBe(119_997);
});

test("nothing is begun after a finished word, a mark or a number", () => {
  expect(begunAt("const recentTotal = 1;\nconst x = rec▮\n").begun).toBeUndefined();
  expect(begunAt("const recentTotal = 1;\nconst x = 12…▮\n").begun).toBeUndefined();
});

test("the words are candidates of their own where nothing else finds them", () => {
  const { place, sources, vocabulary } = placeAt("const recentTotal = 1;\nconst recentCount = 2;\nreturn rec…▮\n");
  const { candidates } = collectCandidates(place, sources, vocabulary);
  const wordOnly = candidates.filter(({ evidence }) => evidence.isWordOnly);
  expect(wordOnly.map(({ text }) => text)).toEqual(["entCount", "entTotal"]);
});

test("the best words go on as lines did after the same word before", () => {
  const { place, sources, vocabulary } = placeAt(
    "use(new recordWriter(a, b));\nuse(new recordWriter(a, b));\nuse(new recordWriter(c));\nconst x = new rec…▮\n",
  );
  const { candidates } = collectCandidates(place, sources, vocabulary);
  const shares = candidates.map(({ text, evidence }) => [text, evidence.goesOnShare, evidence.isWordOnly]);
  expect(shares).toEqual(
    expect.arrayContaining([
      ["ordWriter(a, b));", expect.closeTo(2 / 3), false],
      ["ordWriter(c));", expect.closeTo(1 / 3), false],
      ["ordWriter", 0, true],
    ]),
  );
});
