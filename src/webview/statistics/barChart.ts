import { createPlot, labelsBelow } from "./plot.ts";
import { linearScale, roundUp } from "./scale.ts";
import { shape } from "./shape.ts";

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** Values of the series that the bar is stacked of, from below; they sum to `value`. */
  readonly parts?: readonly number[] | undefined;
  /** What the bar says when the pointer is over it. */
  readonly title: string;
}

const height = 180;
/** Series with a colour of their own; further ones repeat them. */
export const seriesCount = 4;

/** Upright bars of counts. @param format of the labels at the side */
export function drawBars(bars: readonly Bar[], width: number, format: (value: number) => string): SVGElement {
  const most = roundUp(Math.max(...bars.map(({ value }) => value)) || 1);
  const plot = createPlot({ width, height, labels: [format(0), format(most / 2), format(most)] });
  const { svg, left, right, bottom, top } = plot;
  const step = (right - left) / bars.length;
  const size = linearScale([0, most], [0, bottom - top]);
  for (const [index, { value, parts = [value], title }] of bars.entries()) {
    const middle = left + step * (index + 0.5);
    const bar = Math.max(1, Math.min(64, step * 0.78));
    let below = 0;
    for (const [series, part] of parts.entries()) {
      below += part;
      const box = { x: middle - bar / 2, y: bottom - size(below), width: bar, height: size(part) };
      svg.append(shape("rect", { class: `bar series${series % seriesCount}`, ...box, rx: 1 }));
    }
    const hit = { class: "hit", x: left + step * index, y: 0, width: step, height: bottom };
    svg.append(shape("rect", hit, shape("title", {}, title)));
  }
  labelsBelow(
    plot,
    bars.map(({ name }, index) => [left + step * (index + 0.5), name] as const),
  );
  return svg;
}
