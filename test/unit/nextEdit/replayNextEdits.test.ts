import { expect, test } from "vitest";
import { parseEdits } from "../../../src/lab/replay/nextEdit/casesFromCommits.ts";
import { evaluateMoment, momentOf } from "../../../src/lab/replay/nextEdit/evaluateMoments.ts";
import { judgeProposal } from "../../../src/lab/replay/nextEdit/judgeProposal.ts";
import { calibrationError, figuresOf, reliabilityOf } from "../../../src/lab/replay/nextEdit/momentFigures.ts";
import type { NextEditCase } from "../../../src/lab/replay/nextEdit/nextEditCase.ts";
import type { NextEditPredictor } from "../../../src/lab/replay/nextEdit/nextEditPredictor.ts";
import { simulateCommit } from "../../../src/lab/replay/nextEdit/simulateCommit.ts";
import { World } from "../../../src/lab/replay/nextEdit/world.ts";

/** Three uses of a name are renamed; the first edit is made. */
const renaming: NextEditCase = {
  id: "renaming",
  repo: "example",
  lang: "typescript",
  path: "a.ts",
  files: [
    { path: "a.ts", text: "let old;\n\nuse(old);\n\nend();" },
    { path: "b.ts", text: "more(old);" },
  ],
  edits: [
    { file: 0, startLine: 1, endLine: 1, newLines: ["let now;"] },
    { file: 0, startLine: 3, endLine: 3, newLines: ["use(now);", "log();"] },
    { file: 1, startLine: 1, endLine: 1, newLines: ["more(now);"] },
  ],
  made: 1,
  recent: [{ file: 1 }, { path: "c.ts", text: "third();" }],
};

const propose = (path: string, line: number, oldLines: readonly string[], newLines: readonly string[]) => ({
  path, line, oldLines, newLines, oldCount: oldLines.length, confidence: 0.9, rules: [],
}); // biome-ignore format: a row

const predictor = (...proposals: readonly ReturnType<typeof propose>[]): NextEditPredictor => ({
  name: "fixed",
  predict: () => proposals,
});

test("a world gives the texts, edits and files at a moment", () => {
  const moment = momentOf(new World(renaming, 2));
  expect(moment.files.map(({ path }) => path)).toEqual(["a.ts", "b.ts", "c.ts"]);
  expect(moment.files[0]?.lines).toEqual(["let now;", "", "use(now);", "log();", "", "end();"]);
  expect(moment.made.map(({ line }) => line)).toEqual([0, 2]);
  expect(moment.cursorLine).toBe(3);
});

test("a proposal is exact, part of an edit, at its place or false", () => {
  const world = new World(renaming, 1);
  const kindOf = (line: number, oldCount: number, newLines: readonly string[]) =>
    judgeProposal(world, { path: "a.ts", line, oldCount, newLines }).kind;
  expect(kindOf(2, 1, ["use(now);", "log();"])).toBe("exact");
  expect(kindOf(2, 1, ["use(now);"])).toBe("part");
  expect(kindOf(3, 0, ["log();"])).toBe("part");
  expect(kindOf(2, 1, ["other(old);"])).toBe("place");
  expect(kindOf(4, 1, ["stop();"])).toBe("false");
  expect(kindOf(2, 1, ["use(old);"])).toBe("false");
  expect(kindOf(2, 9, [])).toBe("false");
});

test("figures count what is shown from the threshold on", () => {
  const right = evaluateMoment(renaming, predictor(propose("b.ts", 0, ["more(old);"], ["more(now);"])), () => 0);
  const wrong = evaluateMoment({ ...renaming, made: 3 }, predictor(propose("c.ts", 0, ["third();"], [])), () => 0);
  expect(right).toMatchObject({ verdict: "exact", kind: "rename", isReachable: true, isHere: false });
  expect(figuresOf([right, wrong], 0.5)).toMatchObject({
    shown: 1,
    right: 0.5,
    exact: 0.5,
    false: 0.5,
    silentFalse: 1,
  });
  expect(figuresOf([right, wrong], 0.95)).toMatchObject({ shown: 0, right: 0, silentFalse: 0 });
  expect(calibrationError(reliabilityOf([right, wrong]))).toBeCloseTo(0.4);
});

test("a walk through a commit accepts what is right, refuses what is wrong once, and ends at the commit's text", () => {
  const offers = predictor(
    propose("a.ts", 5, ["end();"], ["stop();"]),
    propose("b.ts", 0, ["more(old);"], ["more(now);"]),
  );
  expect(simulateCommit(renaming, offers, { threshold: 0.5, grain: "edit" })).toMatchObject({
    edits: 2,
    pieces: 3,
    offers: 3,
    right: 1,
    wrong: 2,
    savedPieces: 1,
  });
});

test("the edits of a diff without context are read with their lines before the commit", () => {
  const diff = ["--- a/a.ts", "+++ b/a.ts", "@@ -3 +3,2 @@", "-old", "+new", "+more", "@@ -7,0 +9 @@ f()", "+added"];
  expect(parseEdits(diff.slice(2).join("\n"))).toEqual([
    { startLine: 3, endLine: 3, newLines: ["new", "more"] },
    { startLine: 8, endLine: 7, newLines: ["added"] },
  ]);
});
