import fc from "fast-check";
import { expect, test } from "vitest";
import type { EventCompleter } from "../../../src/core/statistics/completerNames.ts";
import type { TelemetryEvent } from "../../../src/core/statistics/events.ts";
import { summarize } from "../../../src/core/statistics/statistics.ts";
import { english } from "../../../src/core/types/translate.ts";
import { otherCompletersNote } from "../../../src/vscode/journal/otherCompletersNote.ts";
import { statisticsReport } from "../../../src/vscode/journal/statisticsReport.ts";
import { readStatisticsMessage } from "../../../src/webview/statistics/report.ts";

const noon = new Date(2026, 10, 26, 12).getTime();
const model = { id: 3, protocol: "ollama", family: "qwen" } as const;

/** Offers of which the first `accepted` are accepted whole. */
function offers(count: number, accepted: number, more: Partial<TelemetryEvent> = {}): readonly TelemetryEvent[] {
  return Array.from({ length: count }, (_, offer): readonly TelemetryEvent[] => {
    const facts = {
      at: noon,
      window: 1,
      suggestion: offer,
      offer,
      languageId: "go",
      source: "embedded",
      trigger: "automatic",
      confidence: 0.7,
      characters: 10,
    } as const;
    const isAccepted = offer < accepted;
    return [
      { kind: "shown", ...facts, lines: 1, latencyMs: 42, ...more } as TelemetryEvent,
      {
        kind: "ended", ...facts, outcome: isAccepted ? "accepted" : "ignored", reason: "movedAway",
        acceptedCharacters: isAccepted ? 10 : 0, shownForMs: 5, ...more,
      } as TelemetryEvent,
    ]; // biome-ignore format: records
  }).flat();
}

const reportOf = (events: readonly TelemetryEvent[], before?: readonly TelemetryEvent[]) =>
  statisticsReport({
    t: english,
    language: "en",
    range: 7,
    statistics: summarize(events),
    before: before && summarize(before),
    days: ["2026-11-25", "2026-11-26"],
    usedDays: ["2026-11-26"],
    isRecording: true,
    troubles: [],
    experiment: undefined,
    variantNameOf: (id) => (id === 1 ? "short" : undefined),
    nameOf: (id) => (id === 3 ? "qwen2.5-coder:1.5b" : undefined),
  });
const figure = (report: ReturnType<typeof reportOf>, name: string) => report.figures.find((each) => each.name === name);

test("without offers there are no figures, so that the page explains instead", () => {
  expect(reportOf([])).toMatchObject({
    figures: [],
    outcomes: [],
    latency: [],
    groups: [{ rows: [] }, {}, {}, {}, {}],
  });
});

test("thumbs on answers of Ask are counted with their reasons", () => {
  const rated = (verdict: "up" | "down", reason?: "wrong" | "unclear"): TelemetryEvent => {
    return { kind: "answerRated", at: noon, languageId: "other", verdict, reason };
  };
  const { ratings } = reportOf([rated("up"), rated("up"), rated("down", "wrong"), rated("down")]);
  expect(ratings).toMatchObject({
    up: 2,
    down: 2,
    rate: { share: 0.5, cases: 4 },
    reasons: [{ name: "Wrong", count: 1 }],
  });
  expect(reportOf([]).ratings).toBeUndefined();
});

test("other extensions that completed code, too, are named with their days", () => {
  const found = (completer: EventCompleter, daysAgo: number): TelemetryEvent => {
    return { kind: "otherCompleter", at: noon - daysAgo * 86_400_000, window: 1, languageId: "other", completer };
  };
  const words = { t: english, language: "en" };
  const noteOf = (events: readonly TelemetryEvent[]) => reportOf(events).otherCompleters;
  expect(noteOf([])).toBeUndefined();
  expect(noteOf([found("copilot", 0)])).toMatch(
    /^GitHub Copilot was active, too, on 1 of these 2 days\. This distorts every figure, /,
  );
  expect(noteOf([found("continue", 0), found("copilot", 0), found("copilot", 1), found("other", 0)])).toMatch(
    /^Other extensions completed code, too: GitHub Copilot on 2 of these 2 days, Continue on 1, Another extension on 1\. /,
  );
  expect(otherCompletersNote(new Map([["twinny", 1]]), 1, words)).toMatch(/^twinny was active today, too\. /);
  const both = new Map([
    ["twinny", 1],
    ["cody", 1],
  ] as const);
  expect(otherCompletersNote(both, 1, words)).toMatch(/^twinny and Cody were active today, too\. /);
});

