import { createPlot, labelsBelow } from "./plot.ts";
import type { Rate } from "./report.ts";
import { linearScale } from "./scale.ts";
import { shape } from "./shape.ts";

/** A rate at a place between 0 and 1. */
export interface RatePoint {
  readonly at: number;
  readonly rate: Rate;
  readonly title: string;
}

export interface RateChartOptions {
  readonly width: number;
  readonly labels: readonly (readonly [at: number, text: string])[];
  /** Whether to draw the line on which the rate equals its place. */
  readonly hasDiagonal: boolean;
}

const height = 180;

/** Rates as points with their intervals. */
export function drawRates(points: readonly RatePoint[], { width, labels, hasDiagonal }: RateChartOptions): SVGElement {
  const plot = createPlot({ width, height, labels: ["0 %", "50 %", "100 %"] });
  const { svg, y, left, right } = plot;
  const x = linearScale([0, 1], [left + 12, right - 12]);
  if (hasDiagonal) svg.append(shape("line", { class: "diagonal", x1: x(0), y1: y(0), x2: x(1), y2: y(1) }));
  for (const { at, rate, title } of points) {
    const { share, low, high } = rate;
    if (share === undefined || low === undefined || high === undefined) continue;
    svg.append(
      shape(
        "g",
        {},
        shape("title", {}, title),
        shape("line", { class: "interval", x1: x(at), x2: x(at), y1: y(low), y2: y(high) }),
        shape("circle", { class: "dot", cx: x(at), cy: y(share), r: 4 }),
        shape("rect", { class: "hit", x: x(at) - 12, y: y(high) - 8, width: 24, height: y(low) - y(high) + 16 }),
      ),
    );
  }
  labelsBelow(
    plot,
    labels.map(([at, text]) => [x(at), text] as const),
  );
  return svg;
}
