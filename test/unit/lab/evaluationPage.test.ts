import { expect, test } from "vitest";
import { createEngine } from "../../../src/core/engine/engine.ts";
import { contenders } from "../../../src/lab/replay/contenders.ts";
import { evaluate } from "../../../src/lab/replay/evaluate.ts";
import { evaluationPage } from "../../../src/lab/replay/evaluationPage.ts";
import type { ReplayCase } from "../../../src/lab/replay/replayCase.ts";

const replayCase: ReplayCase = {
  id: "1",
  repo: "shop",
  lang: "typescript",
  kind: "return",
  pos: "line",
  sample: "natural",
  path: "src/cart.ts",
  languageId: "typescript",
  prefix: "export function priceOfCart(cart: Cart) {\n  ",
  suffix: "\n}\n",
  targetLine: "return roundPrice(cart.total);",
  targetBlock: "return roundPrice(cart.total);",
  lineIdentifiers: ["roundPrice", "total"],
  blockIdentifiers: ["roundPrice", "total"],
  recent: [
    {
      path: "src/order.ts",
      languageId: "typescript",
      blob: "1",
      text: "export function priceOfOrder(order: Order) {\n  return roundPrice(order.total);\n}\n",
      origin: "author",
      edited: [],
    },
  ],
};
const hostOf = () => ({ now: () => performance.now(), pause: () => Promise.resolve(), onProgress: () => undefined });
const signal = new AbortController().signal;

test("the page starts with the main figures, followed by all figures and their definitions", async () => {
  const plan = {
    contenders: [contenders.none(), contenders.copilotLike(), contenders.hunch()],
    budgets: [1000, 2000],
    engine: createEngine(),
    threshold: 0.4,
    maxLines: 10,
    typing: true,
  };
  const page = evaluationPage(await evaluate([replayCase], plan, hostOf, signal), { name: "shop", seconds: 1.4 });
  const headings = page.split("\n").filter((line) => line.startsWith("#"));
  expect(headings).toEqual([
    "# Hunch on shop",
    "## In short",
    "## Every figure",
    "## What the words mean",
    "## Going on",
  ]);
  expect(page).toContain("1 moment of this repository's own history, replayed in 2 seconds");
  expect(page).toContain("So few cases (1) are no more than a hint.");
  expect(page).toMatch(/\| names the next line needs, found *\| +\d+ % \| +\d+ % \| \+\d+ \(\+\d+ to \+\d+\) \|/);
  expect(page).toMatch(/Without any model, the embedded engine would have suggested something in \d+ % of the cases/);
  expect(page).toMatch(/Typing these lines with it takes \d+ % fewer keystrokes/);
});

test("what was not measured is not mentioned", async () => {
  const plan = { contenders: [], budgets: [1000], engine: undefined, threshold: 0.4, maxLines: 1, typing: false };
  const page = evaluationPage(await evaluate([replayCase], plan, hostOf, signal), { name: "shop", seconds: 0 });
  expect(page).not.toContain("embedded engine would have");
  expect(page).not.toContain("names the next line needs");
});
