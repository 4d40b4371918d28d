import { element } from "../dom/element.ts";

/** A table of texts; the first column names the row, the others are numbers. */
export function dataTable(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly (string | HTMLElement)[])[],
): HTMLElement {
  const head = columns.map((name) => element("th", { attributes: { scope: "col" } }, name));
  const body = rows.map(([name = "", ...cells]) =>
    element(
      "tr",
      {},
      element("th", { attributes: { scope: "row" } }, name),
      ...cells.map((cell) => element("td", {}, cell)),
    ),
  );
  return element(
    "div",
    { class: "scroll", attributes: { tabindex: "0", role: "region", "aria-label": caption } },
    element(
      "table",
      {},
      element("caption", { class: "hidden" }, caption),
      element("thead", {}, element("tr", {}, ...head)),
      element("tbody", {}, ...body),
    ),
  );
}
