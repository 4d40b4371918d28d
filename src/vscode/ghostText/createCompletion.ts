import { setImmediate } from "node:timers/promises";
import * as vscode from "vscode";
import { AskAhead } from "../../core/completion/askAhead.ts";
import type { CompletionDeps } from "../../core/completion/complete.ts";
import { OutcomeTracker } from "../../core/completion/outcomeTracker.ts";
import { RunningAnswer } from "../../core/completion/runningAnswer.ts";
import { SuggestionCache } from "../../core/completion/suggestionCache.ts";
import { redact } from "../../core/privacy/redactSecrets.ts";
import { rememberRedactions } from "../../core/privacy/rememberRedactions.ts";
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
  readonly deps: CompletionDeps;
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
  let lastId = 0;
  const deps: CompletionDeps = {
    engine,
    retriever,
    recent: ({ uri, languageId }) => recent.others(uri, languageId),
    model: () => servers.completion(),
    redact: rememberRedactions(redact),
    sendsDraft: () => servers.sendsDraft(),
    delayMs: () => servers.delayMs(),
    promptTokensPerMs: () => servers.promptTokensPerMs(),
    definitions: (cursor) => definitions.at(cursor),
    cache: new SuggestionCache(),
    running: new RunningAnswer(),
    ahead: new AskAhead(() => servers.mayPrefetch()),
    nextId: () => ++lastId,
    giveWay: () => setImmediate(),
    onModelEnded: (ended) => journal.requests.modelEnded(ended),
    onModelError,
    onError,
  };
  const silence = new Silence();
  const outcomes = own.add(new OutcomeWatcher(new OutcomeTracker(journal.append)));
  const switches = { exclusions, silence };
  const provider = new InlineProvider({ completion: deps, feed, switches, outcomes, requests: journal.requests, now });
  own.add(vscode.languages.registerInlineCompletionItemProvider({ pattern: "**" }, provider));
  const dismiss = async () => {
    const offer = outcomes.dismissed();
    if (offer) {
      silence.rejectedAt(offer.cursor);
      deps.cache.forget(offer.suggestion.id);
      deps.running.abort();
    }
    await vscode.commands.executeCommand("editor.action.inlineSuggest.hide");
  };
  return { deps, silence, outcomes, dismiss };
}
