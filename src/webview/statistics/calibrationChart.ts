import { formatCount, formatPercent } from "../dom/format.ts";
import { t } from "../dom/t.ts";
import type { Chart } from "./chartFrame.ts";
import { formatInterval } from "./format.ts";
import { drawRates } from "./rateChart.ts";
import type { CalibrationPoint } from "./report.ts";

/** How often offers were taken, by how confident the embedded engine was. */
export function calibrationChart(points: readonly CalibrationPoint[]): Chart {
  const most = points.reduce((best, point) => (point.rate.cases > best.rate.cases ? point : best), points[0] ?? none);
  return {
    title: t("Confidence and acceptance"),
    explanation: t(
      "Each point is a group of offers of similar confidence, with its 95 % interval. On the dashed line, the engine was " +
        "as confident as you accepted; below it, it was too confident.",
    ),
    summary: t(
      "When the engine was {0} confident, you took {1}.",
      formatPercent(most.confidence),
      formatPercent(most.rate.share),
    ),
    draw: (width) =>
      drawRates(
        points.map((point) => ({ at: point.confidence, rate: point.rate, title: sentenceOf(point) })),
        { width, labels: [[0, "0 %"], [0.5, "50 %"], [1, "100 %"]], hasDiagonal: true }, // biome-ignore format: short
      ),
    columns: [t("Confidence"), t("Offers"), t("Taken"), t("95 % interval")],
    rows: points.map(({ confidence, rate }) => [
      formatPercent(confidence),
      formatCount(rate.cases),
      formatPercent(rate.share),
      formatInterval(rate),
    ]),
  };
}

const none: CalibrationPoint = {
  from: 0,
  to: 0,
  confidence: 0,
  rate: { share: undefined, low: undefined, high: undefined, cases: 0 },
};

function sentenceOf({ confidence, rate }: CalibrationPoint): string {
  return t(
    "{0} confident: you took {1} of {2}",
    formatPercent(confidence),
    formatPercent(rate.share),
    formatCount(rate.cases),
  );
}
