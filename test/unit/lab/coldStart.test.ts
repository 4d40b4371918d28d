import { expect, test } from "vitest";
import { createEngine } from "../../../src/core/engine/engine.ts";
import { coldStartTable } from "../../../src/lab/replay/engineTables.ts";
import { fileStartCase } from "../../../src/lab/replay/fileStartCase.ts";
import { replayColdStart } from "../../../src/lab/replay/replayColdStart.ts";
import { replayEngine } from "../../../src/lab/replay/replayEngine.ts";
import { cartCase } from "../../support/cartCase.ts";

const { recent } = cartCase;
const replayCase = {
  ...cartCase,
  prefix: `// Prices of carts.\n\n${cartCase.prefix}`,
  recent: recent.map((file) => ({
    ...file,
    text: "export function totalOf(cart: Cart) {\n  return roundPrice(cart.total);\n}\n",
  })),
};

test("a file is written from its top, up to one of its first lines of code, with nothing below", () => {
  const starts = Array.from({ length: 40 }, (_, at) => fileStartCase({ ...replayCase, id: String(at) }));
  const targets = new Set(starts.map((each) => each?.targetLine));
  expect(targets).toEqual(new Set(["export function priceOfCart(cart: Cart) {", "return roundPrice(cart.total);"]));
  for (const each of starts) {
    expect(each?.suffix).toBe("");
    expect(`${each?.prefix}${each?.targetLine}`).toBe(
      (replayCase.prefix + replayCase.targetLine).slice(0, `${each?.prefix}${each?.targetLine}`.length),
    );
  }
});

test("lines after the twentieth do not count as first lines", () => {
  const filler = "a = 1\n".repeat(20);
  expect(fileStartCase({ ...replayCase, prefix: filler })).toBeUndefined();
});

test("comments do not count as first lines", () => {
  expect(
    fileStartCase({ ...replayCase, prefix: "// Prices of carts.\n", targetLine: "# More of them." }),
  ).toBeUndefined();
});

test("a cold start counts what an engine knows from 0 other files, and from one", async () => {
  const host = { now: () => performance.now(), pause: () => Promise.resolve(), onProgress: () => undefined };
  const signal = new AbortController().signal;
  const engine = createEngine();
  const report = await replayColdStart([replayCase], 0.1, (cases, options) =>
    replayEngine(cases, engine, options, host, signal),
  );
  expect(Object.keys(report)).toEqual(["0", "1", "2", "5", "firstLines", "newFile", "newFileAlone"]);
  expect(report["0"]?.wholeLine.exactOfAll).toBe(0);
  expect(report["1"]?.wholeLine.exactOfAll).toBe(1);
  expect(report["newFileAlone"]?.wholeLine.exactOfAll).toBe(0);
  const table = coldStartTable(report);
  expect(table).toContain("first 20 lines of a new file");
  expect(table).toContain("the same, 0 other files");
});
