import * as vscode from "vscode";
import type { RecentFeed } from "../../app/learning/recentFeed.ts";
import { completeAt } from "../../core/completion/completeAt.ts";
import { newOfferPauseMs } from "../../core/completion/paceOffer.ts";
import type { CompletionAnswer, CompletionPorts } from "../../core/completion/request.ts";
import { Stopwatch } from "../../core/completion/stopwatch.ts";
import type { Suggestion } from "../../core/completion/suggestion.ts";
import { confidenceThresholds } from "../../core/engine/score/thresholds.ts";
import type { RequestEnd } from "../../core/statistics/requestEnd.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import { stateOf } from "../files/followFiles.ts";
import type { DocumentSettings, WindowSettings } from "../settings/windowSettings.ts";
import { abortSignalOf } from "./abortSignal.ts";
import { cursorAt } from "./cursorAt.ts";
import type { OutcomeWatcher } from "./outcomeWatcher.ts";
import { momentOf, selectedIn, type TriggerSwitches } from "./triggerMoment.ts";

/** A request of the editor that has ended. */
export interface EndedRequest {
  readonly answer: CompletionAnswer;
  readonly cursor: Cursor;
  readonly explicit: boolean;
  /** The first suggestion that was returned. */
  readonly suggestion: Suggestion | undefined;
  /** Milliseconds since 1970. */
  readonly requestedAt: number;
}

export interface InlineProviderDeps {
  readonly settings: WindowSettings;
  readonly ports: CompletionPorts;
  readonly recentFeed: RecentFeed;
  readonly switches: TriggerSwitches;
  readonly outcomes: OutcomeWatcher;
  readonly onEnded: (request: EndedRequest) => void;
  /** A suggestion is ready, but the item chosen in the suggest widget contradicts it. */
  readonly onHeld: (document: vscode.TextDocument) => void;
}

/** Answers the editor's requests for ghost text, and records each one. Returns nothing rather than a late answer. */
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
    const { settings, ports, recentFeed, switches, outcomes, onEnded, onHeld } = this.#deps;
    const preferences = settings.forDocument(document);
    const requestedAt = Date.now();
    const startedAt = ports.clock.now();
    const signal = abortSignalOf(token);
    const explicit = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    const stopwatch = new Stopwatch(ports.clock.now);
    const cursor = stopwatch.time("context", () => cursorAt(document, position));
    const selected = selectedIn(document, context.selectedCompletionInfo);
    const moment = await momentOf({ document, cursor, explicit, selected }, preferences, switches);
    if (explicit) switches.silence.askedAt(cursor);
    if (moment.supportedDocument) recentFeed.ensure(stateOf(document));
    const answer = await completeAt({ ...moment, ...this.#limits(preferences, explicit) }, ports, signal);
    const isLate = signal.aborted || document.version !== cursor.version;
    const suggestions = isLate ? [] : answer.suggestions;
    const end: RequestEnd = isLate ? { outcome: "cancelled", reason: undefined } : answer.end;
    const stagesMs = { ...answer.stagesMs, ...stopwatch.stagesMs() };
    const [first] = suggestions;
    onEnded({ answer: { ...answer, end, stagesMs }, cursor, explicit, suggestion: first, requestedAt });
    if (answer.held && !isLate) onHeld(document);
    if (first) {
      const offset = document.offsetAt(position);
      outcomes.offered({ suggestion: first, uri: cursor.uri, offset, requestedAt: startedAt, explicit, cursor });
    }
    return suggestions.map((each) => toItem(each, position, selected?.typed ?? ""));
  }

  #limits({ eagerness, waitForModelMs }: DocumentSettings, explicit: boolean) {
    const minConfidence = confidenceThresholds[explicit ? "eager" : eagerness];
    return {
      minConfidence,
      waitForModelMs,
      newOfferPauseMs,
      maxPromptTokens: this.#deps.settings.current().context.maxTokens,
    };
  }
}

/** Beside an open suggest widget, ghost text must replace what the chosen item replaces. */
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
