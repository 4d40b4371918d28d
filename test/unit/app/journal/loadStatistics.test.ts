import { afterEach, describe, expect, test } from "vitest";
import { EventJournal } from "../../../../src/app/journal/eventJournal.ts";
import { loadStatistics } from "../../../../src/app/journal/loadStatistics.ts";
import type { EndedEvent, TelemetryEvent } from "../../../../src/core/statistics/events.ts";
import { summarize } from "../../../../src/core/statistics/statistics.ts";
import { weeksInARow } from "../../../../src/core/statistics/useRetention.ts";
import { nodeLineFiles } from "../../../../src/node/nodeLineFiles.ts";
import { randomFrom } from "../../../support/random.ts";
import { makeTemporaryFolder } from "../../../support/temporaryFolder.ts";

const now = new Date(2026, 10, 26, 12).getTime();
const daysBefore = (days: number) => new Date(2026, 10, 26 - days, 12).getTime();
const accepted = (offer: number, at: number): EndedEvent => ({
  kind: "ended", at, window: 1, suggestion: offer, offer, languageId: "go", source: "embedded", outcome: "accepted",
  reason: "acceptedWhole", characters: 10, acceptedCharacters: 10, shownForMs: 5,
}); // biome-ignore format: a record

test("splits what is kept into the range and as many days before", async () => {
  const temporary = await makeTemporaryFolder();
  try {
    const clock = { wall: () => now, after: () => () => undefined };
    const journal = new EventJournal({
      files: nodeLineFiles(temporary.path),
      clock,
      keepDays: () => 90,
      onTrouble: () => undefined,
    });
    for (const [offer, days] of [80, 20, 13, 7, 6, 1, 0].entries()) journal.append(accepted(offer, daysBefore(days)));
    const week = await loadStatistics(journal, 7, now);
    expect([week.statistics.all.shown, week.before?.all.shown]).toEqual([3, 2]);
    expect([week.days.length, week.days[0], week.days.at(-1)]).toEqual([7, "2026-11-20", "2026-11-26"]);
    expect(week.usedDays).toEqual(["2026-11-13", "2026-11-19", "2026-11-20", "2026-11-25", "2026-11-26"]);
    const today = await loadStatistics(journal, 1, now);
    expect([today.statistics.all.shown, today.before?.all.shown, today.days]).toEqual([1, 1, ["2026-11-26"]]);
    const all = await loadStatistics(journal, 0, now);
    expect([all.statistics.all.shown, all.before, all.days.length]).toEqual([7, undefined, 81]);
  } finally {
    await temporary.remove();
  }
});

describe("figures of files are those of the events themselves", () => {
  const zone = process.env["TZ"];
  afterEach(() => {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });

  test.each([
    ["UTC", 0],
    ["Pacific/Kiritimati", -840],
    ["America/St_Johns", 210],
    ["Asia/Kathmandu", -345],
  ])("in %s", async (timeZone, minutesToUtc) => {
    process.env["TZ"] = timeZone;
    const midday = new Date(2026, 10, 26, 12).getTime();
    expect(new Date(midday).getTimezoneOffset()).toBe(minutesToUtc);
    const temporary = await makeTemporaryFolder();
    try {
      const events = twoWindows(16, midday);
      const journal = new EventJournal({
        files: nodeLineFiles(temporary.path),
        clock: { wall: () => midday, after: () => () => undefined },
        keepDays: () => 90,
        onTrouble: (sentence) => expect.fail(sentence),
      });
      for (const event of events) journal.append(event);
      for (const range of [1, 2, 7, 30]) {
        const start = new Date(2026, 10, 26 - range + 1).getTime();
        const startBefore = new Date(2026, 10, 26 - 2 * range + 1).getTime();
        const { statistics, before } = await loadStatistics(journal, range, midday);
        expect(statistics).toEqual(summarize(events.filter(({ at }) => at >= start)));
        expect(before).toEqual(summarize(events.filter(({ at }) => at >= startBefore && at < start)));
      }
      expect((await loadStatistics(journal, 0, midday)).statistics).toEqual(summarize(events));
    } finally {
      await temporary.remove();
    }
  });

  /** Offers around the clock, many of them open at midnight, of two windows at once, with the requests before them. */
  function twoWindows(days: number, until: number): readonly TelemetryEvent[] {
    const { below, pick } = randomFrom(5);
    const events: TelemetryEvent[] = [];
    for (let at = until - days * 86_400_000, offer = 1; at < until; offer++) {
      for (const window of [1, 2]) {
        const source = pick(["embedded", "server", "nextEdit", "nextEditModel"] as const);
        const facts = {
          window,
          suggestion: offer,
          offer,
          languageId: pick(["go", "python"] as const),
          source,
        } as const;
        const outcome = pick(["accepted", "partlyAccepted", "typed", "rejected", "ignored"] as const);
        const acceptedCharacters = outcome === "accepted" ? 10 : 0;
        events.push(requestAt(at, offer, window), {
          kind: "shown", at, ...facts, confidence: below(100) / 100, characters: 10, lines: 1, latencyMs: below(400) / 10,
        }); // biome-ignore format: a record
        const endedAt = at + below(7_200_000);
        if (below(20) === 0) continue; // It is never known how this one ended.
        events.push({
          kind: "ended", at: endedAt, ...facts, outcome, reason: "movedAway", characters: 10, acceptedCharacters, shownForMs: 9,
        }); // biome-ignore format: a record
      }
      if (below(4) === 0) events.push(modelRequestAt(at, 1 + below(2), below(1_000) / 7_000));
      if (below(9) === 0)
        events.push({ kind: "otherCompleter", at, window: 1, languageId: "other", completer: "copilot" });
      at += below(3_600_000);
    }
    return inOrderOfFiles(events);
  }

  /** An event that ends after midnight UTC is in the next file. */
  function inOrderOfFiles(events: readonly TelemetryEvent[]): readonly TelemetryEvent[] {
    return events.toSorted((a, b) => Math.floor(a.at / 86_400_000) - Math.floor(b.at / 86_400_000));
  }

  function requestAt(at: number, request: number, window: number): TelemetryEvent {
    return {
      kind: "request", at, window, request, languageId: "go", trigger: "automatic", outcome: "skipped", reason: "snoozed",
      source: undefined, reuse: "no", suggestion: undefined, characters: undefined, lines: undefined,
      confidence: undefined, stagesMs: { total: 1 },
    }; // biome-ignore format: a record
  }

  function modelRequestAt(at: number, id: number, cost: number): TelemetryEvent {
    return {
      kind: "modelRequest", at, window: 1, languageId: "go", trigger: "automatic", suggestion: 1, redactions: 0,
      snippets: { window: 1, outline: 0, definition: 0 }, promptTokens: 90, cachedTokens: 40, completionTokens: 7,
      firstTokenMs: 80, cost, model: { id, protocol: "ollama", family: "qwen" },
    }; // biome-ignore format: a record
  }
});

test.each([
  [[], 0],
  [["2026-11-26"], 1], // A Thursday.
  [["2026-11-22", "2026-11-23"], 2], // A Sunday and the Monday after.
  [["2026-11-16"], 1], // Nothing in this week yet.
  [["2026-11-09", "2026-11-26"], 1],
  [["2026-11-09"], 0],
  [["2026-10-26", "2026-11-02", "2026-11-15", "2026-11-20", "2026-11-24"], 5],
])("weeks in a row on 26 November: %j are %i", (days, weeks) => {
  expect(weeksInARow(days, "2026-11-26")).toBe(weeks);
});
