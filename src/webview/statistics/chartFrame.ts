import { element } from "../dom/element.ts";
import { t } from "../dom/t.ts";
import { seriesCount } from "./barChart.ts";
import { dataTable } from "./dataTable.ts";
import { explained } from "./explained.ts";

export interface Chart {
  readonly title: string;
  readonly explanation: string;
  /** Says in a sentence what the chart shows, for those who do not see it. */
  readonly summary: string;
  /** @param width of the drawing in CSS pixels */
  readonly draw: (width: number) => SVGElement;
  /** Names of the series that bars are stacked of, if there are several. */
  readonly series?: readonly string[] | undefined;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const leastWidth = 160;

/** A chart with its title and, folded, its numbers as a table. It is drawn again when its width changes. */
export function chartFrame({ title, explanation, summary, draw, series = [], columns, rows }: Chart): HTMLElement {
  const drawing = element("div", { class: "drawing" });
  const observer = new ResizeObserver(([entry]) => {
    const width = Math.max(leastWidth, Math.floor(entry?.contentRect.width ?? leastWidth));
    if (drawing.dataset["width"] === String(width)) return;
    drawing.dataset["width"] = String(width);
    const picture = draw(width);
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", summary);
    drawing.replaceChildren(picture);
  });
  observer.observe(drawing);
  return element(
    "figure",
    { class: "chart" },
    element("figcaption", {}, explained(element("h2", {}, title), explanation)),
    drawing,
    series.length > 1
      ? element("ul", { class: "legend", label: t("Colors: {0}", title) }, ...series.map(legendItem))
      : undefined,
    element(
      "details",
      { attributes: { "data-title": title } },
      element("summary", { label: t("Numbers: {0}", title) }, t("Numbers")),
      dataTable(title, columns, rows),
    ),
  );
}

function legendItem(name: string, index: number): HTMLElement {
  return element("li", {}, element("span", { class: `swatch series${index % seriesCount}` }), name);
}
