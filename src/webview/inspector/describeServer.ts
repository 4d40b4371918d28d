import { formatCount } from "../dom/format.ts";
import { language } from "../dom/language.ts";
import { t } from "../dom/t.ts";
import type { InspectorServer } from "../protocol.ts";
import { formatMs } from "./format.ts";

/** Says what the server was asked today, how fast it is, and how requests differ because it refuses fields. */
export function describeServer(server: InspectorServer): string {
  const sentences = [requestsOf(server), paceOf(server), refusalsOf(server)];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function requestsOf(day: InspectorServer): string {
  const { server, use, requests, maxRequests } = day;
  const who = use === "questions" ? t("{0} (for questions)", server) : server;
  const tokens = tokensOf(day);
  if (maxRequests > 0) {
    const [got, most] = [formatCount(requests), formatCount(maxRequests)];
    return tokens === undefined
      ? t("Today {0} got {1} of at most {2} requests.", who, got, most)
      : t("Today {0} got {1} of at most {2} requests: {3}.", who, got, most, tokens);
  }
  if (requests === 1)
    return tokens === undefined ? t("Today {0} got 1 request.", who) : t("Today {0} got 1 request: {1}.", who, tokens);
  return tokens === undefined
    ? t("Today {0} got {1} requests.", who, formatCount(requests))
    : t("Today {0} got {1} requests: {2}.", who, formatCount(requests), tokens);
}

function tokensOf({ promptTokens, cachedTokens, completionTokens }: InspectorServer): string | undefined {
  if (promptTokens + completionTokens === 0) return undefined;
  const [read, written] = [formatCount(promptTokens), formatCount(completionTokens)];
  return cachedTokens > 0
    ? t("{0} tokens read, {1} of them from its cache, {2} written", read, formatCount(cachedTokens), written)
    : t("{0} tokens read, {1} written", read, written);
}

function paceOf({ firstTokenMs, promptTokensPerSecond }: InspectorServer): string {
  const after = firstTokenMs === undefined ? undefined : formatMs(firstTokenMs);
  const speed = promptTokensPerSecond === undefined ? undefined : formatCount(Math.round(promptTokensPerSecond));
  if (after !== undefined && speed !== undefined)
    return t("It begins to answer after {0} and reads {1} tokens a second, by its last answers.", after, speed);
  if (after !== undefined) return t("It begins to answer after {0}, by its last answers.", after);
  return speed === undefined ? "" : t("It reads {0} tokens a second, by its last answers.", speed);
}

function refusalsOf({ changes = [] }: InspectorServer): string {
  if (changes.length === 0) return "";
  return t("It refuses fields, so requests are sent {0}.", new Intl.ListFormat(language).format(changes));
}
