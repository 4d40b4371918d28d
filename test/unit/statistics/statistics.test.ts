import { expect, test } from "vitest";
import type { EventCompleter } from "../../../src/core/statistics/completerNames.ts";
import type {
  EndedEvent,
  RetainedEvent,
  ShownEvent,
  SuggestionOutcome,
  TelemetryEvent,
} from "../../../src/core/statistics/events.ts";
import { acceptedCharacterRate, keystrokesSaved } from "../../../src/core/statistics/outcomeCounts.ts";
import { acceptRate, summarize } from "../../../src/core/statistics/statistics.ts";

const noon = new Date(2026, 10, 23, 12).getTime();
const facts = { at: noon, languageId: "go", source: "embedded", characters: 10, trigger: "automatic" } as const;
const shown = (suggestion: number, more: Partial<ShownEvent> = {}): ShownEvent => ({
  kind: "shown", ...facts, suggestion, offer: suggestion, window: 1, lines: 1, latencyMs: suggestion, ...more,
}); // biome-ignore format: a record
const ended = (suggestion: number, outcome: SuggestionOutcome, acceptedCharacters = 0, more: Partial<EndedEvent> = {}): EndedEvent => ({
  kind: "ended", ...facts, suggestion, offer: suggestion, window: 1, outcome, reason: "movedAway", acceptedCharacters,
  shownForMs: 5, ...more,
}); // biome-ignore format: a record

test("rates count what has ended; an offer that is still visible is on neither side", () => {
  const events = [
    shown(1),
    ended(1, "accepted", 10),
    shown(2),
    ended(2, "partlyAccepted", 3),
    shown(3),
    ended(3, "ignored"),
    shown(4),
    shown(5),
    ended(5, "typed"),
  ];
  const { all, byLanguage, latencyMs } = summarize(events);
  expect(acceptRate(all)).toBeCloseTo(3 / 4);
  expect(acceptedCharacterRate(all)).toBeCloseTo(13 / 50);
  expect(all.typedCharacters).toBe(10);
  expect(keystrokesSaved(all)).toBe(13 - 2);
  expect(byLanguage.get("go")).toEqual(all);
  expect(latencyMs).toEqual({ p50: 3, p95: 5 });
});

test("no events, no rate", () => {
  expect(acceptRate(summarize([]).all)).toBeUndefined();
  expect(summarize([]).latencyMs).toBeUndefined();
});

test("several suggestions of one offer count once, by the best of them", () => {
  const line = { offer: 1 };
  const events = [
    shown(1, line),
    ended(1, "ignored", 0, line),
    shown(2, { ...line, characters: 7 }),
    ended(2, "accepted", 7, { ...line, characters: 7 }),
  ];
  expect(summarize(events).all).toMatchObject({
    shown: 1,
    accepted: 1,
    ignored: 0,
    shownCharacters: 7,
    acceptedCharacters: 7,
  });
});

test("next edits are offers of their own, whose confidence and latency are on scales of their own", () => {
  const next = { source: "nextEdit", confidence: 0.7, characters: 4 } as const;
  const ofModel = { source: "nextEditModel", characters: 4 } as const;
  const events = [
    ...[shown(1, { confidence: 0.4 }), shown(1, next), ended(1, "ignored"), ended(1, "accepted", 4, next)],
    ...[shown(2, ofModel), ended(2, "accepted", 4, ofModel)],
  ];
  const { all, bySource, confidence, latencies } = summarize(events);
  expect(all).toMatchObject({ shown: 3, accepted: 2, ignored: 1, acceptedCharacters: 8 });
  expect(bySource.get("nextEdit")).toMatchObject({ shown: 1, accepted: 1 });
  expect(bySource.get("nextEditModel")).toMatchObject({ shown: 1, accepted: 1 });
  expect(bySource.get("embedded")).toMatchObject({ shown: 1, ignored: 1 });
  expect(confidence.reduce((sum, { counts }) => sum + counts.shown, 0)).toBeLessThanOrEqual(1);
  expect(latencies).toHaveLength(1);
});

test("19 offers of which 17 are taken do not read 40 %, however many suggestions flickered by", () => {
  const events = Array.from({ length: 19 }, (_, offer) => [
    shown(offer * 3, { offer }),
    ended(offer * 3, "ignored", 0, { offer }),
    shown(offer * 3 + 1, { offer }),
    offer < 17 ? ended(offer * 3 + 1, "accepted", 10, { offer }) : ended(offer * 3 + 1, "ignored", 0, { offer }),
  ]).flat();
  expect(acceptRate(summarize(events).all)).toBeCloseTo(17 / 19);
});

