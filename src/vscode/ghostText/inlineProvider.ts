import * as vscode from "vscode";
import { type CompletionDeps, type CompletionRequest, complete } from "../../core/completion/complete.ts";
import type { Suggestion } from "../../core/completion/suggestion.ts";
import { Trace } from "../../core/completion/trace.ts";
import { confidenceThresholds } from "../../core/engine/score/thresholds.ts";
import { continueSelected } from "../../core/trigger/continueSelected.ts";
import { decideTrigger, type TriggerDecision } from "../../core/trigger/decideTrigger.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { SourceFeed } from "../files/sourceFeed.ts";
import type { RequestLog } from "../journal/requestLog.ts";
import { readCompletionSettings, readSettings } from "../settings/settings.ts";
import { abortSignalOf } from "./abortSignal.ts";
import { cursorAt } from "./documents.ts";
import type { OutcomeWatcher } from "./outcomeWatcher.ts";
import { momentOf, selectedIn, type TriggerSwitches } from "./triggerMoment.ts";

export interface InlineProviderDeps {
  readonly completion: CompletionDeps;
  readonly feed: SourceFeed;
  readonly switches: TriggerSwitches;
  readonly outcomes: OutcomeWatcher;
  readonly requests: RequestLog;
  readonly now: () => number;
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
    const { completion, feed, requests, switches, now } = this.#deps;
    const requestedAt = Date.now();
    const trace = new Trace(now);
    const signal = abortSignalOf(token);
    const explicit = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    const here = trace.time("context", () => cursorAt(document, position));
    const selected = selectedIn(document, context.selectedCompletionInfo);
    const { cursor, rest } = (selected && continueSelected(here, selected)) ?? { cursor: here, rest: "" };
    const decision = decideTrigger(await momentOf({ document, cursor, explicit, selected }, switches));
    let suggestions: readonly Suggestion[] = [];
    if (decision.kind === "skip") trace.ended = { outcome: "skipped", reason: decision.reason };
    else if (!signal.aborted) {
      if (explicit) switches.silence.askedAt(cursor);
      feed.ensure(document);
      suggestions = await complete(toRequest(document, cursor, decision), completion, trace, signal);
    }
    const late = signal.aborted || document.version !== cursor.version;
    if (late) trace.ended = { outcome: "cancelled", reason: undefined };
    const found = late ? [] : suggestions.map((each) => ({ ...each, text: rest + each.text }));
    const [first] = found;
    requests.ended({ trace, cursor, explicit, suggestion: first, requestedAt });
    if (first) {
      const offset = document.offsetAt(position);
      this.#deps.outcomes.offered({ suggestion: first, uri: cursor.uri, offset, requestedAt, cursor });
    }
    return found.map((each) => toItem(each, position, selected?.typed ?? ""));
  }
}

function toRequest(
  document: vscode.TextDocument,
  cursor: Cursor,
  { scope, explicit }: Extract<TriggerDecision, { kind: "answer" }>,
): CompletionRequest {
  const { eagerness, maxLines, waitForModelMs } = readCompletionSettings(document);
  const minConfidence = confidenceThresholds[explicit ? "eager" : eagerness];
  const maxPromptTokens = readSettings().context.maxTokens;
  return { cursor, scope, explicit, minConfidence, maxLines, maxPromptTokens, waitForModelMs };
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
