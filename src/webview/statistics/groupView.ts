import { element } from "../dom/element.ts";
import { formatCount, formatPercent } from "../dom/format.ts";
import { t } from "../dom/t.ts";
import { dataTable } from "./dataTable.ts";
import { explained } from "./explained.ts";
import { formatCost, formatInterval } from "./format.ts";
import type { GroupTable, ModelRow, Rate } from "./report.ts";

const columnsMeaning = t(
  "Accept rate: offers that were taken, of those that have ended. The bar is its 95 % interval. Characters: accepted ones, " +
    "of those offered. Saved: keystrokes.",
);

/** A table by language, source, trigger or confidence. */
export function renderGroup({ title, caption, explanation, rows }: GroupTable): HTMLElement {
  const columns = [title, t("Offers"), t("Accept rate"), t("95 % interval"), t("Characters"), t("Saved")];
  const cells = rows.map(({ name, offers, rate, characters, saved }) => [
    name,
    formatCount(offers),
    formatPercent(rate.share),
    rateBar(rate),
    formatPercent(characters),
    formatCount(saved),
  ]);
  return element(
    "section",
    { class: "group" },
    explained(element("h2", {}, title), `${explanation} ${columnsMeaning}`),
    dataTable(caption, columns, cells),
  );
}

/** Requests, tokens and costs by model. */
export function renderModels(models: readonly ModelRow[]): HTMLElement {
  const columns = [t("Model"), t("Requests"), t("Tokens read"), t("From cache"), t("Tokens written"), t("Cost")];
  const rows = models.map(({ name, requests, promptTokens, cachedTokens, completionTokens, cost }) => [
    name,
    formatCount(requests),
    formatCount(promptTokens),
    formatCount(cachedTokens),
    formatCount(completionTokens),
    formatCost(cost),
  ]);
  return element(
    "section",
    { class: "group wide" },
    explained(
      element("h2", {}, t("Model servers")),
      t(
        "Requests for completions, with the tokens that the servers reported. Costs need a price in hunch.statistics.prices.",
      ),
    ),
    dataTable(t("By model"), columns, rows),
    ...models.flatMap(renderFailures),
  );
}

/** What was wrong with a model's answers, as a line of counts that explain themselves. */
function renderFailures({ name, requests, failures }: ModelRow): readonly HTMLElement[] {
  if (failures.length === 0) return [];
  const items = failures.map((failure) => {
    const share = formatPercent(requests > 0 ? failure.count / requests : undefined);
    const text = `${formatCount(failure.count)} ${failure.name} (${share})`;
    return element("li", {}, explained(element("span", {}, text), failure.explanation));
  });
  return [
    element("p", { class: "failures" }, t("Answers of {0} that Hunch had to change or drop:", name)),
    element("ul", { class: "legend", label: t("Faults of answers of {0}", name) }, ...items),
  ];
}

/** The interval of a rate as a bar from 0 to 100 %, with a mark at the rate. */
function rateBar(rate: Rate): HTMLElement {
  const { share, low, high } = rate;
  const bar = element("span", { class: "rate-bar", title: t("95 % interval: {0}", formatInterval(rate)) });
  if (share === undefined || low === undefined || high === undefined) return bar;
  const range = element("span", { class: "range" });
  range.style.left = `${low * 100}%`;
  range.style.width = `${(high - low) * 100}%`;
  const mark = element("span", { class: "mark" });
  mark.style.left = `${share * 100}%`;
  bar.append(range, mark);
  bar.setAttribute("role", "img");
  bar.setAttribute("aria-label", formatInterval(rate));
  return bar;
}