test("faults of answers are counted by model, and variants by name", () => {
  const request = (failure?: "refusal" | "prose"): TelemetryEvent => ({
    kind: "modelRequest", at: noon, window: 1, languageId: "go", trigger: "automatic", suggestion: undefined, snippets: undefined,
    redactions: 0, promptTokens: 9, cachedTokens: 0, completionTokens: 1, firstTokenMs: 5, model, failure,
  }); // biome-ignore format: a record
  const events = [request(), request("refusal"), request("refusal"), request("prose")];
  const report = reportOf([...events, ...offers(10, 4, { variant: { id: 1, place: 1 } })]);
  expect(report.models[0]?.failures).toMatchObject([
    { name: "refused", count: 2 },
    { name: "were prose", count: 1 },
  ]);
  expect(report.groups.find(({ title }) => title === "Variant")?.rows).toMatchObject([{ name: "short", offers: 10 }]);
});

test("figures have a value, what it is of, and a sentence that explains it", () => {
  const report = reportOf(offers(100, 40));
  expect(figure(report, "Accept rate")).toMatchObject({ value: "40 %", detail: "31–50 %" });
  expect(figure(report, "Accepted characters")).toMatchObject({ value: "40 %", detail: "400 of 1,000" });
  expect(figure(report, "Keystrokes saved")).toMatchObject({ value: "360", detail: "in 40 acceptances" });
  expect(figure(reportOf(offers(100, 1)), "Keystrokes saved")).toMatchObject({ value: "9", detail: "in 1 acceptance" });
  expect(figure(report, "Time to show")?.value).toBe("42 ms");
  expect(figure(report, "Days of use")).toMatchObject({ value: "1", detail: "1 week in a row" });
  for (const { explanation } of report.figures) expect(explanation).toMatch(/^[A-Z].{40,}\.$/s);
});

test("a change against the days before is called chance unless it is clear", () => {
  expect(figure(reportOf(offers(100, 40), offers(100, 35)), "Accept rate")?.detail).toBe(
    "31–50 % · before: 35 %, may be chance",
  );
  expect(figure(reportOf(offers(400, 200), offers(400, 100)), "Accept rate")?.detail).toMatch(/before: 25 %$/);
});

test("days without offers are part of the trend", () => {
  expect(reportOf(offers(10, 4)).trend).toMatchObject([
    { day: "2026-11-25", offers: 0, rate: { share: undefined } },
    { day: "2026-11-26", offers: 10, taken: 4, rate: { share: 0.4, cases: 10 } },
  ]);
});

test("groups name models as this machine knows them, and calibration compares with confidence", () => {
  const report = reportOf([
    ...offers(4, 2),
    ...offers(2, 1, { window: 2, source: "server", model, confidence: undefined } as Partial<TelemetryEvent>),
  ]);
  const source = report.groups.find(({ title }) => title === "Source");
  expect(source?.rows.map(({ name, offers }) => [name, offers])).toEqual([
    ["Embedded engine", 4],
    ["qwen2.5-coder:1.5b (Ollama)", 2],
  ]);
  expect(report.calibration).toMatchObject([{ confidence: expect.closeTo(0.7), rate: { share: 0.5, cases: 4 } }]);
});

test("the time to show is counted in bins that have every offer once", () => {
  const events = [3, 10, 499, 500, 7_000].flatMap((latencyMs, window) =>
    offers(1, 0, { window, latencyMs } as Partial<TelemetryEvent>),
  );
  const bins = reportOf(events.filter(({ kind }) => kind === "shown")).latency;
  expect(bins.filter(({ count }) => count > 0)).toEqual([
    { name: "< 10 ms", count: 1 },
    { name: "< 20 ms", count: 1 },
    { name: "< 500 ms", count: 1 },
    { name: "< 1 s", count: 1 },
    { name: "≥ 5 s", count: 1 },
  ]);
});

test("costs are shown only where a price was set", () => {
  const request = {
    kind: "modelRequest",
    at: noon,
    languageId: "go",
    trigger: "automatic",
    suggestion: 1,
    snippets: undefined,
    redactions: 0,
    promptTokens: 10,
    cachedTokens: 0,
    completionTokens: 1,
    firstTokenMs: 1,
  } as const;
  const other = { id: 9, protocol: "openai-fim", family: undefined } as const;
  const { models } = reportOf([{ ...request, model, cost: 0.5 }, { ...request, model: other }, request]);
  expect(models.map(({ name, cost }) => [name, cost])).toEqual([
    ["qwen2.5-coder:1.5b (Ollama)", 0.5],
    ["Model 9 (OpenAI-compatible, fill-in-the-middle prompt)", undefined],
    ["Earlier model", undefined],
  ]);
});

test("reads what the page says, and nothing else", () => {
  expect(readStatisticsMessage({ kind: "show", range: 30, more: 1 })).toEqual({ kind: "show", range: 30 });
  expect(readStatisticsMessage({ kind: "act", action: "export" })).toEqual({ kind: "act", action: "export" });
  for (const junk of [{ kind: "show", range: 31 }, { kind: "act", action: "quit" }, null, "show", { kind: "show" }]) {
    expect(readStatisticsMessage(junk)).toBeUndefined();
  }
  fc.assert(fc.property(fc.anything(), (value) => void readStatisticsMessage(value)));
});
