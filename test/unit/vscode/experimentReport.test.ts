import { expect, test } from "vitest";
import type { ExperimentFigures } from "../../../src/core/statistics/experimentSummary.ts";
import { english } from "../../../src/core/types/translate.ts";
import { experimentReport } from "../../../src/vscode/journal/experimentReport.ts";

const experiment = {
  seed: 1,
  startedAt: new Date(2026, 10, 23, 12).getTime(),
  stoppedAt: undefined,
  variants: [
    { name: "Your settings", choices: {}, id: 1 },
    { name: "short", choices: { maxLines: 1 }, id: 2 },
  ],
  effect: 0.1,
  offersEach: 700,
} as const;

const arm = (offers: number, rate: number) => ({
  offers,
  places: 40,
  measures: {
    acceptRate: { ratio: rate, standardError: 0.02, clusters: 40 },
    retained: { ratio: 0.8, standardError: 0.03, clusters: 40 },
    latencyMs: { ratio: 120, standardError: 10, clusters: 40 },
    cost: undefined,
  },
});
const difference = (value: number, half: number) => ({ difference: value, low: value - half, high: value + half });

function figures(changes: Partial<ExperimentFigures> = {}): ExperimentFigures {
  return {
    arms: [arm(700, 0.3), arm(700, 0.42)],
    differences: {
      acceptRate: difference(0.12, 0.06), retained: difference(-0.01, 0.08), latencyMs: difference(-31, 12), cost: undefined,
    }, // biome-ignore format: a record
    isComplete: true,
    missingOffers: 0,
    missingPlaces: 0,
    ...changes,
  };
}

const reportOf = (changes?: Partial<ExperimentFigures>, more = {}, language = "en") =>
  experimentReport({ experiment: { ...experiment, ...more }, figures: figures(changes) }, { t: english, language });
const row = (report: ReturnType<typeof reportOf>, name: string) => report.rows.find((each) => each.name === name);

test("until there is enough, the page says how much is missing and shows no difference", () => {
  const report = reportOf({
    isComplete: false,
    missingOffers: 1_210,
    missingPlaces: 3,
    arms: [arm(90, 0.1), arm(100, 0.9)],
  });
  expect(report.verdict).toBe("Not enough yet: about 1,210 more offers and 3 more files or hours.");
  expect(report.rows.map((each) => each.difference)).toEqual(["–", "–", "–", "–", "–"]);
  expect(report.progress).toBeCloseTo(190 / 1_400);
  expect(report.isRunning).toBe(true);
});

test("an experiment that was stopped too early has no result", () => {
  const report = reportOf({ isComplete: false, missingOffers: 8 }, { stoppedAt: experiment.startedAt + 1 });
  expect(report.verdict).toBe("Stopped too early for a result: about 8 more offers were missing.");
  expect(report.isRunning).toBe(false);
});

test("a single offer, place, file or hour is in the singular", () => {
  const stopped = { stoppedAt: experiment.startedAt + 1 };
  expect(reportOf({ isComplete: false, missingOffers: 1 }, stopped).verdict).toBe(
    "Stopped too early for a result: about 1 more offer was missing.",
  );
  expect(reportOf({ isComplete: false, missingOffers: 1, missingPlaces: 1 }, stopped).verdict).toBe(
    "Stopped too early for a result: about 1 more offer and 1 more file or hour were missing.",
  );
  const report = reportOf({ arms: [{ ...arm(3, 0.3), places: 1 }, arm(700, 0.4)] });
  expect(row(report, "Offers")).toMatchObject({ first: "3 in 1 place", second: "700 in 40 places" });
});

test("a complete experiment names the better variant with the interval of the difference", () => {
  expect(reportOf().verdict).toBe("You accept more with short: +12 points (+6 to +18).");
  const worse = figures().differences;
  expect(reportOf({ differences: { ...worse, acceptRate: difference(-0.1, 0.05) } }).verdict).toMatch(
    /^You accept more with Your settings: −10 points/,
  );
  expect(reportOf({ differences: { ...worse, acceptRate: difference(0.01, 0.05) } }).verdict).toMatch(
    /^No difference was found/,
  );
});

test("each measure has both values with their intervals, a difference and an explanation", () => {
  const report = reportOf();
  expect(row(report, "Accept rate")).toMatchObject({ first: "30 % (26 % to 34 %)", second: "42 % (38 % to 46 %)" });
  expect(row(report, "Mean time to show")).toMatchObject({ difference: "−31 ms (−43 to −19)" });
  expect(row(report, "Cost of 1,000 offers")).toMatchObject({ first: "–", second: "–", difference: "–" });
  for (const { explanation } of report.rows) expect(explanation).toMatch(/^[A-Z].{20,}\.$/s);
});

test("points and money are written in the language of the page", () => {
  const { differences } = figures();
  const cost = { ratio: 0.00123, standardError: 0, clusters: 40 };
  const paid = { ...arm(700, 0.3), measures: { ...arm(700, 0.3).measures, cost } };
  const changes = {
    arms: [paid, paid],
    differences: { ...differences, retained: difference(-0.015, 0.02) },
  } as const;
  const texts = (language: string) => {
    const report = reportOf(changes, {}, language);
    return [row(report, "Characters retained")?.difference, row(report, "Cost of 1,000 offers")?.first];
  };
  expect(texts("en")).toEqual(["−1.5 points (−3.5 to +0.5)", "1.23 (1.23 to 1.23)"]);
  expect(texts("de")).toEqual(["−1,5 points (−3,5 to +0,5)", "1,23 (1,23 to 1,23)"]);
});
