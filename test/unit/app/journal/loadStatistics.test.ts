import { expect, test } from "vitest";
import { EventJournal } from "../../../../src/app/journal/eventJournal.ts";
import { loadStatistics } from "../../../../src/app/journal/loadStatistics.ts";
import type { EndedEvent } from "../../../../src/core/statistics/events.ts";
import { weeksInARow } from "../../../../src/core/statistics/useRetention.ts";
import { nodeLineFiles } from "../../../../src/node/nodeLineFiles.ts";
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
