import type { LoadedExperiment } from "../../app/journal/loadExperiment.ts";
import { type AnswerFailure, answerFailures } from "../../core/rules/answerFailure.ts";
import { protocolRow } from "../../core/server/protocols/protocols.ts";
import { compareProportions } from "../../core/statistics/compareProportions.ts";
import type { ModelFacts } from "../../core/statistics/events.ts";
import { retentionTimesMs } from "../../core/statistics/events.ts";
import type { ModelUse } from "../../core/statistics/modelUse.ts";
import {
  acceptedCharacterRate,
  acceptedCount,
  endedCount,
  keystrokesSaved,
  type OutcomeCounts,
  takenCount,
} from "../../core/statistics/outcomeCounts.ts";
import type { Statistics } from "../../core/statistics/statistics.ts";
import { daysOfUse, weeksInARow } from "../../core/statistics/useRetention.ts";
import { wilsonInterval } from "../../core/statistics/wilsonInterval.ts";
import type { Translate } from "../../core/types/translate.ts";
import { translatable } from "../../core/util/translatable.ts";
import { variantLabel } from "../../core/variants/variantLabel.ts";
import { ratingLabels, ratingReasons } from "../../webview/ask/protocol.ts";
import type {
  Figure,
  GroupRow,
  GroupTable,
  LatencyBin,
  ModelRow,
  RangeDays,
  Rate,
  RetentionPoint,
  StatisticsReport,
  TrendDay,
} from "../../webview/statistics/report.ts";
import { experimentReport, type ReportWords } from "./experimentReport.ts";
import { otherCompletersNote } from "./otherCompletersNote.ts";

export interface ReportInput extends ReportWords {
  readonly range: RangeDays;
  readonly statistics: Statistics;
  /** Of the span of the same length before; undefined if there is none. */
  readonly before: Statistics | undefined;
  /** The days of the range, oldest first, as 2026-11-23. */
  readonly days: readonly string[];
  /** Days with acceptances that are kept, whatever the range. */
  readonly usedDays: readonly string[];
  /** The experiment that runs or the last one, with what it found. */
  readonly experiment: LoadedExperiment | undefined;
  readonly isRecording: boolean;
  readonly troubles: readonly string[];
  /** The name of a numbered model on this machine. */
  readonly nameOf: (model: number) => string | undefined;
  /** The name of a numbered variant on this machine. */
  readonly variantNameOf: (variant: number) => string | undefined;
}

/** Upper ends of the bars of the time to show, in milliseconds. */
const latencyEnds = [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000] as const;

const retentionNames: Readonly<Record<(typeof retentionTimesMs)[number], string>> = {
  15000: "15 s",
  30000: "30 s",
  120000: "2 min",
  300000: "5 min",
  600000: "10 min",
};

const confidenceMeaning = translatable(
  "The embedded engine states how likely its suggestion is right. Suggestions of servers have no confidence.",
);

/** Everything that the statistics page shows, as numbers and sentences. */
export function statisticsReport(input: ReportInput): StatisticsReport {
  const { statistics, days, range, isRecording, troubles, t } = input;
  const { all, byDay } = statistics;
  const modelRow = (use: ModelUse) => modelRowOf(use, input);
  return {
    range,
    isRecording,
    troubles,
    otherCompleters: otherCompletersNote(statistics.otherCompleters, days.length, input),
    experiment: input.experiment && experimentReport(input.experiment, input),
    figures: all.shown === 0 ? [] : figuresOf(input),
    outcomes: outcomesOf(all, t),
    trend: days.map((day) => trendOf(day, byDay.get(day)?.counts)),
    latency: latencyOf(statistics.latencies, input.language),
    retention: retentionOf(statistics),
    calibration: statistics.confidence.map(({ from, to, meanConfidence, counts }) => ({
      from,
      to,
      confidence: meanConfidence,
      rate: acceptRateOf(counts),
    })),
    groups: groupsOf(input),
    models: [...statistics.models.values()].map(modelRow),
    ratings: ratingsOf(statistics, t),
    modelDays: [...byDay]
      .filter(([, { models }]) => models.size > 0)
      .map(([day, { models }]) => ({ day, models: [...models.values()].map(modelRow) })),
  };
}

