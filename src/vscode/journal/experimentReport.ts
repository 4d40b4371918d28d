import type { LoadedExperiment } from "../../app/journal/loadExperiment.ts";
import { type ClusteredRatio, type RatioDifference, ratioInterval } from "../../core/statistics/clusteredRatio.ts";
import type { ExperimentFigures, ExperimentMeasure } from "../../core/statistics/experimentSummary.ts";
import { leastPlaces } from "../../core/statistics/planExperiment.ts";
import type { Translate } from "../../core/types/translate.ts";
import { translatable } from "../../core/util/translatable.ts";
import { variantLabel } from "../../core/variants/variantLabel.ts";
import type { ExperimentReport, ExperimentRow } from "../../webview/statistics/report.ts";

/** How a report is worded. */
export interface ReportWords {
  readonly t: Translate;
  /** Of numbers and dates, as a BCP 47 tag. */
  readonly language: string;
}

/** @param language of the number, as a BCP 47 tag */
type Format = (value: number, language: string) => string;

interface MeasureText {
  readonly name: string;
  readonly explanation: string;
  readonly format: Format;
  /** A difference without its unit, with its sign. */
  readonly formatDifference: Format;
  /** Of a difference, with a placeholder for it: points instead of percent. */
  readonly unit: string;
}

const threeDigits = { maximumSignificantDigits: 3, useGrouping: false } as const;
const percent: Format = (value) => `${Math.round(value * 100)} %`;
const points: Format = (value, language) => signed(value * 100, language, { maximumFractionDigits: 1 });
const milliseconds: Format = (value) => `${Math.round(value)} ms`;
const money: Format = (value, language) => (value * 1_000).toLocaleString(language, threeDigits);

function signed(value: number, language: string, options: Intl.NumberFormatOptions): string {
  const text = value.toLocaleString(language, { useGrouping: false, ...options, signDisplay: "exceptZero" });
  return text.replace("-", "−");
}

const measures: Readonly<Record<ExperimentMeasure, MeasureText>> = {
  acceptRate: {
    name: translatable("Accept rate"),
    explanation: translatable("Offers that you took, of all that have ended. This is the measure that decides."),
    format: percent,
    formatDifference: points,
    unit: translatable("{0} points"),
  },
  retained: {
    name: translatable("Characters retained"),
    explanation: translatable("Accepted characters that are still in the code 10 minutes later."),
    format: percent,
    formatDifference: points,
    unit: translatable("{0} points"),
  },
  latencyMs: {
    name: translatable("Mean time to show"),
    explanation: translatable("From the request of the editor until the editor had the suggestion."),
    format: milliseconds,
    formatDifference: (value, language) => signed(value, language, { maximumFractionDigits: 0 }),
    unit: translatable("{0} ms"),
  },
  cost: {
    name: translatable("Cost of 1,000 offers"),
    explanation: translatable(
      "What all requests of a variant cost, for a thousand of its offers, in the currency of your prices.",
    ),
    format: money,
    formatDifference: (value, language) => signed(value * 1_000, language, threeDigits),
    unit: "",
  },
};

/** Describes an experiment. A difference is shown only once there is a result. */
export function experimentReport({ experiment, figures }: LoadedExperiment, words: ReportWords): ExperimentReport {
  const { t, language } = words;
  const count = countIn(language);
  const { variants, startedAt, stoppedAt, effect, offersEach } = experiment;
  const names = [variantLabel(variants[0].name, t), variantLabel(variants[1].name, t)] as const;
  const since = new Date(startedAt).toLocaleDateString(language, { month: "short", day: "numeric", year: "numeric" });
  const [a, b] = figures.arms;
  const done = [a, b].map(({ offers }) => Math.min(offers, offersEach)).reduce((sum, offers) => sum + offers, 0);
  return {
    variants: names,
    description: t(
      "Since {0}, each file gets one of the two variants for an hour at a time. The experiment looks for a " +
        "difference of {1} points or more in the accept rate, which takes {2} offers each.",
      since,
      Math.round(effect * 100),
      count(offersEach),
    ),
    verdict: verdictOf(figures, names, { isStopped: stoppedAt !== undefined, ...words }),
    progress: figures.isComplete ? 1 : done / (2 * offersEach),
    isRunning: stoppedAt === undefined,
    rows: [offersRow(figures, words), ...measureRows(figures, words)],
  };
}

