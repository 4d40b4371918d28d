import { setImmediate } from "node:timers/promises";
import * as vscode from "vscode";
import { OutcomeTracker } from "../../core/completion/outcomeTracker.ts";
import type { CompletionPorts } from "../../core/completion/request.ts";
import { ServerAnswers } from "../../core/completion/serverAnswers.ts";
import { SuggestionMemory } from "../../core/completion/suggestionMemory.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import { ModelError } from "../../core/types/model.ts";
import type { RecentFile } from "../../core/types/source.ts";
import type { Learning } from "../files/createLearning.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import type { Journal } from "../journal/createJournal.ts";
import type { Connections } from "../servers/createConnections.ts";
import { readSettings } from "../settings/settings.ts";
import { Definitions } from "./definitions.ts";
import { InlineProvider } from "./inlineProvider.ts";
import { OutcomeWatcher } from "./outcomeWatcher.ts";
import { Silence } from "./silence.ts";

export interface CompletionParts {
  readonly learning: Learning;
  readonly connections: Connections;
  readonly journal: Journal;
  readonly log: vscode.LogOutputChannel;
  readonly onError: (error: unknown) => void;
  /** Monotonic, in milliseconds. */
  readonly now: () => number;
}

/** The spine's parts and the provider that asks it, registered for every document. */
export interface Completion {
  readonly ports: CompletionPorts;
  /** The other recent files of a cursor's language. */
  readonly recentOf: (cursor: Cursor) => readonly RecentFile[];
  readonly silence: Silence;
  readonly outcomes: OutcomeWatcher;
  /** Hides what is shown, and does not show it again at this place. */
  readonly dismiss: () => Promise<void>;
}

/** Joins what learnt and what is connected into ghost text. */
export function createCompletion(
  { learning, connections, journal, onError, now }: CompletionParts,
  own: DisposableStore,
): Completion {
  const { engine, retriever, recent, exclusions, feed } = learning;
  const { servers, onModelError } = connections;
  const definitions = own.add(
    new Definitions({
      isWanted: () => servers.completion() !== undefined && readSettings().context.definitions,
      excludes: (uri) => exclusions.excludes(uri),
      isKnown: (uri) => retriever.versionOf(uri) !== undefined,
      onError,
    }),
  );
  const memory = new SuggestionMemory();
  const clock = { now, yieldToEventLoop: () => setImmediate() };
  const recentOf = ({ uri, languageId }: Cursor) => recent.others(uri, languageId);
  const server = new ServerAnswers({
    current: () => servers.completionServer(),
    context: (cursor, maxTokens) => [
      ...retriever.retrieve(cursor, recentOf(cursor), { maxTokens }),
      ...definitions.at(cursor),
    ],
    memory,
    clock,
    onEnded: (ended) => {
      if (ended.provenance.prompt) journal.requests.modelEnded(ended);
      if (ended.answer.kind !== "failed") return;
      if (ended.answer.error instanceof ModelError) onModelError(ended.answer.error);
      else onError(ended.answer.error);
    },
  });
  const ports: CompletionPorts = {
    embedded: (cursor, options) => engine.answer(cursor, recentOf(cursor), options),
    server,
    memory,
    clock,
  };
  const silence = new Silence();
  const outcomes = own.add(new OutcomeWatcher(new OutcomeTracker(journal.append)));
  const switches = { exclusions, silence };
  const provider = new InlineProvider({ ports, feed, switches, outcomes, requests: journal.requests });
  own.add(vscode.languages.registerInlineCompletionItemProvider({ pattern: "**" }, provider));
  const dismiss = async () => {
    const offer = outcomes.dismissed();
    if (offer) {
      silence.rejectedAt(offer.cursor);
      memory.forget(offer.suggestion.id);
      memory.offers.hide();
      server.abort();
    }
    await vscode.commands.executeCommand("editor.action.inlineSuggest.hide");
  };
  return { ports, recentOf, silence, outcomes, dismiss };
}