function figuresOf(input: ReportInput): readonly Figure[] {
  const { statistics, before, usedDays, days, t, language } = input;
  const count = (value: number) => value.toLocaleString(language);
  const { all, latencyMs, retention } = statistics;
  const today = days.at(-1) ?? "";
  const late = retention.get(600_000) ?? retention.get(30_000);
  const first = retention.get(15_000);
  return [
    {
      name: t("Accept rate"),
      value: percent(acceptRateOf(all).share),
      detail: [intervalText(acceptRateOf(all)), changeText(all, before?.all, t)].filter(Boolean).join(" · "),
      explanation: t(
        "Offers that you accepted, whole or in part, or typed by hand to the end, of all offers that have ended. " +
          "Suggestions on one line count as one offer, and only if visible for 300 ms or used. " +
          "The range is the 95 % interval. With a key alone you accepted {0}.",
        percent(share(acceptedCount(all), endedCount(all))),
      ),
    },
    {
      name: t("Accepted characters"),
      value: percent(acceptedCharacterRate(all)),
      detail: t("{0} of {1}", count(all.acceptedCharacters), count(all.shownCharacters)),
      explanation: t("Characters that you accepted with a key, of the characters of all offers."),
    },
    {
      name: t("Keystrokes saved"),
      value: count(keystrokesSaved(all)),
      detail: acceptedCount(all) === 1 ? t("in 1 acceptance") : t("in {0} acceptances", count(acceptedCount(all))),
      explanation: t("Characters that you accepted with a key, less one key for each acceptance."),
    },
    {
      name: t("Still in code"),
      value: percent(late && share(late.stillInCode, late.measured)),
      detail: measuredText(late?.measured, input),
      explanation: t(
        "Accepted suggestions that are still there 10 minutes later, or 30 seconds where nothing older was measured: " +
          "at most half of their words and signs had to be changed, which is the rule that GitHub Copilot measures by. " +
          "Undone within 10 seconds: {0}.",
        percent(first && share(first.undone, first.measured)),
      ),
    },
    {
      name: t("Time to show"),
      value: latencyMs ? milliseconds(latencyMs.p50, language) : "–",
      detail: latencyMs ? t("95 % within {0}", milliseconds(latencyMs.p95, language)) : "",
      explanation: t("Median time from the request of the editor until the editor had the suggestion."),
    },
    {
      name: t("Days of use"),
      value: count(daysOfUse(statistics.byDay).length),
      detail: weeksText(weeksInARow(usedDays, today), input),
      explanation: t(
        "Days in this range on which you accepted something. The weeks in a row in which you did are counted up to now, as " +
          "far as this range and the one before reach.",
      ),
    },
  ];
}

function measuredText(measured: number | undefined, { t, language }: ReportInput): string {
  if (measured === undefined) return t("not measured yet");
  return measured === 1 ? t("of 1 acceptance") : t("of {0} acceptances", measured.toLocaleString(language));
}

function weeksText(weeks: number, { t, language }: ReportInput): string {
  return weeks === 1 ? t("1 week in a row") : t("{0} weeks in a row", weeks.toLocaleString(language));
}

/** How the rate changed against the span before, and whether that can be chance. */
function changeText(now: OutcomeCounts, before: OutcomeCounts | undefined, t: Translate): string {
  const rate = before && acceptRateOf(before).share;
  if (!before || rate === undefined) return "";
  const difference = compareProportions([takenCount(before), endedCount(before)], [takenCount(now), endedCount(now)]);
  const isClear = difference !== undefined && difference.pValue < 0.05;
  return isClear ? t("before: {0}", percent(rate)) : t("before: {0}, may be chance", percent(rate));
}

