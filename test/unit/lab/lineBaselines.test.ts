import { expect, test } from "vitest";
import { lineBaselines } from "../../../src/lab/replay/baselines/lineBaselines.ts";
import type { ReplayCase } from "../../../src/lab/replay/replayCase.ts";

function caseAt(drawn: string, recentText = ""): ReplayCase {
  const [prefix = "", suffix = ""] = drawn.split("▮");
  const recent = [
    { path: "b.ts", languageId: "typescript", blob: "b", text: recentText, origin: "author" as const, edited: [] },
  ];
  return {
    id: "1", repo: "r", lang: "typescript", kind: "call", pos: "mid", sample: "natural", path: "a.ts", languageId: "typescript",
    prefix, suffix, targetLine: "", targetBlock: "", lineIdentifiers: [], blockIdentifiers: [], recent,
  }; // biome-ignore format: a row
}

test("word suggestions complete a partial word from the file's words, nearest first", () => {
  expect(lineBaselines.wordBased(caseAt("connection\ncontext\nreturn con▮"))?.text).toBe("text");
  expect(lineBaselines.wordBased(caseAt("connection\nreturn ▮"))).toBeUndefined();
});

test("the longest line prefix copies the nearest line with the same start, recent files last", () => {
  expect(lineBaselines.linePrefix(caseAt("  log(one);\n  log(▮", "log(two);"))?.text).toBe("one);");
  expect(lineBaselines.linePrefix(caseAt("log(▮", "  log(two);"))?.text).toBe("two);");
  expect(lineBaselines.linePrefix(caseAt("  ▮", "  log(two);"))).toBeUndefined();
});

test("the copy model continues like the longest matching context", () => {
  const answer = lineBaselines.copyModel(caseAt("const a = f(one, x);\nconst b = g(two, y);\nconst a = f(▮\n"));
  expect(answer?.text).toBe("one, x);");
  expect(answer?.confidence).toBeGreaterThan(0.5);
});
