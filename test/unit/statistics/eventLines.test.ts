import fc from "fast-check";
import { expect, test } from "vitest";
import { formatEvent, parseEvents } from "../../../src/core/statistics/eventLines.ts";
import { isOutcome, type TelemetryEvent } from "../../../src/core/statistics/events.ts";
import { summarize } from "../../../src/core/statistics/statistics.ts";

const shown: TelemetryEvent = {
  kind: "shown", at: 1, suggestion: 1, languageId: "go", source: "embedded", characters: 10, lines: 1, latencyMs: 4,
}; // biome-ignore format: a record
const ended: TelemetryEvent = {
  kind: "ended", at: 2, suggestion: 1, languageId: "go", source: "embedded", outcome: "rejected", reason: "movedAway",
  characters: 10, acceptedCharacters: 0, shownForMs: 5,
}; // biome-ignore format: a record

const request: TelemetryEvent = {
  kind: "request", at: 3, request: 1, languageId: "go", trigger: "automatic", outcome: "skipped", reason: "snoozed",
  source: undefined, fromCache: false, suggestion: undefined, characters: undefined, lines: undefined,
  confidence: undefined, stagesMs: { total: 1 },
}; // biome-ignore format: a record
const modelRequest: TelemetryEvent = {
  kind: "modelRequest", at: 4, languageId: "go", trigger: "prefetch", suggestion: undefined, snippets: 2, redactions: 0,
  promptTokens: 40, cachedTokens: undefined, completionTokens: 3, firstTokenMs: 9,
}; // biome-ignore format: a record
const wordsIn = (line: object) => {
  const [event] = parseEvents(JSON.stringify(line)).events;
  return event && [event.languageId, "reason" in event ? event.reason : undefined];
};

test("events survive being written, in files with either line end", () => {
  const events = [shown, ended, request, modelRequest];
  const lines = events.map(formatEvent);
  expect(parseEvents(`${lines.join("\n")}\n`)).toEqual({ events, unreadable: 0 });
  expect(parseEvents(`\n${lines.join("\r\n")}\r\n`)).toEqual({ events, unreadable: 0 });
});

test("words that this version does not know, such as those of an older one, become other", () => {
  expect(wordsIn({ ...ended, languageId: "acme-payroll", reason: "blinked" })).toEqual(["other", "other"]);
  expect(wordsIn({ ...request, languageId: "constructor", reason: "someOldReason" })).toEqual(["other", "other"]);
  expect(wordsIn({ ...request, outcome: "failed", reason: "timeout" })).toEqual(["go", "timeout"]);
});

test("a reason belongs to an outcome", () => {
  expect(wordsIn({ ...request, outcome: "failed", reason: "snoozed" })).toEqual(["go", "other"]);
  expect(wordsIn({ ...request, outcome: "cancelled", reason: "snoozed" })).toEqual(["go", "other"]);
});

test.each([
  ["cut off", '{"kind":"shown","at":1'],
  ["no object", "42"],
  ["null", "null"],
  ["a list", "[]"],
  ["of another kind", '{"kind":"other","at":1,"languageId":"go"}'],
  ["without a time", '{"kind":"request","languageId":"go","outcome":"offered"}'],
  ["with text for a number", JSON.stringify({ ...shown, characters: "10" })],
  ["with no number where one belongs", JSON.stringify({ ...ended, acceptedCharacters: null })],
  ["of an unknown source", JSON.stringify({ ...ended, source: {} })],
  ["a request of an unknown outcome", JSON.stringify({ ...request, outcome: "vanished" })],
  ["a request that nothing asked for", JSON.stringify({ ...request, trigger: "whim" })],
  ["of an unknown outcome", JSON.stringify({ ...ended, outcome: "toString" })],
  ["binary", "\u0000\u0001\ufffd"],
])("a line that is %s is counted and left out", (_what, line) => {
  expect(parseEvents(`${formatEvent(shown)}\n${line}\n${formatEvent(ended)}\n`)).toEqual({
    events: [shown, ended],
    unreadable: 1,
  });
});

test("whatever a file holds, the sums over it are numbers", () => {
  const member = fc.oneof(fc.jsonValue(), fc.constantFrom("shown", "ended", "request", "embedded", "accepted", 1, 2));
  const names = [
    "kind",
    "at",
    "languageId",
    "source",
    "outcome",
    "characters",
    "acceptedCharacters",
    "latencyMs",
  ] as const;
  const record = fc.record(Object.fromEntries(names.map((name) => [name, member])), { requiredKeys: [] });
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          record.map((each) => JSON.stringify({ ...shown, ...each })),
          fc.string(),
        ),
      ),
      (lines) => {
        const { events, unreadable } = parseEvents(lines.join("\n"));
        expect(events.length + unreadable).toBeLessThanOrEqual(lines.join("\n").split("\n").length);
        const { all, latencyMs } = summarize(events.filter(isOutcome));
        for (const sum of [...Object.values(all), latencyMs?.p50 ?? 0]) expect(sum).not.toBeNaN();
      },
    ),
  );
});
