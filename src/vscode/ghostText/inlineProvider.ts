import * as vscode from "vscode";
import { completeAt } from "../../core/completion/completeAt.ts";
import { newOfferPauseMs } from "../../core/completion/paceOffer.ts";
import type { CompletionPorts } from "../../core/completion/request.ts";
import { Stopwatch } from "../../core/completion/stopwatch.ts";
import type { Suggestion } from "../../core/completion/suggestion.ts";
import { confidenceThresholds } from "../../core/engine/score/thresholds.ts";
import type { RequestEnd } from "../../core/statistics/requestEnd.ts";
import type { SourceFeed } from "../files/sourceFeed.ts";
import type { RequestLog } from "../journal/requestLog.ts";
import { readCompletionSettings, readSettings } from "../settings/settings.ts";
import { abortSignalOf } from "./abortSignal.ts";
import { cursorAt } from "./documents.ts";
import type { OutcomeWatcher } from "./outcomeWatcher.ts";
import { momentOf, selectedIn, type TriggerSwitches } from "./triggerMoment.ts";

export interface InlineProviderDeps {
  readonly ports: CompletionPorts;
  readonly feed: SourceFeed;
  readonly switches: TriggerSwitches;
  readonly outcomes: OutcomeWatcher;
  readonly requests: RequestLog;
}

/** Answers the editor's requests for ghost text: decides, completes, records; shows nothing rather than something late. */
export class InlineProvider implements vscode.InlineCompletionItemProvider {
  readonly #deps: InlineProviderDeps;

  constructor(deps: InlineProviderDeps) {
    this.#deps = deps;
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    const { ports, feed, requests, switches, outcomes } = this.#deps;
    const requestedAt = Date.now();
    const startedAt = ports.clock.now();
    const signal = abortSignalOf(token);
    const explicit = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    const stopwatch = new Stopwatch(ports.clock.now);
    const cursor = stopwatch.time("context", () => cursorAt(document, position));
    const selected = selectedIn(document, context.selectedCompletionInfo);
    const moment = await momentOf({ document, cursor, explicit, selected }, switches);
    if (explicit) switches.silence.askedAt(cursor);
    feed.ensure(document);
    const answer = await completeAt({ ...moment, ...preferencesOf(document, explicit) }, ports, signal);
    const isLate = signal.aborted || document.version !== cursor.version;
    const suggestions = isLate ? [] : answer.suggestions;
    const end: RequestEnd = isLate ? { outcome: "cancelled", reason: undefined } : answer.end;
    const stagesMs = { ...answer.stagesMs, ...stopwatch.stagesMs() };
    const [first] = suggestions;
    requests.ended({ answer: { ...answer, end, stagesMs }, cursor, explicit, suggestion: first, requestedAt });
    if (first) {
      const offset = document.offsetAt(position);
      outcomes.offered({ suggestion: first, uri: cursor.uri, offset, requestedAt: startedAt, explicit, cursor });
    }
    return suggestions.map((each) => toItem(each, position, selected?.typed ?? ""));
  }
}

/** How the user wants completions in this document. */
function preferencesOf(document: vscode.TextDocument, explicit: boolean) {
  const { eagerness, waitForModelMs } = readCompletionSettings(document);
  const minConfidence = confidenceThresholds[explicit ? "eager" : eagerness];
  return { minConfidence, waitForModelMs, newOfferPauseMs, maxPromptTokens: readSettings().context.maxTokens };
}

/** The editor wants ghost text beside an open suggest widget to replace what the chosen item replaces. */
function toItem(suggestion: Suggestion, position: vscode.Position, typed: string): vscode.InlineCompletionItem {
  const from = position.translate(0, -typed.length);
  const range = new vscode.Range(from, position.translate(0, suggestion.replaceAfter));
  const item = new vscode.InlineCompletionItem(typed + suggestion.text, range);
  item.command = {
    title: "Hunch: suggestion accepted",
    command: "hunch.suggestionAccepted",
    arguments: [suggestion.id],
  };
  return item;
}
