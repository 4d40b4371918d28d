import { drawBars } from "./barChart.ts";
import type { Chart } from "./chartFrame.ts";
import { formatCost, formatCount, formatDay } from "./format.ts";
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
  const format = (value: number) => (isPriced ? formatCost(value) : formatCount(Math.round(value)));
  return {
    title: isPriced ? "Cost by day" : "Tokens by day",
    explanation: isPriced
      ? "Cost of requests to models with a price in hunch.statistics.prices, in the currency of your prices."
      : "Tokens that model servers read and wrote. Set prices in hunch.statistics.prices to see costs.",
    summary: `${isPriced ? "Cost" : "Tokens"} by day, ${format(days.reduce((total, day) => total + amountOf(day), 0))} in total.`,
    draw: (width) =>
      drawBars(
        days.map((day) => {
          const name = formatDay(day.day);
          return { name, value: amountOf(day), title: `${name}: ${format(amountOf(day))}` };
        }),
        width,
        format,
      ),
    columns: ["Day", "Requests", "Tokens read", "Tokens written", "Cost"],
    rows: days.map(({ day, models }) => [
      formatDay(day),
      formatCount(sum(models, ({ requests }) => requests)),
      formatCount(sum(models, ({ promptTokens }) => promptTokens)),
      formatCount(sum(models, ({ completionTokens }) => completionTokens)),
      isPriced ? formatCost(sum(models, ({ cost = 0 }) => cost)) : "–",
    ]),
  };
}