function outcomesOf(all: OutcomeCounts, t: Translate): StatisticsReport["outcomes"] {
  return [
    {
      kind: "accepted",
      name: t("Accepted"),
      explanation: t("Offers that you accepted to their end."),
      count: all.accepted,
    },
    {
      kind: "partlyAccepted",
      name: t("Accepted in part"),
      explanation: t("Offers of which you accepted some words or lines."),
      count: all.partlyAccepted,
    },
    {
      kind: "typed",
      name: t("Typed by hand"),
      explanation: t("Offers that you typed to their end: they were right, but saved no key."),
      count: all.typed,
    },
    {
      kind: "rejected",
      name: t("Dismissed"),
      explanation: t("Offers that you dismissed with Escape."),
      count: all.rejected,
    },
    {
      kind: "ignored",
      name: t("Ignored"),
      explanation: t("Offers that ended because you typed something else, moved away or undid an acceptance."),
      count: all.ignored,
    },
  ].filter((outcome) => outcome.count > 0);
}

function trendOf(day: string, counts: OutcomeCounts | undefined): TrendDay {
  if (!counts) return { day, offers: 0, taken: 0, rate: rateOf(0, 0), saved: 0 };
  const rate = acceptRateOf(counts);
  return { day, offers: counts.shown, taken: takenCount(counts), rate, saved: keystrokesSaved(counts) };
}

function latencyOf(latencies: readonly number[], language: string): readonly LatencyBin[] {
  if (latencies.length === 0) return [];
  const bins = [...latencyEnds, Number.POSITIVE_INFINITY].map((end, index) => {
    const start = latencyEnds[index - 1] ?? 0;
    const inBin = latencies.filter((ms) => ms >= start && ms < end).length;
    return {
      name: Number.isFinite(end) ? `< ${milliseconds(end, language)}` : `≥ ${milliseconds(start, language)}`,
      count: inBin,
    };
  });
  const last = bins.findLastIndex((bin) => bin.count > 0);
  return bins.slice(0, Math.max(4, last + 1));
}

function retentionOf({ retention }: Statistics): readonly RetentionPoint[] {
  return retentionTimesMs.flatMap((ms) => {
    const sums = retention.get(ms);
    if (!sums) return [];
    const characters = share(sums.retainedCharacters, sums.acceptedCharacters);
    return [{ after: retentionNames[ms], rate: rateOf(sums.stillInCode, sums.measured), characters }];
  });
}

function groupsOf(input: ReportInput): readonly GroupTable[] {
  const { statistics, variantNameOf, t } = input;
  const { byLanguage, bySource, byModel, byTrigger, byVariant, confidence } = statistics;
  const served = [...byModel.values()].map(({ model, counts }) => groupOf(modelName(model, input), counts));
  const embedded = bySource.get("embedded");
  const nextEdits = bySource.get("nextEdit");
  const nextEditsOfModel = bySource.get("nextEditModel");
  const names = { automatic: t("While typing"), explicit: t("On request") } as const;
  const nameOfVariant = (id: number) => {
    const name = variantNameOf(id);
    return name === undefined ? t("Variant {0}", id) : variantLabel(name, t);
  };
  const byOffers = ({ offers: a }: GroupRow, { offers: b }: GroupRow) => b - a;
  return [
    {
      title: t("Language"),
      caption: t("By language"),
      explanation: t("The language of the document. Languages that Hunch does not know are one group."),
      rows: [...byLanguage].map(([name, counts]) => groupOf(name, counts)).toSorted(byOffers),
    },
    {
      title: t("Source"),
      caption: t("By source"),
      explanation: t(
        "The embedded engine, the model that wrote the suggestion, the rules of next edits, or the model that is asked for them.",
      ),
      rows: [
        ...(embedded ? [groupOf(t("Embedded engine"), embedded)] : []),
        ...(nextEdits ? [groupOf(t("Next edits"), nextEdits)] : []),
        ...(nextEditsOfModel ? [groupOf(t("Next edits by a model"), nextEditsOfModel)] : []),
        ...served,
      ].toSorted(byOffers),
    },
    {
      title: t("Trigger"),
      caption: t("By trigger"),
      explanation: t("Whether the suggestion appeared while you typed, or because you asked for one."),
      rows: [...byTrigger].map(([trigger, counts]) => groupOf(names[trigger], counts)).toSorted(byOffers),
    },
    {
      title: t("Variant"),
      caption: t("By variant"),
      explanation: t("The variant that made the choices, while an experiment ran or a variant was in use."),
      rows: [...byVariant].map(([id, counts]) => groupOf(nameOfVariant(id), counts)).toSorted(byOffers),
    },
    {
      title: t("Confidence"),
      caption: t("By confidence"),
      explanation: t(confidenceMeaning),
      rows: confidence.map(({ from, to, counts }) =>
        groupOf(`${Math.round(from * 100)}–${Math.round(to * 100)} %`, counts),
      ),
    },
  ];
}

