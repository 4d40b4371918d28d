import type { ModelUsage } from "../types/model.ts";

/** What a model costs per million tokens, in the user's currency. */
export interface ModelPrice {
  readonly input: number;
  /** Of prompt tokens that the server found in its cache; as `input` if absent. */
  readonly cachedInput?: number | undefined;
  readonly output: number;
}

/** Prices by the name of the model, as the server lists it. */
export type PriceList = Readonly<Record<string, ModelPrice>>;

/** Parses the price list of the settings; undefined if it has another form. */
export function parsePriceList(value: unknown): PriceList | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const prices = new Map<string, ModelPrice>();
  for (const [model, price] of Object.entries(value)) {
    const parsed = parsePrice(price);
    if (!parsed) return undefined;
    prices.set(model, parsed);
  }
  return Object.fromEntries(prices);
}

/** The price of a model, if the list has one. */
export function priceOf(prices: PriceList, model: string): ModelPrice | undefined {
  return Object.hasOwn(prices, model) ? prices[model] : undefined;
}

function parsePrice(value: unknown): ModelPrice | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const members = new Map<string, unknown>(Object.entries(value));
  const [input, cachedInput, output] = [members.get("input"), members.get("cachedInput"), members.get("output")];
  if (!isPrice(input) || !isPrice(output)) return undefined;
  if (cachedInput !== undefined && !isPrice(cachedInput)) return undefined;
  return { input, cachedInput, output };
}

function isPrice(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

/** What a request cost; undefined without a price or if the server reported no tokens. */
export function costOf(price: ModelPrice | undefined, usage: ModelUsage): number | undefined {
  const { promptTokens, cachedTokens = 0, completionTokens } = usage;
  if (!price || promptTokens === undefined || completionTokens === undefined) return undefined;
  const cached = Math.min(cachedTokens, promptTokens);
  const { input, cachedInput = input, output } = price;
  return ((promptTokens - cached) * input + cached * cachedInput + completionTokens * output) / 1_000_000;
}
