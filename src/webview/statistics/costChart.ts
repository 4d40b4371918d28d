import { formatCount } from "../dom/format.ts";
import { t } from "../dom/t.ts";
import { drawBars } from "./barChart.ts";
import type { Chart } from "./chartFrame.ts";
import { formatCost, formatDay } from "./format.ts";
import type { ModelDay, ModelRow } from "./report.ts";

const sum = (models: readonly ModelRow[], of: (model: ModelRow) => number) =>
  models.reduce((total, model) => total + of(model), 0);

/** What model servers were asked by day: costs where prices are set, else tokens. */
export function costChart(days: readonly ModelDay[]): Chart {
  const isPriced = days.some(({ models }) => models.some(({ cost }) => cost !== undefined));
  const amountOf = ({ models }: ModelDay) =>
    isPriced
      ? sum(models, ({ cost = 0 }) => cost)
      : sum(models, (model) => model.promptTokens + model.completionTokens);
  const names = [...new Set(days.flatMap(({ models }) => models.map(({ name }) => name)))];
  const amountFor = (day: ModelDay, name: string) =>
    amountOf({ ...day, models: day.models.filter((model) => model.name === name) });
  const format = (value: number) => (isPriced ? formatCost(value) : formatCount(Math.round(value)));
  const total = format(days.reduce((sum, day) => sum + amountOf(day), 0));
  return {
    title: isPriced ? t("Cost by day") : t("Tokens by day"),
    explanation: isPriced
      ? t("Cost of requests to models with a price in hunch.statistics.prices, in the currency of your prices.")
      : t("Tokens that model servers read and wrote. Set prices in hunch.statistics.prices to see costs."),
    summary: isPriced ? t("Cost by day, {0} in total.", total) : t("Tokens by day, {0} in total.", total),
    draw: (width) =>
      drawBars(
        days.map((day) => {
          const name = formatDay(day.day);
          const parts = names.map((model) => amountFor(day, model));
          const each =
            names.length > 1
              ? ` (${names.map((model, index) => `${model}: ${format(parts[index] ?? 0)}`).join(", ")})`
              : "";
          return { name, value: amountOf(day), parts, title: `${name}: ${format(amountOf(day))}${each}` };
        }),
        width,
        format,
      ),
    series: names,
    columns: [t("Day and model"), t("Requests"), t("Tokens read"), t("From cache"), t("Tokens written"), t("Cost")],
    rows: days.flatMap(({ day, models }) =>
      models.map(({ name, requests, promptTokens, cachedTokens, completionTokens, cost }) => [
        `${formatDay(day)}, ${name}`,
        formatCount(requests),
        formatCount(promptTokens),
        formatCount(cachedTokens),
        formatCount(completionTokens),
        formatCost(cost),
      ]),
    ),
  };
}
