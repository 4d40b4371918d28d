import { expect, test } from "vitest";
import { type Evidence, noEvidence } from "../../../src/core/engine/collect/candidate.ts";
import { LearntFile } from "../../../src/core/engine/learn/learntFile.ts";
import type { Source } from "../../../src/core/engine/learn/source.ts";
import { runNow } from "../../../src/core/engine/learn/tokenizedLines.ts";
import { Vocabulary } from "../../../src/core/engine/learn/vocabulary.ts";
import { asWeighed, judgeNextLine, nextLines } from "../../../src/core/engine/score/nextLine.ts";
import type { Weighed } from "../../../src/core/engine/score/weigh.ts";

const identity = { uri: "a.ts", path: "a.ts", languageId: "typescript", version: 1 };
const file = runNow(LearntFile.read({ ...identity, lines: ["one();", "two();", "three();"] }, new Vocabulary()));
const source: Source = { file, rank: 1, weight: 1, cursorLine: undefined, edited: [] };

/** The start of a line of the file. */
function siteIn(line: number) {
  return { source, position: (file.lines.lineStarts[line] ?? 0) + 1, matched: 0 };
}

function weighed(text: string, probability: number, line?: number): Weighed {
  const origin = line === undefined ? undefined : siteIn(line);
  const evidence: Evidence = { ...noEvidence(false), origin };
  return {
    text,
    probability,
    features: {},
    candidate: { text, ends: [text.length], words: [text], gaps: [0], evidence },
  };
}

test("what is known of a line: its probability, whether it follows the origin, whether it is short", () => {
  const lines = nextLines([weighed("two();", 0.5, 1), weighed("three();", 0.25, 2), weighed("}", 0)], siteIn(0));
  expect(lines.map(({ facts }) => facts)).toEqual([
    { odds: 0, followsOrigin: 1, short: 0 },
    { odds: Math.log(1 / 3), followsOrigin: 0, short: 0 },
    { odds: Math.log(1e-4 / (1 - 1e-4)), followsOrigin: 0, short: 1 },
  ]);
});

test("a line that follows the origin, or a short one, can be likelier than the forest's first", () => {
  const lines = nextLines([weighed("three();", 0.4, 2), weighed("two();", 0.3, 1), weighed("}", 0.2)], siteIn(0));
  expect(judgeNextLine(lines, asWeighed)?.text).toBe("three();");
  expect(judgeNextLine(lines, { ...asWeighed, followsOrigin: 1 })?.text).toBe("two();");
  const short = judgeNextLine(lines, { ...asWeighed, short: 3 });
  expect(short?.text).toBe("}");
  const odds = [0.4 / 0.6, 0.3 / 0.7, (0.2 / 0.8) * Math.exp(3)];
  expect(short?.probability).toBeCloseTo((odds[2] ?? 0) / (1 + odds.reduce((sum, each) => sum + each)));
});

test("there is no next line among none", () => {
  expect(judgeNextLine(nextLines([], siteIn(0)), asWeighed)).toBeUndefined();
});
