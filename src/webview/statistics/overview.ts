import { element } from "../dom/element.ts";
import { formatCount, formatPercent } from "../dom/format.ts";
import { t } from "../dom/t.ts";
import { explained } from "./explained.ts";
import type { Figure, StatisticsReport } from "./report.ts";

/** The most important numbers, each with its explanation. */
export function renderFigures(figures: readonly Figure[]): HTMLElement {
  const tiles = figures.map(({ name, value, detail, explanation }) =>
    explained(
      element(
        "div",
        { class: "tile", attributes: { role: "group", "aria-label": `${name}: ${value}` } },
        element("span", { class: "name" }, name),
        element("span", { class: "value" }, value),
        element("span", { class: "detail" }, detail),
      ),
      explanation,
    ),
  );
  return element("div", { class: "tiles" }, ...tiles);
}

/** How offers ended, as one bar with a legend that contains the numbers. */
export function renderOutcomes(outcomes: StatisticsReport["outcomes"]): HTMLElement {
  const total = outcomes.reduce((sum, { count }) => sum + count, 0);
  const parts = outcomes.map(({ kind, count }) => {
    const part = element("span", { class: `part ${kind}` });
    part.style.flexGrow = String(count);
    return part;
  });
  const legend = outcomes.map(({ kind, name, explanation, count }) => {
    const text = `${name} ${formatCount(count)} (${formatPercent(count / total)})`;
    const swatch = element("span", { class: `swatch ${kind}` });
    return element("li", {}, swatch, explained(element("span", {}, text), explanation));
  });
  return element(
    "div",
    { class: "outcomes" },
    element("div", { class: "bar-of-parts", attributes: { "aria-hidden": "true" } }, ...parts),
    element("ul", { class: "legend", label: t("How offers ended") }, ...legend),
  );
}
