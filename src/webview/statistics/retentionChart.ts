import type { Chart } from "./chartFrame.ts";
import { formatCount, formatInterval, formatPercent } from "./format.ts";
import { drawRates } from "./rateChart.ts";
import type { RetentionPoint } from "./report.ts";

/** How many accepted suggestions are still in the code, by the time since they were accepted. */
export function retentionChart(points: readonly RetentionPoint[]): Chart {
  const place = (index: number) => (points.length < 2 ? 0.5 : index / (points.length - 1));
  const last = points.at(-1);
  return {
    title: "Still in code",
    explanation:
      "Accepted suggestions that are still there some time later: at most half of their words and signs had to be " +
      "changed. The lines are 95 % intervals.",
    summary: `${formatPercent(last?.rate.share)} of accepted suggestions are still in the code after ${last?.after ?? "–"}.`,
    draw: (width) =>
      drawRates(
        points.map(({ after, rate }, index) => ({
          at: place(index),
          rate,
          title: `After ${after}: ${formatPercent(rate.share)} of ${formatCount(rate.cases)}`,
        })),
        { width, labels: points.map(({ after }, index) => [place(index), after] as const), hasDiagonal: false },
      ),
    columns: ["After", "Measured", "Still in code", "95 % interval", "Characters retained"],
    rows: points.map(({ after, rate, characters }) => [
      after,
      formatCount(rate.cases),
      formatPercent(rate.share),
      formatInterval(rate),
      formatPercent(characters),
    ]),
  };
}