function ratingsOf({ ratings: { up, down, reasons } }: Statistics, t: Translate): StatisticsReport["ratings"] {
  if (up + down === 0) return undefined;
  const named = ratingReasons.map((reason) => ({
    name: t(ratingLabels[reason]),
    count: reasons.get(reason) ?? 0,
  }));
  return { rate: rateOf(up, up + down), up, down, reasons: named.filter(({ count }) => count > 0) };
}

function groupOf(name: string, counts: OutcomeCounts): GroupRow {
  return {
    name,
    offers: counts.shown,
    rate: acceptRateOf(counts),
    characters: acceptedCharacterRate(counts),
    saved: keystrokesSaved(counts),
  };
}

function modelRowOf(use: ModelUse, input: ReportInput): ModelRow {
  const { t } = input;
  const { requests, promptTokens, cachedTokens, completionTokens, cost, priced } = use;
  const name = modelName(use.model, input);
  const failures = [...answerFailures, "other" as const].flatMap((kind) => {
    const count = use.failures.get(kind) ?? 0;
    return count === 0
      ? []
      : [{ name: t(failureTexts[kind].name), explanation: t(failureTexts[kind].explanation), count }];
  });
  return {
    name,
    requests,
    promptTokens,
    cachedTokens,
    completionTokens,
    cost: priced > 0 ? cost : undefined,
    failures,
  };
}

const failureTexts: Readonly<Record<AnswerFailure | "other", { readonly name: string; readonly explanation: string }>> =
  translatable({
    empty: { name: "empty", explanation: "The model wrote nothing, or only blanks." },
    injectionFollowed: {
      name: "followed an instruction in the code",
      explanation: "The model wrote the text that an instruction to assistants in a file demanded.",
    },
    refusal: { name: "refused", explanation: "The model declined or apologised instead of writing code." },
    leakedMarker: { name: "contained a marker", explanation: "Control tokens of the model were in its answer." },
    prose: { name: "were prose", explanation: "The model talked to you instead of writing code." },
    overlong: { name: "too long", explanation: "The model wrote more lines than hunch.completion.maxLines allows." },
    other: {
      name: "other faults",
      explanation: "A next edit of a model was not usable, or another version of Hunch recorded the fault.",
    },
  });

function modelName(model: ModelFacts | undefined, { nameOf, t }: ReportInput): string {
  if (!model) return t("Earlier model");
  return `${nameOf(model.id) || t("Model {0}", model.id)} (${t(protocolRow(model.protocol).name)})`;
}

function acceptRateOf(counts: OutcomeCounts): Rate {
  return rateOf(takenCount(counts), endedCount(counts));
}

function rateOf(successes: number, cases: number): Rate {
  const interval = wilsonInterval(successes, cases);
  return { share: share(successes, cases), low: interval?.low, high: interval?.high, cases };
}

function share(part: number, whole: number): number | undefined {
  return whole > 0 ? part / whole : undefined;
}

function intervalText({ low, high }: Rate): string {
  return low === undefined || high === undefined ? "" : `${Math.round(low * 100)}–${Math.round(high * 100)} %`;
}

function percent(value: number | undefined): string {
  return value === undefined ? "–" : `${Math.round(value * 100)} %`;
}

function milliseconds(ms: number, language: string): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1_000;
  return `${seconds.toLocaleString(language, { maximumFractionDigits: seconds >= 10 ? 0 : 1, useGrouping: false })} s`;
}
