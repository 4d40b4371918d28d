import { expect, test } from "vitest";
import { createRetriever } from "../../../src/core/retrieval/retriever.ts";
import type { CompletionModel } from "../../../src/core/types/model.ts";
import { feelTable } from "../../../src/lab/replay/engineTables.ts";
import { summarizeFeel } from "../../../src/lab/replay/feelReport.ts";
import { holdsSecret, secretsFailure } from "../../../src/lab/replay/holdsSecret.ts";
import { offerFaultsOf } from "../../../src/lab/replay/offerFaults.ts";
import { modelTable, replayModel, reportModel } from "../../../src/lab/replay/replayModel.ts";
import { at } from "../../support/at.ts";
import { made } from "../privacy/labelled.ts";
import { resizeCase } from "./resizeCase.ts";

const host = { now: () => 0, pause: () => Promise.resolve(), onProgress: () => undefined };
const token = ["ghp", made(36)].join("_");

test("an offer holds a secret, or completes one", () => {
  expect(holdsSecret(`login("${token}");`, "")).toBe(true);
  expect(holdsSecret(`${token.slice(9)}";`, `const t = "${token.slice(0, 9)}`)).toBe(true);
  expect(holdsSecret("login(user);", `const t = "${token}"; `)).toBe(false);
});

test("the tables count the offers that hold a secret, and the replay fails with a sentence if there are any", async () => {
  const faults = offerFaultsOf(`${token}";`, at('const t = "▮'), 0);
  const offer = {
    text: `${token}";`,
    confidence: 0.5,
    origin: undefined,
    ...faults,
    goneAfterMs: undefined,
    goneAtNextKey: false,
    accepted: false,
  };
  const feel = summarizeFeel([{ plainKeys: 10, keys: 10, offers: [offer] }]);
  expect(feel.secrets).toBe(1);
  expect(feelTable(feel)).toMatch(/hold a secret +\| +1 /);
  expect(secretsFailure(0)).toBeUndefined();
  expect(secretsFailure(1)).toMatch(/^1 offer holds a secret\./);
  expect(secretsFailure(2)).toMatch(/^2 offers hold secrets\./);
});

test("a model that writes a secret shows none in the replay", async () => {
  const leaky: CompletionModel = {
    label: "leaky",
    async *stream() {
      yield `connect("${token}");`;
    },
  };
  const rows = await replayModel([resizeCase], leaky, createRetriever(), 1000, host, new AbortController().signal);
  const report = reportModel(rows);
  expect(report.withSnippets).toMatchObject({ cases: 1, skipped: 0, secrets: 0 });
  expect(rows.map(({ answer }) => typeof answer === "object" && answer.text)).toEqual(["", ""]);
  expect(modelTable("leaky", report)).toContain("secrets shown");
  const shown = rows.map((row) =>
    typeof row.answer === "object" ? { ...row, answer: { ...row.answer, secret: true } } : row,
  );
  expect(reportModel(shown).withoutSnippets.secrets).toBe(1);
});