function verdictOf(
  figures: ExperimentFigures,
  [first, second]: readonly [string, string],
  { isStopped, t, language }: ReportWords & { readonly isStopped: boolean },
): string {
  const count = countIn(language);
  const { isComplete, missingOffers, missingPlaces, differences } = figures;
  if (!isComplete) {
    const offers = missingOffers === 1 ? t("about 1 more offer") : t("about {0} more offers", count(missingOffers));
    const places = missingPlaces === 1 ? t("1 more file or hour") : t("{0} more files or hours", count(missingPlaces));
    const missing = new Intl.ListFormat(language).format([
      ...(missingOffers > 0 ? [offers] : []),
      ...(missingPlaces > 0 ? [places] : []),
    ]);
    if (!isStopped) return t("Not enough yet: {0}.", missing);
    return missingOffers + missingPlaces === 1
      ? t("Stopped too early for a result: {0} was missing.", missing)
      : t("Stopped too early for a result: {0} were missing.", missing);
  }
  const { acceptRate } = differences;
  if (!acceptRate) return t("The two variants do not differ at all.");
  const text = intervalOf(acceptRate, measures.acceptRate, { t, language });
  if (acceptRate.low > 0) return t("You accept more with {0}: {1}.", second, text);
  if (acceptRate.high < 0) return t("You accept more with {0}: {1}.", first, text);
  return t("No difference was found in the accept rate: {0}.", text);
}

function offersRow({ arms: [first, second] }: ExperimentFigures, { t, language }: ReportWords): ExperimentRow {
  const count = countIn(language);
  const offersOf = ({ offers, places }: ExperimentFigures["arms"][number]) =>
    places === 1 ? t("{0} in 1 place", count(offers)) : t("{0} in {1} places", count(offers), count(places));
  return {
    name: t("Offers"),
    explanation: t(
      "Offers that have ended, and the places that they were in: a file in one hour is a place. At least {0} are needed.",
      leastPlaces,
    ),
    first: offersOf(first),
    second: offersOf(second),
    difference: "–",
  };
}

function measureRows(
  { arms: [first, second], differences, isComplete }: ExperimentFigures,
  words: ReportWords,
): readonly ExperimentRow[] {
  const { t } = words;
  const names = ["acceptRate", "retained", "latencyMs", "cost"] as const satisfies readonly ExperimentMeasure[];
  return names.map((measure) => {
    const { name, explanation, format } = measures[measure];
    const difference = isComplete ? differences[measure] : undefined;
    return {
      name: t(name),
      explanation: t(explanation),
      first: valueText(first.measures[measure], format, words),
      second: valueText(second.measures[measure], format, words),
      difference: difference ? intervalOf(difference, measures[measure], words) : "–",
    };
  });
}

function valueText(ratio: ClusteredRatio | undefined, format: Format, { t, language }: ReportWords): string {
  if (!ratio) return "–";
  const interval = ratioInterval(ratio);
  const text = format(ratio.ratio, language);
  if (!interval) return text;
  return `${text} ${t("({0} to {1})", format(Math.max(0, interval.low), language), format(interval.high, language))}`;
}

function intervalOf(
  { difference, low, high }: RatioDifference,
  { formatDifference, unit }: Pick<MeasureText, "formatDifference" | "unit">,
  { t, language }: ReportWords,
): string {
  const value = formatDifference(difference, language);
  const within = t("({0} to {1})", formatDifference(low, language), formatDifference(high, language));
  return `${unit === "" ? value : t(unit, value)} ${within}`;
}

function countIn(language: string): (value: number) => string {
  return (value) => value.toLocaleString(language);
}
