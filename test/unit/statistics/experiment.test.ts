import { expect, test } from "vitest";
import { clusteredRatio, compareRatios, studentQuantile } from "../../../src/core/statistics/clusteredRatio.ts";
import type { TelemetryEvent } from "../../../src/core/statistics/events.ts";
import { type ExperimentFigures, ExperimentSummary } from "../../../src/core/statistics/experimentSummary.ts";
import { leastPlaces, offersNeeded } from "../../../src/core/statistics/planExperiment.ts";
import { randomFrom } from "../../support/random.ts";

test.each([
  [1, 12.706, 15.895],
  [5, 2.571, 2.757],
  [7, 2.365, 2.517],
  [10, 2.228, 2.359],
  [30, 2.042, 2.147],
  [100, 1.984, 2.081],
])("Student's t with %d degrees of freedom is %f and %f, as in printed tables", (freedom, at95, at96) => {
  expect(studentQuantile(freedom, 95)).toBeCloseTo(at95, 3);
  expect(studentQuantile(freedom, 96)).toBeCloseTo(at96, 3);
});

test("the jackknife of single cases is the textbook's standard error of a mean", () => {
  const values = [3, 5, 7, 9, 11, 4];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const found = clusteredRatio(values.map((value) => [value, 1]));
  expect(found?.ratio).toBeCloseTo(mean, 12);
  expect(found?.standardError).toBeCloseTo(Math.sqrt(variance / values.length), 12);
});

test("without two clusters that vary, there is no interval", () => {
  expect(clusteredRatio([])).toBeUndefined();
  expect(clusteredRatio([[1, 3]])?.standardError).toBeUndefined();
  expect(compareRatios(clusteredRatio([[1, 2]]), clusteredRatio([[1, 2]]))).toBeUndefined();
});

test("offers needed agree with Fleiss, apart from the design effect of 2 and the stricter level", () => {
  // Fleiss, Levin and Paik, table A.4: 0.30 against 0.40 at 5 % and 80 % are 356 each; 4 % need 1.068 times as many.
  expect(offersNeeded(0.3, 0.1) / 2 / 1.068).toBeCloseTo(356, -1);
  expect(offersNeeded(0.3, 0.05)).toBeGreaterThan(offersNeeded(0.3, 0.1) * 3.5);
  expect(offersNeeded(0, 0.1)).toBeGreaterThan(0);
  expect(offersNeeded(1, 0.9)).toBeGreaterThan(0);
});

interface World {
  /** Accept rates of the two variants. */
  readonly rates: readonly [number, number];
  readonly offersEach: number;
  /** Half of the range in which the rates of places lie around that of their variant. */
  readonly spread: number;
  /** Mean number of offers in a place. */
  readonly offersAPlace: number;
}

/** Places of varying size and rate come in any order until both variants have enough. */
function eventsOf({ rates, offersEach, spread, offersAPlace }: World, random: () => number): readonly TelemetryEvent[] {
  const events: TelemetryEvent[] = [];
  const counts = { offers: [0, 0], places: [0, 0] };
  const isEnough = () =>
    counts.offers.every((each) => each >= offersEach + 5) && counts.places.every((each) => each > leastPlaces);
  let suggestion = 0;
  for (let place = 1; !isEnough(); place++) {
    const arm = random() < 0.5 ? 0 : 1;
    const rate = (rates[arm] ?? 0) + (random() * 2 - 1) * spread;
    const size = 1 + Math.floor(-Math.log(1 - random()) * (offersAPlace - 0.5));
    counts.places[arm] = (counts.places[arm] ?? 0) + 1;
    counts.offers[arm] = (counts.offers[arm] ?? 0) + size;
    for (let offer = 0; offer < size; offer++) {
      suggestion++;
      const outcome = random() < rate ? "accepted" : "ignored";
      events.push({
        kind: "ended", at: suggestion, window: 1, variant: { id: arm + 1, place }, languageId: "go", suggestion,
        offer: suggestion, source: "embedded", characters: 9, acceptedCharacters: 0, outcome, reason: "other", shownForMs: 1,
      }); // biome-ignore format: a record
    }
  }
  return events;
}

/** What the page shows when somebody looks after these events. */
function lookAt(events: readonly TelemetryEvent[], offersEach: number): ExperimentFigures {
  const summary = new ExperimentSummary({ ids: [1, 2], offersEach, startedAt: 0, stoppedAt: undefined });
  for (const event of events) summary.add(event);
  return summary.finish();
}

/** Whether the page names a better variant. */
function isAlarm({ isComplete, differences: { acceptRate } }: ExperimentFigures): boolean {
  return isComplete && acceptRate !== undefined && (acceptRate.low > 0 || acceptRate.high < 0);
}

/** Share of experiments that find a difference of the accept rates. */
function foundIn(world: World, runs: number): number {
  const { below } = randomFrom(20_261_126);
  const random = () => below(2 ** 31) / 2 ** 31;
  let found = 0;
  for (let index = 0; index < runs; index++) {
    const figures = lookAt(eventsOf(world, random), world.offersEach);
    if (!figures.isComplete) expect.fail("the experiment did not end");
    if (isAlarm(figures)) found++;
  }
  return found / runs;
}

test.each([
  { rates: [0.3, 0.3], offersEach: 120, spread: 0.25, offersAPlace: 6 },
  { rates: [0.3, 0.3], offersEach: 120, spread: 0, offersAPlace: 1 },
  { rates: [0.5, 0.5], offersEach: 150, spread: 0.5, offersAPlace: 4 },
] as const)(
  "2,000 experiments of a variant with itself find a difference in at most 5 %%: %j",
  (world) => {
    const share = foundIn(world, 2_000);
    console.log(`false alarms: ${(100 * share).toFixed(2)} %`);
    expect(share).toBeLessThanOrEqual(0.05);
  },
  120_000,
);

