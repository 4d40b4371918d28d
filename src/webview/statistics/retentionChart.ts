import { formatCount, formatPercent } from "../dom/format.ts";
import { t } from "../dom/t.ts";
import type { Chart } from "./chartFrame.ts";
import { formatInterval } from "./format.ts";
import { drawRates } from "./rateChart.ts";
import type { RetentionPoint } from "./report.ts";

/** How many accepted suggestions are still in the code, by the time since they were accepted. */
export function retentionChart(points: readonly RetentionPoint[]): Chart {
  const place = (index: number) => (points.length < 2 ? 0.5 : index / (points.length - 1));
  const last = points.at(-1);
  return {
    title: t("Still in code"),
    explanation: t(
      "Accepted suggestions that are still there some time later: at most half of their words and signs had to be " +
        "changed. The lines are 95 % intervals.",
    ),
    summary: t(
      "{0} of accepted suggestions are still in the code after {1}.",
      formatPercent(last?.rate.share),
      last?.after ?? "–",
    ),
    draw: (width) =>
      drawRates(
        points.map(({ after, rate }, index) => ({
          at: place(index),
          rate,
          title: t("After {0}: {1} of {2}", after, formatPercent(rate.share), formatCount(rate.cases)),
        })),
        { width, labels: points.map(({ after }, index) => [place(index), after] as const), hasDiagonal: false },
      ),
    columns: [t("After"), t("Measured"), t("Still in code"), t("95 % interval"), t("Characters retained")],
    rows: points.map(({ after, rate, characters }) => [
      after,
      formatCount(rate.cases),
      formatPercent(rate.share),
      formatInterval(rate),
      formatPercent(characters),
    ]),
  };
}
