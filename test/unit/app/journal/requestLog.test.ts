import { expect, test } from "vitest";
import { RequestLog } from "../../../../src/app/journal/requestLog.ts";
import { createProvenance } from "../../../../src/core/completion/provenance.ts";
import type { CompletionAnswer } from "../../../../src/core/completion/request.ts";
import { Stopwatch } from "../../../../src/core/completion/stopwatch.ts";
import type { Suggestion } from "../../../../src/core/completion/suggestion.ts";
import type { TelemetryEvent } from "../../../../src/core/statistics/events.ts";
import { at } from "../../../support/at.ts";

const cursor = at("payroll.sum(▮)\n", { languageId: "acme-payroll", path: "acme/salaries.acme", uri: "file:///acme" });
const provenance = {
  ...createProvenance(new Stopwatch(() => 0)),
  prompt: { ...cursor, snippets: [] },
  usage: { promptTokens: 40, completionTokens: 3 },
  rawText: "acmeSalaries",
};
const suggestion: Suggestion = {
  id: 7,
  text: "acmeSalaries",
  replaceAfter: 0,
  source: "server",
  confidence: undefined,
  origin: undefined,
  provenance,
};

function logOf(explicit = false) {
  const events: TelemetryEvent[] = [];
  const log = new RequestLog((event) => events.push(event));
  const answer: CompletionAnswer = {
    suggestions: [suggestion],
    end: { outcome: "offered", reason: undefined },
    fromCache: false,
    provenance,
    stagesMs: { total: 1 },
  };
  const end = () => log.ended({ answer, cursor, explicit, suggestion, requestedAt: 1 });
  const endModel = () =>
    log.modelEnded({
      cursor,
      trigger: "automatic",
      provenance,
      answer: { kind: "suggestion", text: suggestion.text, replaceAfter: 0 },
      suggestion,
    });
  return { log, events, end, endModel };
}

test("no event holds anything of the document, its path or the name of its language", () => {
  const { events, end, endModel } = logOf();
  end();
  endModel();
  expect(events.map(({ kind, languageId }) => [kind, languageId])).toEqual([
    ["request", "other"],
    ["modelRequest", "other"],
  ]);
  expect(JSON.stringify(events)).not.toMatch(/acme|payroll/i);
});

test("what a model's answer cost is logged with the model's request and not with those that show it", () => {
  const { events, end, endModel } = logOf();
  end();
  endModel();
  end();
  expect(events.filter((event) => JSON.stringify(event).includes("Tokens"))).toEqual([events[1]]);
  expect(events[1]).toMatchObject({ suggestion: 7, promptTokens: 40, completionTokens: 3 });
});

test("the inspector's records are of completions alone, newest first", () => {
  const { log, end, endModel } = logOf();
  end();
  endModel();
  end();
  expect(log.recent().map(({ event }) => event.request)).toEqual([2, 1]);
});
