import type { ModelCard, ModelPrice } from "../../core/server/client/modelCard.ts";
import type { Translate } from "../../core/types/translate.ts";
import { fillsInTheMiddle } from "./fillsInTheMiddle.ts";

/**
 * Puts what is known of a model into a line for a list: how it completes, size, context, price.
 * @param language of numbers, as a BCP 47 tag
 */
export function describeModel(
  { name, bytes, contextTokens, parameters, price }: ModelCard,
  t: Translate,
  language: string,
): string {
  const parts = [
    fillsInTheMiddle(name) ? t("Fills in the middle") : t("May only chat"),
    parameters && t("{0} parameters", parameters),
    bytes !== undefined && formatBytes(bytes, language),
    contextTokens !== undefined && t("{0} tokens of context", formatTokens(contextTokens, language)),
    price && describePrice(price, t),
  ];
  return parts.filter(Boolean).join(" · ");
}

/**
 * Bytes in units of a thousand, as download pages count: "986 MB", "1.8 GB".
 * @param language of the number, as a BCP 47 tag
 */
export function formatBytes(bytes: number, language: string): string {
  const inDigits = (value: number, digits: number) =>
    value.toLocaleString(language, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      useGrouping: false,
    });
  const megabytes = bytes / 1e6;
  if (megabytes >= 999.5) return `${inDigits(bytes / 1e9, 1)} GB`;
  return `${inDigits(megabytes, megabytes < 10 ? 1 : 0)} MB`;
}

/** A context size as model cards write it: "32k" for 32,768 as well as for 32,000. */
function formatTokens(tokens: number, language: string): string {
  const thousand = tokens % 1000 === 0 ? 1000 : 1024;
  const thousands = Math.round(tokens / thousand);
  if (tokens < thousand) return String(tokens);
  if (thousands < 1000) return `${thousands}k`;
  return `${(tokens / thousand ** 2).toLocaleString(language, { maximumFractionDigits: 1, useGrouping: false })}M`;
}

function describePrice({ input, output }: ModelPrice, t: Translate): string {
  if (input === 0 && output === 0) return t("free");
  return t("{0} in, {1} out per million tokens", `$${dollars(input)}`, `$${dollars(output)}`);
}

/** At least two digits after the point, more for prices below a cent. */
function dollars(value: number): string {
  return value.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 4 });
}
