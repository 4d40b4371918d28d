import { linearScale, withoutOverlaps } from "./scale.ts";
import { shape } from "./shape.ts";

export interface Plot {
  readonly svg: SVGElement;
  /** From a fraction of the largest value to a vertical position. */
  readonly y: (fraction: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PlotOptions {
  readonly width: number;
  readonly height: number;
  /** Labels of the lines at no, half and all of the largest value. */
  readonly labels: readonly [string, string, string];
}

const leftMargin = 44;
/** Upper estimate for digits and lower-case letters at 11 pixels. */
const widthOfCharacter = 7;
const gap = 6;
const [topMargin, rightMargin, bottomMargin] = [8, 8, 22];

/** An empty drawing with three horizontal lines and their labels. */
export function createPlot({ width, height, labels }: PlotOptions): Plot {
  const [left, right, top, bottom] = [leftMargin, width - rightMargin, topMargin, height - bottomMargin];
  const svg = shape("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  const y = linearScale([0, 1], [bottom, top]);
  for (const [index, label] of labels.entries()) {
    const at = y(index / 2);
    svg.append(
      shape("line", { class: "grid", x1: left, x2: right, y1: at, y2: at }),
      shape("text", { class: "label end", x: left - 6, y: at + 4 }, label),
    );
  }
  return { svg, y, left, right, top, bottom };
}

/** Labels below the drawing, from left to right; one that would overlap the one before is left out. */
export function labelsBelow(
  { svg, bottom, left, right }: Plot,
  labels: readonly (readonly [x: number, text: string])[],
): void {
  const boxes = labels.map(([x, text]) => {
    const width = text.length * widthOfCharacter;
    const start = Math.min(Math.max(x - width / 2, left - 16), right + 8 - width);
    return { text, start, end: start + width };
  });
  for (const { text, start } of withoutOverlaps(boxes, gap)) {
    svg.append(shape("text", { class: "label", x: start, y: bottom + 16 }, text));
  }
}
