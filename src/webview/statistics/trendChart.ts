import { formatCount, formatPercent } from "../dom/format.ts";
import { t } from "../dom/t.ts";
import type { Chart } from "./chartFrame.ts";
import { formatDay, formatInterval } from "./format.ts";
import { createPlot, labelsBelow } from "./plot.ts";
import type { TrendDay } from "./report.ts";
import { linearScale, pathThrough, roundUp, runsOf, spacedIndices } from "./scale.ts";
import { shape } from "./shape.ts";

const height = 200;
const pixelsPerLabel = 90;

/** The accept rate by day with its interval, over bars of the number of offers. */
export function trendChart(days: readonly TrendDay[]): Chart {
  const known = days.filter(({ rate }) => rate.share !== undefined);
  return {
    title: t("Accept rate by day"),
    explanation: t(
      "The line is the accept rate of each day, the area around it its 95 % interval: with few offers it is wide. " +
        "The bars are the number of offers.",
    ),
    summary: t(
      "Accept rate by day, from {0} to {1}.",
      formatPercent(known[0]?.rate.share),
      formatPercent(known.at(-1)?.rate.share),
    ),
    draw: (width) => draw(days, width),
    columns: [t("Day"), t("Offers"), t("Taken"), t("Accept rate"), t("95 % interval"), t("Keystrokes saved")],
    rows: known.map(({ day, offers, taken, rate, saved }) => [
      formatDay(day),
      formatCount(offers),
      formatCount(taken),
      formatPercent(rate.share),
      formatInterval(rate),
      formatCount(saved),
    ]),
  };
}

function draw(days: readonly TrendDay[], width: number): SVGElement {
  const plot = createPlot({ width, height, labels: ["0 %", "50 %", "100 %"] });
  const { svg, y, left, right, bottom } = plot;
  const step = (right - left) / days.length;
  const x = (index: number) => left + step * (index + 0.5);
  const most = roundUp(Math.max(...days.map(({ offers }) => offers)) || 1);
  const barHeight = linearScale([0, most], [0, (bottom - y(1)) / 2]);
  for (const [index, { offers }] of days.entries()) {
    const size = barHeight(offers);
    const bar = Math.max(1, Math.min(28, step * 0.7));
    svg.append(
      shape("rect", { class: "bar quiet", x: x(index) - bar / 2, y: bottom - size, width: bar, height: size }),
    );
  }
  const at = (index: number, value: number | undefined): readonly [number, number] => [x(index), y(value ?? 0)];
  for (const run of runsOf(days, ({ rate }) => rate.share !== undefined)) {
    const high = run.map((index) => at(index, days[index]?.rate.high));
    const low = run.map((index) => at(index, days[index]?.rate.low)).reverse();
    svg.append(shape("path", { class: "band", d: `${pathThrough([...high, ...low])}Z` }));
    svg.append(
      shape("path", { class: "line", d: pathThrough(run.map((index) => at(index, days[index]?.rate.share))) }),
    );
    if (run.length < 40)
      for (const index of run) {
        const [cx, cy] = at(index, days[index]?.rate.share);
        svg.append(shape("circle", { class: "dot", cx, cy, r: 2.5 }));
      }
  }
  const labelled = spacedIndices(days.length, Math.max(2, Math.floor((right - left) / pixelsPerLabel)));
  labelsBelow(
    plot,
    labelled.map((index) => [x(index), formatDay(days[index]?.day ?? "")] as const),
  );
  for (const [index, { day, offers, rate }] of days.entries()) {
    const [on, share, interval] = [formatDay(day), formatPercent(rate.share), formatInterval(rate)];
    const text =
      offers === 1
        ? t("{0}: 1 offer, {1} ({2})", on, share, interval)
        : t("{0}: {1} offers, {2} ({3})", on, formatCount(offers), share, interval);
    const hit = { class: "hit", x: x(index) - step / 2, y: 0, width: step, height: bottom };
    svg.append(shape("rect", hit, shape("title", {}, text)));
  }
  return svg;
}
