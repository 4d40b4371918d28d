import { acceptedCharacterRate, acceptRate } from "../../core/statistics/rates.ts";
import { button, element } from "../dom/element.ts";
import type { InspectorCounts, InspectorGroup, InspectorPeriod, InspectorServer } from "../protocol.ts";
import { formatMs, formatShare } from "./format.ts";

/** How suggestions ended, in the order of the bar, with the name that its legend shows. */
const outcomes = [
  ["accepted", "Accepted"],
  ["partlyAccepted", "In part"],
  ["rejected", "Rejected"],
  ["ignored", "Ignored"],
] as const satisfies readonly (readonly [keyof InspectorCounts, string])[];

/** The figures at the head: choose a period, see the rates, how suggestions ended, and by language and source. */
export function renderStatistics(
  periods: readonly InspectorPeriod[],
  chosen: InspectorPeriod["name"],
  choose: (name: InspectorPeriod["name"]) => void,
): HTMLElement {
  const period = periods.find(({ name }) => name === chosen) ?? periods[0];
  const tabs = periods.map(({ name }) =>
    button({ attributes: { "aria-pressed": String(name === period?.name) }, onClick: () => choose(name) }, name),
  );
  return element(
    "section",
    { class: "statistics", label: "Statistics" },
    element("div", { class: "periods", attributes: { role: "group", "aria-label": "Period" } }, ...tabs),
    ...(period ? figuresOf(period) : []),
  );
}

/** What the server was asked today, in a sentence. */
export function renderServer({ server, use, requests, maxRequests, ...tokens }: InspectorServer): HTMLElement {
  const count = (value: number) => value.toLocaleString();
  const limit = maxRequests > 0 ? ` of at most ${count(maxRequests)}` : "";
  const parts = [
    `${count(tokens.promptTokens)} tokens read`,
    ...(tokens.cachedTokens > 0 ? [`${count(tokens.cachedTokens)} of them from its cache`] : []),
    `${count(tokens.completionTokens)} written`,
  ];
  const counted = tokens.promptTokens + tokens.completionTokens > 0 ? `: ${parts.join(", ")}` : "";
  const only = use === "questions" ? " (for questions)" : "";
  const pace = [
    ...(tokens.firstTokenMs === undefined ? [] : [`begins to answer after ${formatMs(tokens.firstTokenMs)}`]),
    ...(tokens.promptTokensPerSecond === undefined
      ? []
      : [`reads ${count(Math.round(tokens.promptTokensPerSecond))} tokens a second`]),
  ];
  const pacing = pace.length > 0 ? ` It ${pace.join(" and ")}, by its last answers.` : "";
  return element(
    "p",
    { class: "server" },
    `Today ${server}${only} got ${count(requests)}${limit} requests${counted}.${pacing}`,
  );
}

function figuresOf({ counts, byLanguage, bySource, latencyMs }: InspectorPeriod): readonly HTMLElement[] {
  if (counts.shown === 0) return [element("p", { class: "quiet" }, "Nothing was suggested in this period.")];
  const tiles = element(
    "dl",
    { class: "tiles" },
    tile("Shown", String(counts.shown)),
    tile("Accepted", formatShare(acceptRate(counts)), "of suggestions that ended, whole or in part"),
    tile("Characters accepted", formatShare(acceptedCharacterRate(counts)), "of the characters that were shown"),
    tile(
      "Time to show",
      latencyMs ? formatMs(latencyMs.p50) : "–",
      latencyMs && `95 % within ${formatMs(latencyMs.p95)}`,
    ),
  );
  const groups = element(
    "div",
    { class: "groups" },
    groupTable("Language", byLanguage),
    groupTable("Source", bySource),
  );
  return [tiles, outcomeBar(counts), groups];
}

function tile(name: string, value: string, detail?: string): HTMLElement {
  return element(
    "div",
    {},
    element("dt", {}, name),
    element("dd", {}, value),
    detail === undefined ? undefined : element("dd", { class: "detail" }, detail),
  );
}

function outcomeBar(counts: InspectorCounts): HTMLElement {
  const known = outcomes.filter(([key]) => counts[key] > 0);
  const parts = known.map(([key]) => {
    const part = element("span", { class: `part ${key}` });
    part.style.flexGrow = String(counts[key]);
    return part;
  });
  const legend = known.map(([key, name]) =>
    element("li", {}, element("span", { class: `swatch ${key}` }), `${name} ${counts[key]}`),
  );
  return element(
    "div",
    { class: "outcomes" },
    element("div", { class: "bar", attributes: { "aria-hidden": "true" } }, ...parts),
    element("ul", { class: "legend" }, ...legend),
  );
}

function groupTable(title: string, groups: readonly InspectorGroup[]): HTMLElement {
  const rows = [...groups]
    .sort((a, b) => b.counts.shown - a.counts.shown)
    .map(({ name, counts }) =>
      element(
        "tr",
        {},
        element("th", { attributes: { scope: "row" } }, name),
        element("td", {}, String(counts.shown)),
        element("td", {}, formatShare(acceptRate(counts))),
        element("td", {}, formatShare(acceptedCharacterRate(counts))),
      ),
    );
  const head = [title, "Shown", "Accepted", "Characters"].map((name) =>
    element("th", { attributes: { scope: "col" } }, name),
  );
  return element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
}
