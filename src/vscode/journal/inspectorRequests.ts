import type { RequestRecord } from "../../app/journal/requestLog.ts";
import type { RuleName } from "../../core/rules/rules.ts";
import type { RequestEnd } from "../../core/statistics/requestEnd.ts";
import { explainSkip } from "../../core/trigger/explainSkip.ts";
import type { PromptParts } from "../../core/types/model.ts";
import type { Translate } from "../../core/types/translate.ts";
import { translatable } from "../../core/util/translatable.ts";
import type { InspectorRequest } from "../../webview/protocol.ts";

/** Stages in the order in which they run. */
const stageNames = translatable(["context", "embedded", "retrieval", "prompt", "delay", "model", "postprocess"]);

/** Why nothing is left of an answer, by the rule that removed the last of it. */
const ruleSentences: Readonly<Partial<Record<RuleName, string>>> = translatable({
  empty: "The model wrote nothing.",
  stripReasoning: "The model returned only reasoning.",
  dropProse: "The model wrote prose where code belongs.",
  dropPathEcho: "The model only repeated a file's name.",
  dropEchoedLines: "The model only repeated lines above the cursor.",
  dropRetypedLine: "The model only repeated what is already typed.",
  cutAtNextLine: "What the model wrote is already below the cursor.",
  cutRepetition: "The model only repeated itself.",
  dropPlaceholder: "The model wrote a placeholder instead of code.",
  dropRedactedText: "The answer contains text that was redacted in the prompt.",
  fitRestOfLine: "What the model wrote doesn't fit the rest of the line.",
  endBalanced: "The answer was cut in the middle of what it opened.",
});

/** Prompts are long: a report contains those of the newest requests only. */
const reportedPrompts = 50;

/**
 * Returns requests as the panel shows them.
 * @param requests newest first
 * @param arePromptsWanted whether the newest ones contain prompt and raw answer
 */
export function inspectorRequests(
  requests: readonly RequestRecord[],
  arePromptsWanted: boolean,
  t: Translate,
): readonly InspectorRequest[] {
  return requests.map((request, index) => requestOf(request, arePromptsWanted && index < reportedPrompts, t));
}

function requestOf(
  { event, uri, path, line, answer, suggestion }: RequestRecord,
  isPromptWanted: boolean,
  t: Translate,
): InspectorRequest {
  const { end: ended, provenance } = answer;
  const { prompt, usage, rawText } = provenance ?? {};
  const stages = stageNames.flatMap((name) => {
    const ms = event.stagesMs[name];
    return ms === undefined ? [] : [{ name: t(name), ms }];
  });
  return {
    id: event.request,
    at: event.at,
    uri,
    path,
    line,
    languageId: event.languageId,
    trigger: event.trigger,
    outcome: event.outcome,
    reason: answer.held ? `${explain(ended, false, t)} ${t(heldSentence)}` : explain(ended, event.reuse !== "no", t),
    source: event.reuse === "no" ? event.source : "cache",
    confidence: event.confidence,
    suggestion: suggestion?.text,
    origin: suggestion?.origin,
    stages,
    totalMs: event.stagesMs.total,
    snippets: (prompt?.snippets ?? []).map(({ uri, path, startLine, endLine, score, tokens }) => ({
      uri,
      path,
      startLine,
      endLine,
      score,
      tokens,
    })),
    changedBy: suggestion?.provenance?.changedBy ?? [],
    droppedBy: ended.outcome === "empty" && ended.reason !== "nothingLikely" ? ended.reason : undefined,
    redactions: provenance?.redactions,
    promptTokens: usage?.promptTokens,
    cachedTokens: usage?.cachedTokens,
    completionTokens: usage?.completionTokens,
    firstTokenMs: usage?.firstTokenMs,
    prompt: isPromptWanted ? prompt && describePrompt(prompt, t) : undefined,
    rawText: isPromptWanted ? rawText : undefined,
  };
}

const heldSentence = translatable("Hunch holds a suggestion and shows it when the suggestion list closes.");

function explain(ended: RequestEnd, fromCache: boolean, t: Translate): string {
  switch (ended.outcome) {
    case "offered":
      return fromCache ? t("Offered again: it still agrees with what you typed.") : "";
    case "cancelled":
      return t("You typed on before the answer arrived.");
    case "failed":
      return t("The model server failed ({0}).", ended.reason);
    case "skipped":
      return t(explainSkip(ended.reason));
    case "empty": {
      if (ended.reason === "nothingLikely") return t("Nothing in your recent files was likely enough.");
      const sentence = ruleSentences[ended.reason];
      return sentence === undefined ? t("What the model wrote was dropped ({0}).", ended.reason) : t(sentence);
    }
  }
}

/** The parts of a prompt for a person to read, without the markers that the protocol adds. */
function describePrompt({ path, prefix, suffix, snippets }: PromptParts, t: Translate): string {
  const context = snippets.map((snippet) => `── ${snippet.path}\n${snippet.text}`);
  return [
    ...context,
    `── ${t("{0}, before the cursor", path)}\n${prefix}`,
    `── ${t("{0}, after the cursor", path)}\n${suffix}`,
  ].join("\n\n");
}