test("looking all the time adds no false alarm in 2,000 experiments of a variant with itself", () => {
  const { below } = randomFrom(15);
  const random = () => below(2 ** 31) / 2 ** 31;
  const [world, offersEach] = [{ rates: [0.3, 0.3], spread: 0.25, offersAPlace: 6 }, 100] as const;
  let [alarms, naive] = [0, 0];
  for (let experiment = 0; experiment < 2_000; experiment++) {
    // It goes on for half as long after it is complete, and is looked at five times.
    const events = eventsOf({ ...world, offersEach: 1.5 * offersEach }, random);
    const looks = Array.from({ length: 5 }, (_, n) =>
      lookAt(events.slice(0, (events.length * (n + 1)) / 5), offersEach),
    );
    if (looks.some(isAlarm)) alarms++;
    if (looks.some((figures) => isAlarm({ ...figures, isComplete: true }))) naive++;
  }
  console.log(`false alarms of five looks: ${alarms / 20} %; without the horizon: ${naive / 20} %`);
  expect(alarms / 2_000).toBeLessThanOrEqual(0.05);
  // The simulation notices an experiment that is decided at the first look that finds something.
  expect(naive / 2_000).toBeGreaterThan(0.06);
}, 120_000);

test("the planned number of offers finds the planned effect in about four of five experiments", () => {
  const world = { rates: [0.3, 0.4], offersEach: offersNeeded(0.3, 0.1), spread: 0.25, offersAPlace: 6 } as const;
  const share = foundIn(world, 300);
  expect(share).toBeGreaterThan(0.75);
  expect(share).toBeLessThan(0.97);
}, 120_000);

const facts = { window: 1, languageId: "go", source: "embedded", characters: 10 } as const;
const ended = (suggestion: number, id: number, place: number, more: Partial<TelemetryEvent> = {}) =>
  ({
    kind: "ended", at: suggestion, ...facts, suggestion, offer: suggestion, variant: { id, place }, outcome: "accepted",
    reason: "acceptedWhole", acceptedCharacters: 10, shownForMs: 1, ...more,
  }) as TelemetryEvent; // biome-ignore format: a record

test("what is missing is counted for both variants, and nothing after the end changes the result", () => {
  const summarize = (events: readonly TelemetryEvent[], offersEach = 30) => {
    const plan = { ids: [1, 2], offersEach, startedAt: 1, stoppedAt: undefined } as const;
    const summary = new ExperimentSummary(plan);
    for (const event of events) summary.add(event);
    return summary.finish();
  };
  const of = (id: number, count: number, more: Partial<TelemetryEvent> = {}) =>
    Array.from({ length: count }, (_, n) => ended(id * 1_000 + n, id, id * 1_000 + Math.floor(n / 2), more));
  expect(summarize([...of(1, 10), ...of(2, 36)])).toMatchObject({
    isComplete: false, missingOffers: 20, missingPlaces: 15 + 2, arms: [{ offers: 10, places: 5 }, { offers: 36 }],
  }); // biome-ignore format: a record
  const enough = [...of(1, 40), ...of(2, 40)];
  const result = summarize(enough);
  expect(result).toMatchObject({ isComplete: true, missingOffers: 0, missingPlaces: 0 });
  const later = Array.from({ length: 50 }, (_, n) => ended(9_000 + n, 2, 9_000 + n, { outcome: "ignored" }));
  expect(summarize([...enough, ...later]).differences).toEqual(result.differences);
});

test("events before the start, after the end, of other variants and of none do not count", () => {
  const plan = { ids: [1, 2], offersEach: 5, startedAt: 100, stoppedAt: 200 } as const;
  const summary = new ExperimentSummary(plan);
  for (const event of [ended(99, 1, 1), ended(201, 1, 1), ended(150, 3, 1), ended(151, 2, 1)]) summary.add(event);
  summary.add(ended(152, 1, 1, { variant: undefined }));
  expect(summary.finish().arms.map(({ offers }) => offers)).toEqual([0, 1]);
});

test("retained characters, time to show and cost are compared by place, the cost of all requests for each offer", () => {
  const plan = { ids: [1, 2], offersEach: 5, startedAt: 1, stoppedAt: undefined } as const;
  const summary = new ExperimentSummary(plan);
  for (const [place, ms] of [[1, 100], [2, 300]] as const) {
    const variant = { id: 1, place };
    const suggestion = place;
    summary.add({ kind: "shown", at: 2, ...facts, suggestion, offer: suggestion, variant, lines: 1, latencyMs: ms });
    summary.add(ended(suggestion, 1, place));
    summary.add({
      kind: "retained", at: 3, ...facts, suggestion, variant, afterMs: 600_000, acceptedCharacters: 10,
      retainedCharacters: 4 + place, isStillInCode: true, isUndone: false,
    });
    for (const cost of [0.2, 0.4])
      summary.add({
        kind: "modelRequest", at: 4, window: 1, languageId: "go", variant, trigger: "automatic", suggestion, cost,
        snippets: undefined, redactions: 0, promptTokens: 1, cachedTokens: 0, completionTokens: 1, firstTokenMs: 1,
      });
  } // biome-ignore format: records
  const [{ measures }] = summary.finish().arms;
  expect(measures.latencyMs?.ratio).toBe(200);
  expect(measures.retained?.ratio).toBeCloseTo(11 / 20);
  expect(measures.cost?.ratio).toBeCloseTo(0.6);
});
