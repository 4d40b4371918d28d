import type { RuleName } from "../../core/rules/rules.ts";
import type { OutcomeEvent } from "../../core/statistics/events.ts";
import type { OutcomeCounts } from "../../core/statistics/outcomeCounts.ts";
import type { RequestEnd } from "../../core/statistics/requestEnd.ts";
import { summarize } from "../../core/statistics/statistics.ts";
import { explainSkip } from "../../core/trigger/explainSkip.ts";
import type { PromptParts } from "../../core/types/model.ts";
import type { InspectorGroup, InspectorPeriod, InspectorReport, InspectorRequest } from "../../webview/protocol.ts";
import type { RequestRecord } from "./requestLog.ts";

const dayMs = 86_400_000;

/** Stages in the order in which they run. */
const stageNames = ["context", "embedded", "retrieval", "prompt", "delay", "model", "postprocess"] as const;

/** What became of an answer whose last rule left nothing. */
const ruleSentences: Readonly<Partial<Record<RuleName, string>>> = {
  empty: "The model wrote nothing.",
  stripReasoning: "The model only thought aloud.",
  dropProse: "The model wrote prose where code belongs.",
  dropPathEcho: "The model only repeated a file's name.",
  dropEchoedLines: "The model only repeated lines above the cursor.",
  dropRetypedLine: "The model only repeated what was typed already.",
  cutAtNextLine: "What the model wrote stands below the cursor already.",
  cutRepetition: "The model only repeated itself.",
  dropPlaceholder: "The model wrote a placeholder instead of code.",
  dropRedactedText: "The answer holds text that was blacked out in the prompt.",
  fitRestOfLine: "What the model wrote doesn't fit the rest of the line.",
};

/**
 * The inspector's report from what is kept in memory.
 * @param requests newest first
 * @param events of as many days as are known, in any order
 * @param startOfToday midnight before `now`, local time, in milliseconds since 1970
 */
export function inspectorReport(
  requests: readonly RequestRecord[],
  events: readonly OutcomeEvent[],
  startOfToday: number,
): InspectorReport {
  const since = (start: number) => events.filter(({ at }) => at >= start);
  return {
    periods: [
      periodOf("Today", since(startOfToday)),
      periodOf("7 days", since(startOfToday - 6 * dayMs)),
      periodOf("All", events),
    ],
    requests: requests.map(requestOf),
  };
}

function periodOf(name: InspectorPeriod["name"], events: readonly OutcomeEvent[]): InspectorPeriod {
  const { all, byLanguage, bySource, latencyMs } = summarize(events);
  return { name, counts: all, byLanguage: groupsOf(byLanguage), bySource: groupsOf(bySource), latencyMs };
}

function groupsOf(groups: ReadonlyMap<string, OutcomeCounts>): readonly InspectorGroup[] {
  return [...groups].map(([name, counts]) => ({ name, counts }));
}

function requestOf({ event, uri, path, line, answer, suggestion }: RequestRecord): InspectorRequest {
  const { end: ended, provenance } = answer;
  const { prompt, usage, rawText } = provenance ?? {};
  const stages = stageNames.flatMap((name) => {
    const ms = event.stagesMs[name];
    return ms === undefined ? [] : [{ name, ms }];
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
    reason: explain(ended, event.reuse !== "no"),
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
    prompt: prompt && describePrompt(prompt),
    rawText,
  };
}

function explain(ended: RequestEnd, fromCache: boolean): string {
  switch (ended.outcome) {
    case "offered":
      return fromCache ? "Offered again: it still fits what was typed." : "Offered.";
    case "cancelled":
      return "Typing went on before an answer was there.";
    case "failed":
      return `The model server failed (${ended.reason}).`;
    case "skipped":
      return explainSkip(ended.reason);
    case "empty":
      if (ended.reason === "nothingLikely") return "Nothing likely enough was found in the files you opened.";
      return ruleSentences[ended.reason] ?? `What the model wrote was dropped (${ended.reason}).`;
  }
}

/** The parts of a prompt as a person reads them; the protocol's own markers go round them on the wire. */
function describePrompt({ path, prefix, suffix, snippets }: PromptParts): string {
  const context = snippets.map((snippet) => `── ${snippet.path}\n${snippet.text}`);
  return [...context, `── ${path}, before the cursor\n${prefix}`, `── ${path}, after the cursor\n${suffix}`].join(
    "\n\n",
  );
}
