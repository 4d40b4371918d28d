import { element } from "../dom/element.ts";
import type { InspectorServer } from "../protocol.ts";
import { formatMs } from "./format.ts";

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
