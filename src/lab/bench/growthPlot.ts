export interface PlotSeries {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

const width = 640;
const height = 360;
const margin = { left: 56, right: 96, top: 16, bottom: 44 };
const colours = ["#4269d0", "#efb118", "#ff725c", "#6cc5b0"];

/** Renders a line plot as SVG that is readable on light and dark pages. */
export function growthPlot(series: readonly PlotSeries[], axes: { readonly x: string; readonly y: string }): string {
  const all = series.flatMap(({ points }) => points);
  const most = { x: Math.max(...all.map(({ x }) => x)), y: Math.max(...all.map(({ y }) => y)) * 1.05 };
  const toX = (x: number) => margin.left + (x / most.x) * (width - margin.left - margin.right);
  const toY = (y: number) => height - margin.bottom - (y / most.y) * (height - margin.top - margin.bottom);
  const text = (x: number, y: number, body: string, anchor = "middle") =>
    `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${body}</text>`;
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const grid = ticks.map((share) => {
    const y = toY(share * most.y).toFixed(1);
    return `<line x1="${margin.left}" x2="${width - margin.right}" y1="${y}" y2="${y}" stroke="#8884"/>`;
  });
  const labels = [
    ...ticks.map((share) => text(margin.left - 8, toY(share * most.y) + 4, (share * most.y).toFixed(1), "end")),
    ...[...new Set(all.map(({ x }) => x))].map((x) => text(toX(x), height - margin.bottom + 18, String(x))),
    text((margin.left + width - margin.right) / 2, height - 6, axes.x),
    `<text transform="rotate(-90)" x="${-(height - margin.bottom) / 2}" y="14" text-anchor="middle">${axes.y}</text>`,
  ];
  const lines = series.map(({ name, points }, at) => {
    const colour = colours[at % colours.length] ?? "#888";
    const path = points.map(({ x, y }) => `${toX(x).toFixed(1)},${toY(y).toFixed(1)}`).join(" ");
    const last = points.at(-1) ?? { x: 0, y: 0 };
    const label = `<text x="${(toX(last.x) + 8).toFixed(1)}" y="${(toY(last.y) + 4).toFixed(1)}" fill="${colour}">${name}</text>`;
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${label}`;
  });
  const style = "<style>text{font:12px sans-serif;fill:#888}</style>";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${style}${[...grid, ...labels, ...lines].join("")}</svg>\n`;
}
