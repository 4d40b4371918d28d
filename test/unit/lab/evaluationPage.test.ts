import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createEngine } from "../../../src/core/engine/engine.ts";
import { contenders } from "../../../src/lab/replay/contenders.ts";
import { evaluate } from "../../../src/lab/replay/evaluate.ts";
import { evaluationPage, publishedSaved } from "../../../src/lab/replay/evaluationPage.ts";
import { cartCase } from "../../support/cartCase.ts";

const hostOf = () => ({ now: () => performance.now(), pause: () => Promise.resolve(), onProgress: () => undefined });
const signal = new AbortController().signal;

const plan = {
  contenders: [contenders.none(), contenders.copilotLike(), contenders.hunch()],
  budgets: [1000, 2000],
  engine: createEngine(),
  threshold: 0.4,
  maxLines: 10,
  typing: true,
  coldStart: true,
};

test("the page starts with what a person wants to know, in plain words", async () => {
  const page = evaluationPage(await evaluate([cartCase], plan, hostOf, signal), { name: "shop", seconds: 1.4 });
  const headings = page.split("\n").filter((line) => line.startsWith("#"));
  expect(headings).toEqual(["# Hunch on shop", "## For a model", "## How this was measured"]);
  const [, headline, costs, lines, few] = page.split("\n\n");
  expect(headline).toMatch(/^\*\*Hunch would have typed \d+\s% of this code for you\*\*, without any model\.$/);
  expect(costs).toMatch(/^For every 100 keys you press, it shows \d+\.\d suggestions, \d+\.\d of them not right/);
  expect(lines).toMatch(/^At the start of a line it suggests all of it in \d+\s% of 1 case/);
  expect(few).toBe("So few lines (1) are no more than a hint.");
  expect(page).toContain("1 moment of this repository's own history, replayed in 2 seconds");
  expect(page).toMatch(/Of the names that the next line needs .* these contain \d+\s%/);
});

test("Copilot's table and the words of the trade are below a fold, and both folds are closed again", async () => {
  const page = evaluationPage(await evaluate([cartCase], plan, hostOf, signal), { name: "shop", seconds: 1.4 });
  const [above = "", ...folds] = page.split("<details>");
  expect(above).not.toMatch(/Copilot|recall|points/);
  expect(folds.map((fold) => fold.trim().endsWith("</details>"))).toEqual([true, true]);
  expect(folds[0]).toMatch(
    /\| names that the next line needs, found *\| +\d+\s% \| +\d+\s% \| +\+\d+ \(\+\d+ to \+\d+\) \|/,
  );
});

test("the figure that the page compares with is the README's", () => {
  const readme = readFileSync("README.md", "utf8");
  expect(readme).toMatch(new RegExp(`docs/measurements/feel\\.md\\)\\) \\| ${publishedSaved * 100} %`));
  expect(evaluationPage({ cases: 50, retrieval: {}, latency: {} }, { name: "shop", seconds: 1 })).not.toContain(
    "README",
  );
});

test("what was not measured is not mentioned", async () => {
  const plan = {
    contenders: [],
    budgets: [1000],
    engine: undefined,
    threshold: 0.4,
    maxLines: 1,
    typing: false,
    coldStart: false,
  };
  const page = evaluationPage(await evaluate([cartCase], plan, hostOf, signal), { name: "shop", seconds: 0 });
  expect(page).not.toContain("would have typed");
  expect(page).toContain("No snippets were measured.");
});
