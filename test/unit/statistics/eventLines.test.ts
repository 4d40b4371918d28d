import fc from "fast-check";
import { expect, test } from "vitest";
import { formatEvent, parseEvents, readEvents } from "../../../src/core/statistics/eventLines.ts";
import type { TelemetryEvent } from "../../../src/core/statistics/events.ts";
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
  source: undefined, reuse: "no", suggestion: undefined, characters: undefined, lines: undefined,
  confidence: undefined, stagesMs: { total: 1 },
}; // biome-ignore format: a record
const modelRequest: TelemetryEvent = {
  kind: "modelRequest", at: 4, languageId: "go", trigger: "prefetch", suggestion: undefined, snippets: { window: 2, outline: 1, definition: 0 },
  redactions: 0,
  promptTokens: 40, cachedTokens: undefined, completionTokens: 3, firstTokenMs: 9,
}; // biome-ignore format: a record
const retained: TelemetryEvent = {
  kind: "retained", at: 5, window: 7, offer: 3, suggestion: 1, languageId: "go", source: "server", trigger: "explicit",
  model: { id: 1, protocol: "ollama", family: "qwen" }, characters: 10, afterMs: 15_000, acceptedCharacters: 10,
  retainedCharacters: 8, isStillInCode: true, isUndone: false,
}; // biome-ignore format: a record
const rated: TelemetryEvent = {
  kind: "answerRated",
  at: 6,
  window: 7,
  languageId: "other",
  verdict: "down",
  reason: "unclear",
};
const otherCompleter: TelemetryEvent = {
  kind: "otherCompleter",
  at: 7,
  window: 7,
  languageId: "other",
  completer: "copilot",
};
/** What is read back of an event: with its version. */
const written = <Event extends object>(event: Event) => ({ v: 3, ...event });
const wordsIn = (line: object) => {
  const [event] = parseEvents(JSON.stringify({ v: 3, ...line })).events;
  return event && [event.languageId, "reason" in event ? event.reason : undefined];
};

test("events survive being written, in files with either line end", () => {
  const events = [shown, ended, request, modelRequest, retained, rated, otherCompleter];
  const lines = events.map(formatEvent);
  expect(parseEvents(`${lines.join("\n")}\n`)).toEqual({ events: events.map(written), unreadable: 0 });
  expect(parseEvents(`\n${lines.join("\r\n")}\r\n`)).toEqual({ events: events.map(written), unreadable: 0 });
});

test("words that this version does not know, such as those of an older one, become other", () => {
  expect(wordsIn({ ...ended, languageId: "acme-payroll", reason: "blinked" })).toEqual(["other", "other"]);
  expect(wordsIn({ ...request, languageId: "constructor", reason: "someOldReason" })).toEqual(["other", "other"]);
  expect(wordsIn({ ...rated, reason: "someOldReason" })).toEqual(["other", "other"]);
  expect(wordsIn({ ...rated, verdict: "sideways" })).toBeUndefined();
  expect(wordsIn({ ...request, outcome: "failed", reason: "timeout" })).toEqual(["go", "timeout"]);
});

test("another completer is one of a list, whatever a file says", () => {
  const completerIn = (completer: unknown) =>
    parseEvents(JSON.stringify({ ...written(otherCompleter), completer })).events.map(
      (event) => event.kind === "otherCompleter" && event.completer,
    );
  expect(completerIn("cursorTab")).toEqual(["cursorTab"]);
  for (const unknown of ["acme.secret-completer", "toString", "", "GitHub Copilot"])
    expect(completerIn(unknown)).toEqual(["other"]);
  const [{ languageId } = otherCompleter] = parseEvents(
    JSON.stringify({ ...written(otherCompleter), languageId: "acme-secret" }),
  ).events;
  expect(languageId).toBe("other");
  for (const noWord of [undefined, 4, ["copilot"], { copilot: 1 }]) expect(completerIn(noWord)).toEqual([]);
});

test("files of version 2, which knew no other completers, are read as they are", () => {
  const events = [shown, ended, request, modelRequest, retained, rated];
  const text = events.map((event) => JSON.stringify({ v: 2, ...event })).join("\n");
  expect(parseEvents(text)).toEqual({ events: events.map((event) => ({ v: 2, ...event })), unreadable: 0 });
});

test("files of version 1, which had no version number, are read", () => {
  const { reuse: _, ...old } = request;
  const lines = [
    { ...old, fromCache: true },
    { ...modelRequest, snippets: 3 },
    shown,
    { ...ended, outcome: "ignored", reason: "typedThrough" },
    { ...ended, outcome: "accepted", reason: "acceptedWhole", acceptedCharacters: 17 },
  ];
  expect(parseEvents(lines.map((line) => JSON.stringify(line)).join("\n"))).toEqual({
    events: [
      { ...request, reuse: "cached" },
      { ...modelRequest, snippets: undefined },
      shown,
      { ...ended, outcome: "typed", reason: "typedThrough" },
      { ...ended, outcome: "accepted", reason: "acceptedWhole", acceptedCharacters: 10 },
    ],
    unreadable: 0,
  });
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
  ["of a newer version", JSON.stringify({ ...shown, v: 4 })],
  ["with a share above one", JSON.stringify({ ...shown, v: 3, confidence: 1.5 })],
  ["with a model of an unknown protocol", JSON.stringify({ ...shown, v: 3, model: { id: 1, protocol: "acme" } })],
  ["with an object that is no text for a kind", JSON.stringify({ ...shown, v: 3, kind: { toString: [] } })],
  [
    "with such an object for a protocol",
    JSON.stringify({ ...shown, v: 3, model: { id: 1, protocol: { toString: [] } } }),
  ],
  ["with a name for a model", JSON.stringify({ ...shown, v: 3, model: "acme-coder" })],
  ["without the text that belongs to a reason", JSON.stringify({ ...ended, reason: 4, outcome: 4 })],
  ["binary", "\u0000\u0001\ufffd"],
])("a line that is %s is counted and left out", (_what, line) => {
  expect(parseEvents(`${formatEvent(shown)}\n${line}\n${formatEvent(ended)}\n`)).toEqual({
    events: [shown, ended].map(written),
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
        const { all, latencyMs } = summarize(events);
        for (const sum of [...Object.values(all), latencyMs?.p50 ?? 0]) expect(sum).not.toBeNaN();
      },
    ),
  );
});

test("lines are read many at once, and a damaged one costs no other, wherever it is and however long", () => {
  const lines = Array.from({ length: 3_000 }, () => formatEvent(request));
  lines[1_499] = lines[1_499]?.slice(0, -9) ?? "";
  lines[2_000] = `{"v":2,"x":"${"y".repeat(200_000)}`;
  lines[2_500] = "{},{}";
  const kinds: string[] = [];
  expect(readEvents(new TextEncoder().encode(lines.join("\n")), ({ kind }) => kinds.push(kind))).toBe(3);
  expect(kinds).toHaveLength(2_997);
});
