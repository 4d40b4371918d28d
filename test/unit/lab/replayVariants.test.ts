import { expect, test } from "vitest";
import { createRetriever } from "../../../src/core/retrieval/retriever.ts";
import type { EmbeddedEngine, EngineOptions } from "../../../src/core/types/engine.ts";
import { type CompletionModel, ModelError } from "../../../src/core/types/model.ts";
import {
  replayVariants,
  reportVariants,
  variantPairs,
  variantsTable,
  withSettings,
} from "../../../src/lab/replay/replayVariants.ts";
import { resizeCase } from "./resizeCase.ts";

const host = { now: () => 0, pause: () => Promise.resolve(), onProgress: () => undefined };
const variants = withSettings([
  { name: "blind", choices: { snippets: { window: false, outline: false } } },
  { name: "bold", choices: { model: "bold" } },
]);

/** Knows the right function only when a snippet shows it; "bold" apologises. */
const modelOf = (name: string | undefined): CompletionModel => ({
  label: "reader",
  async *stream(parts, _limits, onUsage) {
    onUsage({ promptTokens: 10 + parts.snippets.length });
    if (name === "bold") yield "I'm sorry, but I can't do that.";
    else yield parts.snippets.some(({ text }) => text.includes("resizeBox")) ? "resizeBox(box, 2);" : "enlarge(box);";
  },
});

const silentEngine: EmbeddedEngine = {
  *learn() {
    // Nothing to learn.
  },
  edit: () => true,
  forget: () => undefined,
  versionOf: () => undefined,
  bytes: 0,
  answer: () => [],
};
const replay = { engine: silentEngine, retriever: createRetriever(), modelOf, variants, maxPromptTokens: 1_000 };
const { signal } = new AbortController();

test("variants are compared case by case with the settings, with paired intervals and kinds of failure", async () => {
  const rows = await replayVariants([resizeCase, resizeCase], replay, host, signal);
  const [settings, blind, bold] = reportVariants(variants, rows);
  expect(settings).toMatchObject({ variant: "Your settings", cases: 2, exact: { mean: 1, difference: undefined } });
  expect(blind).toMatchObject({ exact: { mean: 0, difference: { mean: -1, low: -1, high: -1 } }, shown: { mean: 1 } });
  expect(bold).toMatchObject({ shown: { mean: 0 }, failures: { refusal: 2, empty: 0 } });
  expect(variantPairs(rows, 1)[0]).toMatchObject({ first: "resizeBox(box, 2);", second: "enlarge(box);" });
  const table = variantsTable(reportVariants(variants, rows));
  expect(table).toMatch(/blind +\| +2 \| +0 \|/);
  expect(table).toContain("-100.0 [-100.0, -100.0]");
  expect(table).toMatch(/bold +\| +0 \| +0 \| +2 \|/);
});

test("without a server, variants of the engine are compared", async () => {
  const asked: EngineOptions[] = [];
  const engine: EmbeddedEngine = {
    ...silentEngine,
    answer: (_cursor, _recent, options) => {
      asked.push(options);
      return [{ text: "resizeBox(box, 2);", confidence: 0.95, origin: undefined }];
    },
  };
  const quiet = withSettings([{ name: "quiet", choices: { eagerness: "quiet", maxLines: 1 } }]);
  const rows = await replayVariants(
    [resizeCase],
    { ...replay, engine, modelOf: undefined, variants: quiet },
    host,
    signal,
  );
  const figures = reportVariants(quiet, rows);
  expect(figures.map(({ shown }) => shown.mean)).toEqual([1, 1]);
  expect(asked[1]?.minConfidence).toBeGreaterThan(asked[0]?.minConfidence ?? 1);
  expect(figures[0]?.promptTokens.mean).toBeUndefined();
  expect(asked.map(({ maxLines }) => maxLines)).toEqual([10, 1]);
});

test("a case that the server failed in counts for no variant, and a server that is down ends the run", async () => {
  let asked = 0;
  const failing = (): CompletionModel => ({
    label: "failing",
    async *stream() {
      if (++asked === 2) throw new ModelError("overloaded", "try later");
      yield "resizeBox(box, 2);";
    },
  });
  const rows = await replayVariants([resizeCase, resizeCase], { ...replay, modelOf: failing }, host, signal);
  expect(reportVariants(variants, rows).map(({ cases, failed }) => [cases, failed])).toEqual([[1, 0], [1, 1], [1, 0]]); // biome-ignore format: pairs
  const down = (): CompletionModel => ({
    label: "down",
    // biome-ignore lint/correctness/useYield: it fails before it yields
    async *stream() {
      throw new ModelError("unreachable", "gone");
    },
  });
  await expect(replayVariants(Array(3).fill(resizeCase), { ...replay, modelOf: down }, host, signal)).rejects.toThrow(
    "gone",
  );
});
