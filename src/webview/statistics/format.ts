import { language } from "../dom/language.ts";
import type { Rate } from "./report.ts";

/** A rate's 95 % interval; a dash while there are no cases. */
export function formatInterval({ low, high }: Rate): string {
  return low === undefined || high === undefined ? "–" : `${Math.round(low * 100)}–${Math.round(high * 100)} %`;
}

/** Money without a currency: three significant digits below one, two decimals above. */
export function formatCost(cost: number | undefined): string {
  if (cost === undefined) return "–";
  return cost < 1
    ? cost.toLocaleString(language, { maximumSignificantDigits: 3 })
    : cost.toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: false });
}

/** A day such as 2026-11-23 as "Nov 23". */
export function formatDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return date.toLocaleDateString(language, { month: "short", day: "numeric", timeZone: "UTC" });
}
