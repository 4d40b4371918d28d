import { type Offer, reliability, weightOf } from "./curveFigures.ts";

/** A named set of offers in a plot. */
export interface Series {
  readonly name: string;
  readonly color: string;
  readonly offers: readonly Offer[];
}

const size = 360;
const margin = 48;
const maxRadius = 14;

/** Renders a reliability plot as SVG: x is confidence, y the share that is right, a dot's area its number of offers. */
export function reliabilityPlot(title: string, series: readonly Series[]): string {
  const span = size - 2 * margin;
  const x = (share: number) => (margin + share * span).toFixed(1);
  const y = (share: number) => (size - margin - share * span).toFixed(1);
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    `<line class="grid" x1="${x(share)}" y1="${y(0)}" x2="${x(share)}" y2="${y(1)}"/>`,
    `<line class="grid" x1="${x(0)}" y1="${y(share)}" x2="${x(1)}" y2="${y(share)}"/>`,
    `<text x="${x(share)}" y="${size - margin + 16}" text-anchor="middle">${share}</text>`,
    `<text x="${margin - 8}" y="${Number(y(share)) + 4}" text-anchor="end">${share}</text>`,
  ]);
  const dots = series.flatMap(({ color, offers }) =>
    reliability(offers)
      .filter(({ count }) => count > 0)
      .map(({ said, right, count }) => {
        const radius = (2 + maxRadius * Math.sqrt(count / weightOf(offers))).toFixed(1);
        return `<circle cx="${x(said)}" cy="${y(right)}" r="${radius}" fill="${color}" fill-opacity="0.6"><title>${count.toFixed(0)}</title></circle>`;
      }),
  );
  const legend = series.map(
    ({ name, color }, at) =>
      `<circle cx="${margin + 12}" cy="${margin + 14 + at * 18}" r="5" fill="${color}"/>` +
      `<text x="${margin + 24}" y="${margin + 18 + at * 18}">${name}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" font-family="sans-serif" font-size="11">`,
    `<style>.grid{stroke:#ccc;stroke-width:.5}</style><rect width="${size}" height="${size}" fill="#fff"/>`,
    ...ticks,
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#888" stroke-dasharray="4 3"/>`,
    ...dots,
    ...legend,
    `<text x="${size / 2}" y="${size - 12}" text-anchor="middle">confidence said</text>`,
    `<text x="14" y="${size / 2}" text-anchor="middle" transform="rotate(-90 14 ${size / 2})">share that was right</text>`,
    `<text x="${size / 2}" y="24" text-anchor="middle" font-size="13">${title}</text>`,
    "</svg>\n",
  ].join("\n");
}
