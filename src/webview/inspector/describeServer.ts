import { language } from "../dom/language.ts";
import { t } from "../dom/t.ts";
import type { InspectorServer } from "../protocol.ts";
import { formatMs } from "./format.ts";

/** Says what the server was asked today, how fast it is, and how requests differ because it refuses fields. */
export function describeServer(server: InspectorServer): string {
  const tokens = tokensOf(server);
  const sentences = [`${requestsOf(server)}${tokens === "" ? "" : `: ${tokens}`}.`, paceOf(server), refusalsOf(server)];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function requestsOf({ server, use, requests, maxRequests }: InspectorServer): string {
  const who = use === "questions" ? t("{0} (for questions)", server) : server;
  return maxRequests > 0
    ? t("Today {0} got {1} of at most {2} requests", who, count(requests), count(maxRequests))
    : t("Today {0} got {1} requests", who, count(requests));
}

function tokensOf({ promptTokens, cachedTokens, completionTokens }: InspectorServer): string {
  if (promptTokens + completionTokens === 0) return "";
  const parts = [
    t("{0} tokens read", count(promptTokens)),
    ...(cachedTokens > 0 ? [t("{0} of them from its cache", count(cachedTokens))] : []),
    t("{0} written", count(completionTokens)),
  ];
  return parts.join(", ");
}

function paceOf({ firstTokenMs, promptTokensPerSecond }: InspectorServer): string {
  const after = firstTokenMs === undefined ? undefined : formatMs(firstTokenMs);
  const speed = promptTokensPerSecond === undefined ? undefined : count(Math.round(promptTokensPerSecond));
  if (after !== undefined && speed !== undefined)
    return t("It begins to answer after {0} and reads {1} tokens a second, by its last answers.", after, speed);
  if (after !== undefined) return t("It begins to answer after {0}, by its last answers.", after);
  return speed === undefined ? "" : t("It reads {0} tokens a second, by its last answers.", speed);
}

function refusalsOf({ changes = [] }: InspectorServer): string {
  if (changes.length === 0) return "";
  return t("It refuses fields, so requests are sent {0}.", new Intl.ListFormat(language).format(changes));
}

function count(value: number): string {
  return value.toLocaleString(language);
}
