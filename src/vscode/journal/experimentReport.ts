import type { LoadedExperiment } from "../../app/journal/loadExperiment.ts";
import { type ClusteredRatio, type RatioDifference, ratioInterval } from "../../core/statistics/clusteredRatio.ts";
import type { ExperimentFigures, ExperimentMeasure } from "../../core/statistics/experimentSummary.ts";
import { leastPlaces } from "../../core/statistics/planExperiment.ts";
import type { ExperimentReport, ExperimentRow } from "../../webview/statistics/report.ts";

interface MeasureText {
  readonly name: string;
  readonly explanation: string;
  readonly format: (value: number) => string;
  /** A difference without its unit, with its sign. */
  readonly formatDifference: (value: number) => string;
  /** Of a difference: points instead of percent. */
  readonly unit: string;
}

const percent = (value: number) => `${Math.round(value * 100)} %`;
const points = (value: number) => signed(Math.round(value * 1_000) / 10);
const milliseconds = (value: number) => `${Math.round(value)} ms`;
const money = (value: number) => String(Number((value * 1_000).toPrecision(3)));
const signed = (value: number) => (value > 0 ? `+${value}` : String(value).replace("-", "−"));

const measures: Readonly<Record<ExperimentMeasure, MeasureText>> = {
  acceptRate: {
    name: "Accept rate",
    explanation: "Offers that you took, of all that have ended. This is the measure that decides.",
    format: percent,
    formatDifference: points,
    unit: " points",
  },
  retained: {
    name: "Characters retained",
    explanation: "Accepted characters that are still in the code 10 minutes later.",
    format: percent,
    formatDifference: points,
    unit: " points",
  },
  latencyMs: {
    name: "Mean time to show",
    explanation: "From the request of the editor until the editor had the suggestion.",
    format: milliseconds,
    formatDifference: (value) => signed(Math.round(value)),
    unit: " ms",
  },
  cost: {
    name: "Cost of 1,000 offers",
    explanation: "What all requests of a variant cost, for a thousand of its offers, in the currency of your prices.",
    format: money,
    formatDifference: (value) => signed(Number((value * 1_000).toPrecision(3))),
    unit: "",
  },
};

/** Describes an experiment. A difference is shown only once there is a result. */
export function experimentReport({ experiment, figures }: LoadedExperiment): ExperimentReport {
  const { variants, startedAt, stoppedAt, effect, offersEach } = experiment;
  const [first, second] = variants;
  const since = new Date(startedAt).toLocaleDateString("en", { month: "short", day: "numeric", year: "numeric" });
  const [a, b] = figures.arms;
  const done = [a, b].map(({ offers }) => Math.min(offers, offersEach)).reduce((sum, offers) => sum + offers, 0);
  return {
    variants: [first.name, second.name],
    description:
      `Since ${since}, each file gets one of the two variants for an hour at a time. The experiment looks for a ` +
      `difference of ${Math.round(effect * 100)} points or more in the accept rate, which takes ${count(offersEach)} offers each.`,
    verdict: verdictOf(figures, [first.name, second.name], stoppedAt !== undefined),
    progress: figures.isComplete ? 1 : done / (2 * offersEach),
    isRunning: stoppedAt === undefined,
    rows: [offersRow(figures), ...measureRows(figures)],
  };
}

function verdictOf(figures: ExperimentFigures, [first, second]: readonly [string, string], isStopped: boolean): string {
  const { isComplete, missingOffers, missingPlaces, differences } = figures;
  if (!isComplete) {
    const missing = [
      ...(missingOffers > 0 ? [`about ${count(missingOffers)} more offers`] : []),
      ...(missingPlaces > 0 ? [`${count(missingPlaces)} more files or hours`] : []),
    ].join(" and ");
    return isStopped ? `Stopped too early for a result: ${missing} were missing.` : `Not enough yet: ${missing}.`;
  }
  const { acceptRate } = differences;
  const text = acceptRate && intervalOf(acceptRate, measures.acceptRate);
  if (!acceptRate) return "The two variants do not differ at all.";
  if (acceptRate.low > 0) return `You accept more with ${second}: ${text}.`;
  if (acceptRate.high < 0) return `You accept more with ${first}: ${text}.`;
  return `No difference was found in the accept rate: ${text}.`;
}

function offersRow({ arms: [first, second] }: ExperimentFigures): ExperimentRow {
  return {
    name: "Offers",
    explanation: `Offers that have ended, and the places that they were in: a file in one hour is a place. At least ${leastPlaces} are needed.`,
    first: `${count(first.offers)} in ${count(first.places)} places`,
    second: `${count(second.offers)} in ${count(second.places)} places`,
    difference: "–",
  };
}

function measureRows({ arms: [first, second], differences, isComplete }: ExperimentFigures): readonly ExperimentRow[] {
  const names = ["acceptRate", "retained", "latencyMs", "cost"] as const satisfies readonly ExperimentMeasure[];
  return names.map((measure) => {
    const { name, explanation, format } = measures[measure];
    const difference = isComplete ? differences[measure] : undefined;
    return {
      name,
      explanation,
      first: valueText(first.measures[measure], format),
      second: valueText(second.measures[measure], format),
      difference: difference ? intervalOf(difference, measures[measure]) : "–",
    };
  });
}

function valueText(ratio: ClusteredRatio | undefined, format: (value: number) => string): string {
  if (!ratio) return "–";
  const interval = ratioInterval(ratio);
  const within = interval ? ` (${format(Math.max(0, interval.low))} to ${format(interval.high)})` : "";
  return `${format(ratio.ratio)}${within}`;
}

function intervalOf(
  { difference, low, high }: RatioDifference,
  { formatDifference, unit }: Pick<MeasureText, "formatDifference" | "unit">,
): string {
  return `${formatDifference(difference)}${unit} (${formatDifference(low)} to ${formatDifference(high)})`;
}

function count(value: number): string {
  return value.toLocaleString("en");
}
