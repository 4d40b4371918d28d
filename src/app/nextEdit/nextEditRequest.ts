import type { EditAnswer } from "../../core/nextEdit/model/askForEdit.ts";
import { eventLanguage } from "../../core/statistics/eventLanguage.ts";
import type { ModelRequestEvent } from "../../core/statistics/events.ts";

/** What a question to a model cost, for the journal; undefined if no request was sent. @param at milliseconds since 1970 */
export function nextEditRequest(
  { prompt, isSent, usage, result }: EditAnswer,
  languageId: string,
  at: number,
): ModelRequestEvent | undefined {
  if (!isSent) return undefined;
  const { promptTokens, cachedTokens, completionTokens, firstTokenMs } = usage;
  const failure = failureOf(result);
  return {
    kind: "modelRequest",
    at,
    languageId: eventLanguage(languageId),
    trigger: "nextEdit",
    suggestion: undefined,
    snippets: { window: 0, outline: 0, definition: 0 },
    redactions: prompt?.redactions ?? 0,
    ...{ promptTokens, cachedTokens, completionTokens, firstTokenMs },
    ...(failure ? { failure } : {}),
  };
}

/** What was wrong with what the model wrote. That it would change nothing is no fault; a server that fails writes nothing. */
function failureOf(result: EditAnswer["result"]): ModelRequestEvent["failure"] {
  if (result.kind !== "refused" || result.reason === "unchanged") return undefined;
  if (result.reason === "empty") return "empty";
  return result.reason === "marker" ? "leakedMarker" : "other";
}