test("an acceptance that was undone is corrected, even after the next offer was shown", () => {
  const events = [shown(1), ended(1, "accepted", 10), shown(2), ended(1, "ignored", 0, { reason: "undone" })];
  expect(summarize(events).all).toMatchObject({ shown: 2, accepted: 0, ignored: 1, acceptedCharacters: 0 });
});

test("windows that write at the same time are kept apart", () => {
  const other = { window: 2 };
  const events = [shown(1), shown(1, other), ended(1, "accepted", 10), ended(1, "rejected", 0, other)];
  expect(summarize(events).all).toMatchObject({ shown: 2, accepted: 1, rejected: 1 });
});

test("events of version 1, without offers, count each suggestion", () => {
  const old = { window: undefined, offer: undefined };
  const events = [1, 2, 1].flatMap((id) => [shown(id, old), ended(id, "accepted", 10, old)]);
  expect(summarize(events).all).toMatchObject({ shown: 3, accepted: 3, acceptedCharacters: 30 });
});

test("counts the days on which other extensions completed code, too, whatever the number of windows", () => {
  const day = 86_400_000;
  const found = (completer: EventCompleter, at: number, window = 1): TelemetryEvent => {
    return { kind: "otherCompleter", at, window, languageId: "other", completer };
  };
  const { otherCompleters, byDay, all } = summarize([
    found("copilot", noon),
    found("copilot", noon, 2),
    found("copilot", noon + day),
    found("other", noon + day),
  ]);
  expect([...otherCompleters]).toEqual([
    ["copilot", 2],
    ["other", 1],
  ]);
  expect([byDay.size, all.shown]).toEqual([0, 0]);
});

test("groups by day, source, trigger, model and confidence", () => {
  const model = { id: 1, protocol: "ollama", family: "qwen" } as const;
  const next = { at: noon + 86_400_000, source: "server", trigger: "explicit", model } as const;
  const events = [
    shown(1, { confidence: 0.72 }),
    ended(1, "accepted", 10, { confidence: 0.72 }),
    shown(2, { confidence: 1 }),
    ended(2, "rejected", 0, { confidence: 1 }),
    shown(3, next),
    ended(3, "accepted", 10, next),
  ];
  const { byDay, bySource, byTrigger, byModel, confidence } = summarize(events);
  expect([...byDay].map(([day, { counts }]) => [day, counts.accepted])).toEqual([
    ["2026-11-23", 1],
    ["2026-11-24", 1],
  ]);
  expect([...bySource].map(([source, { shown }]) => [source, shown])).toEqual([
    ["embedded", 2],
    ["server", 1],
  ]);
  expect(byTrigger.get("explicit")?.accepted).toBe(1);
  expect(byModel.get("1 ollama qwen")?.counts.accepted).toBe(1);
  expect(confidence).toMatchObject([
    { from: 0.7, meanConfidence: 0.72, counts: { shown: 1, accepted: 1 } },
    { from: 0.9, meanConfidence: 1, counts: { shown: 1, rejected: 1 } },
  ]);
});

test("sums up requests to a model, and costs as far as they are known", () => {
  const request = {
    kind: "modelRequest", at: noon, languageId: "go", suggestion: 1, snippets: undefined, redactions: 0,
    promptTokens: 100, cachedTokens: 60, completionTokens: 5, firstTokenMs: 9,
  } as const; // biome-ignore format: a record
  const { models, byDay } = summarize([
    { ...request, trigger: "automatic", cost: 0.25 },
    { ...request, trigger: "prefetch" },
  ]);
  const sums = { requests: 2, prefetches: 1, promptTokens: 200, cachedTokens: 120, completionTokens: 10, cost: 0.25 };
  expect([...models.values()]).toMatchObject([{ ...sums, priced: 1 }]);
  expect(byDay.get("2026-11-23")?.models).toEqual(models);
});

test("sums up what is retained by the time since the acceptance", () => {
  const retained = (afterMs: RetainedEvent["afterMs"], isStillInCode: boolean): RetainedEvent => ({
    kind: "retained", ...facts, suggestion: 1, afterMs, acceptedCharacters: 10, retainedCharacters: isStillInCode ? 9 : 0,
    isStillInCode, isUndone: !isStillInCode,
  }); // biome-ignore format: a record
  const { retention } = summarize([retained(15_000, true), retained(15_000, false), retained(600_000, true)]);
  expect(retention.get(15_000)).toEqual({
    measured: 2,
    stillInCode: 1,
    undone: 1,
    acceptedCharacters: 20,
    retainedCharacters: 9,
  });
  expect(retention.get(600_000)?.stillInCode).toBe(1);
});
