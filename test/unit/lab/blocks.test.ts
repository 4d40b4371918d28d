import { expect, test } from "vitest";
import { Engine, shippedTables } from "../../../src/core/engine/engine.ts";
import type { Run } from "../../../src/lab/fit/loadRuns.ts";
import { recordNextLines } from "../../../src/lab/fit/recordNextLines.ts";
import { replayBlocks } from "../../../src/lab/fit/replayBlocks.ts";
import type { ReplayFile } from "../../../src/lab/replay/replayCase.ts";

const steps = "  alpha.start(1);\n  beta.go(2);\n  gamma.end(3);\n";
const recent: ReplayFile = {
  path: "b.ts", languageId: "typescript", blob: "1", text: `run(() => {\n${steps}});\n`.repeat(4), origin: "done", edited: [],
}; // biome-ignore format: a row
const written = "alpha.start(1);\n  beta.go(2);\n  gamma.end(3);\n});";
const run: Run = {
  replayCase: {
    id: "1", repo: "r", lang: "typescript", kind: "call", pos: "line", sample: "natural", path: "a.ts", languageId: "typescript",
    prefix: `run(() => {\n${steps}});\nrun(() => {\n  `, suffix: "\n", targetLine: "alpha.start(1);", targetBlock: written,
    lineIdentifiers: [], blockIdentifiers: [], recent: [recent],
  },
  written,
}; // biome-ignore format: rows

test("the next line after each that the engine finds is recorded, with the line that came next", () => {
  const recorded = recordNextLines([run], () => shippedTables);
  expect(recorded.map(({ repo }) => repo)).toEqual(["r", "r", "r"]);
  expect(recorded.map(({ lines, right }) => lines[right]?.short)).toEqual([0, 0, 1]);
});

test("blocks are asked for at the start of every line, and judged by what was written", () => {
  const printed: string[] = [];
  replayBlocks(
    [run],
    () => new Engine(shippedTables),
    (line) => printed.push(line),
  );
  // The last line has three characters.
  expect(printed[0]).toMatch(/At the starts of 3 lines, .*: 3 suggestions/);
  expect(printed[1]).toMatch(/^3 of several lines, 9 lines, of which 100\.0 % exact; whole suggestions right 1\.00/);
});
