import { formatCount, formatPercent } from "../dom/format.ts";
import { t } from "../dom/t.ts";
import { drawBars } from "./barChart.ts";
import type { Chart } from "./chartFrame.ts";
import type { LatencyBin } from "./report.ts";

/** How long it took until offers were shown. */
export function latencyChart(bins: readonly LatencyBin[]): Chart {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const shareOf = (count: number) => formatPercent(total > 0 ? count / total : undefined);
  const most = bins.reduce((best, bin) => (bin.count > best.count ? bin : best), bins[0] ?? { name: "–", count: 0 });
  return {
    title: t("Time to show"),
    explanation: t("Time from the request of the editor until the editor had the suggestion, of all offers."),
    summary:
      total === 1
        ? t("Time to show of 1 offer: {0}.", most.name)
        : t("Time to show of {0} offers; most often {1}.", formatCount(total), most.name),
    draw: (width) =>
      drawBars(
        bins.map(({ name, count }) => ({
          name,
          value: count,
          title: `${name}: ${formatCount(count)} (${shareOf(count)})`,
        })),
        width,
        (value) => formatCount(Math.round(value)),
      ),
    columns: [t("Time"), t("Offers"), t("Share")],
    rows: bins.map(({ name, count }) => [name, formatCount(count), shareOf(count)]),
  };
}
