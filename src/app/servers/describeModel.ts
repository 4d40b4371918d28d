import type { ModelCard, ModelPrice } from "../../core/server/client/modelCard.ts";
import { fillsInTheMiddle } from "./fillsInTheMiddle.ts";

/** Puts what is known of a model into a line for a list: how it completes, size, context, price. */
export function describeModel({ name, bytes, contextTokens, parameters, price }: ModelCard): string {
  const parts = [
    fillsInTheMiddle(name) ? "Fills in the middle" : "May only chat",
    parameters && `${parameters} parameters`,
    bytes !== undefined && formatBytes(bytes),
    contextTokens !== undefined && `${formatTokens(contextTokens)} tokens of context`,
    price && describePrice(price),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** Bytes in units of a thousand, as download pages count: "986 MB", "1.8 GB". */
export function formatBytes(bytes: number): string {
  const megabytes = bytes / 1e6;
  if (megabytes >= 999.5) return `${(bytes / 1e9).toFixed(1)} GB`;
  return `${megabytes < 10 ? megabytes.toFixed(1) : megabytes.toFixed(0)} MB`;
}

/** A context size as model cards write it: "32k" for 32,768 as well as for 32,000. */
function formatTokens(tokens: number): string {
  const thousand = tokens % 1000 === 0 ? 1000 : 1024;
  const thousands = Math.round(tokens / thousand);
  if (tokens < thousand) return String(tokens);
  return thousands < 1000 ? `${thousands}k` : `${Number((tokens / thousand ** 2).toFixed(1))}M`;
}

function describePrice({ input, output }: ModelPrice): string {
  if (input === 0 && output === 0) return "free";
  return `$${dollars(input)} in, $${dollars(output)} out per million tokens`;
}

/** At least two digits after the point, more for prices below a cent. */
function dollars(value: number): string {
  return value.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 4 });
}
