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

test("word suggestions finish a begun word from the file's own words, the nearest first", () => {
  expect(lineBaselines.wordBased(caseAt("connection\ncontext\nreturn con▮"))?.text).toBe("text");
  expect(lineBaselines.wordBased(caseAt("connection\nreturn ▮"))).toBeUndefined();
});

test("the longest line prefix copies the nearest line that begins alike, recent files last", () => {
  expect(lineBaselines.linePrefix(caseAt("  log(one);\n  log(▮", "log(two);"))?.text).toBe("one);");
  expect(lineBaselines.linePrefix(caseAt("log(▮", "  log(two);"))?.text).toBe("two);");
  expect(lineBaselines.linePrefix(caseAt("  ▮", "  log(two);"))).toBeUndefined();
});

test("the copy model goes on as the longest matching context did", () => {
  const answer = lineBaselines.copyModel(caseAt("const a = f(one, x);\nconst b = g(two, y);\nconst a = f(▮\n"));
  expect(answer?.text).toBe("one, x);");
  expect(answer?.confidence).toBeGreaterThan(0.5);
});
