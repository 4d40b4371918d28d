import { expect, test } from "vitest";
import type { EndedEvent, ShownEvent, SuggestionOutcome } from "../../../src/core/statistics/events.ts";
import { acceptedCharacterRate, acceptRate } from "../../../src/core/statistics/rates.ts";
import { summarize } from "../../../src/core/statistics/statistics.ts";

const shown = (suggestion: number): ShownEvent => ({
  kind: "shown", at: 1, suggestion, languageId: "go", source: "embedded", characters: 10, lines: 1, latencyMs: suggestion,
}); // biome-ignore format: a record
const ended = (suggestion: number, outcome: SuggestionOutcome, acceptedCharacters: number): EndedEvent => ({
  kind: "ended", at: 2, suggestion, languageId: "go", source: "embedded", outcome, reason: "movedAway", characters: 10,
  acceptedCharacters, shownForMs: 5,
}); // biome-ignore format: a record

test("rates count what has ended; a suggestion still visible is on neither side", () => {
  const events = [
    shown(1),
    ended(1, "accepted", 10),
    shown(2),
    ended(2, "partlyAccepted", 3),
    shown(3),
    ended(3, "ignored", 0),
    shown(4),
  ];
  const { all, byLanguage, latencyMs } = summarize(events);
  expect(acceptRate(all)).toBeCloseTo(2 / 3);
  expect(acceptedCharacterRate(all)).toBeCloseTo(13 / 40);
  expect(byLanguage.get("go")).toEqual(all);
  expect(latencyMs).toEqual({ p50: 3, p95: 4 });
});

test("no events, no rate", () => {
  expect(acceptRate(summarize([]).all)).toBeUndefined();
  expect(summarize([]).latencyMs).toBeUndefined();
});
