import * as vscode from "vscode";
import { type Completion, createCompletion } from "../../app/completion/createCompletion.ts";
import { FilePreparation, type ServerWarmUp } from "../../app/completion/filePreparation.ts";
import { Silence } from "../../app/completion/silence.ts";
import { SuggestionRequests } from "../../app/completion/suggestionRequests.ts";
import { Definitions } from "../../app/definitions/definitions.ts";
import type { EndedRequest } from "../../app/journal/requestLog.ts";
import type { Learning } from "../../app/learning/createLearning.ts";
import type { Clock, Store } from "../../app/ports.ts";
import type { ActiveVariants } from "../../app/variants/activeVariants.ts";
import { promptRequest } from "../../app/variants/requestChoices.ts";
import { OutcomeTracker } from "../../core/completion/outcomeTracker.ts";
import type { ServerWish } from "../../core/completion/request.ts";
import type { CompletionServer } from "../../core/completion/serverAnswer.ts";
import type { EndedServerRequest } from "../../core/completion/serverAnswers.ts";
import type { TelemetryEvent } from "../../core/statistics/events.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import { ModelError } from "../../core/types/model.ts";
import type { FileAccess } from "../files/createFiles.ts";
import { isSupported } from "../files/followFiles.ts";
import { vsCodeDocuments, vsCodeWorkspace } from "../files/vsCodeWorkspace.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import type { WindowSettings } from "../settings/windowSettings.ts";
import { createAskAgain } from "./askAgain.ts";
import { cursorAt } from "./cursorAt.ts";
import { findDefinition, followDefinitions } from "./followDefinitions.ts";
import { InlineProvider } from "./inlineProvider.ts";
import { OutcomeWatcher } from "./outcomeWatcher.ts";
import { RetentionWatcher } from "./retentionWatcher.ts";
import { createSuggestWidgetAdvice } from "./suggestWidgetAdvice.ts";
import { TypingPause } from "./typingPause.ts";

/** The way to the configured server, as far as ghost text needs it. */
export interface GhostTextConnections {
  readonly servers: {
    completionServer(wish?: ServerWish): CompletionServer | undefined;
    preparation(): ServerWarmUp | undefined;
  };
}

/** Records what ghost text does. */
export interface GhostTextJournal {
  readonly variants: Pick<ActiveVariants, "at" | "wantsDefinitions">;
  readonly append: (event: TelemetryEvent) => TelemetryEvent;
  readonly requests: {
    ended(request: EndedRequest): void;
    modelEnded(ended: EndedServerRequest): void;
  };
}

export interface GhostTextDeps {
  readonly settings: WindowSettings;
  readonly files: FileAccess;
  readonly learning: Learning;
  readonly connections: GhostTextConnections;
  readonly journal: GhostTextJournal;
  /** Remembers values in the workspace. */
  readonly store: Store;
  /** Remembers values in all windows. */
  readonly userStore: Store;
  readonly clock: Clock;
  /** Resolves once other work has had the thread. */
  readonly yieldToEventLoop: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Ghost text, and the commands that act on it. */
export interface GhostText {
  readonly silence: Silence;
  readonly outcomes: OutcomeWatcher;
  /** Hides the suggestion that is shown, and doesn't show it again at this position. */
  readonly dismiss: () => Promise<void>;
  /** Forgets all suggestions, for example because they came from another server. */
  readonly forget: () => void;
  /** Prepares the file in front. */
  readonly prepare: () => Promise<void>;
}

/** Registers ghost text for every document. */
export function createGhostText(deps: GhostTextDeps, own: DisposableStore): GhostText {
  const { settings, learning, journal, store, clock, yieldToEventLoop, onError } = deps;
  const { variants } = journal;
  const { exclusions, readText } = deps.files;
  const server = (wish?: ServerWish) => deps.connections.servers.completionServer(wish);
  const wantsDefinitions = () => settings.current().context.definitions || variants.wantsDefinitions();
  const definitions = own.add(
    new Definitions({
      find: findDefinition,
      isWanted: () => wantsDefinitions() && server() !== undefined,
      readText,
      documents: vsCodeDocuments,
      workspace: vsCodeWorkspace,
      isIndexed: (uri) => learning.retriever.versionOf(uri) !== undefined,
      clock,
      onError,
    }),
  );
  followDefinitions(definitions, own);
  own.add({ dispose: exclusions.onDidChange(() => definitions.clear()) });

  const onServerEnded = (ended: EndedServerRequest) => recordServerRequest(ended, deps);
  const isKnown = (cursor: Cursor, from?: "server") => {
    const known = ports.memory.recall(cursor);
    return known !== undefined && (from === undefined || known.source === from);
  };
  const isAwaited = () => provider.isAwaitedAlone;
  const askAgain = createAskAgain({ clock, isKnown, isAwaited, onError });
  const { late } = askAgain;
  const completion = createCompletion({ learning, definitions, server, onServerEnded, clock, late, yieldToEventLoop });
  const { ports } = completion;
  const silence = own.add(new Silence({ clock, store }));
  own.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => silence.closed(uri.toString())));
  const retention = own.add(new RetentionWatcher(journal.append));
  const tracker = new OutcomeTracker((event, place) => {
    const recorded = journal.append(event);
    if (recorded.kind === "ended" && place) retention.accepted(recorded, place);
  }, Date.now);
  const outcomes = own.add(new OutcomeWatcher(tracker));
  const requests = new SuggestionRequests({
    ports,
    recentFeed: learning.recentFeed,
    silence,
    excludes: (uri) => exclusions.excludes(uri),
    context: () => settings.current().context,
    variantAt: (uri) => variants.at(uri),
    wall: () => Date.now(),
    onEnded: (request) => journal.requests.ended(request),
  });
  const provider = new InlineProvider({
    settings,
    requests,
    outcomes,
    onHeld: createSuggestWidgetAdvice(deps.userStore, onError),
    askAgain,
    typingPause: own.add(new TypingPause()),
  });
  own.add(vscode.languages.registerInlineCompletionItemProvider({ pattern: "**" }, provider));
  const preparation = own.add(createPreparation(deps, completion));
  own.add(vscode.window.onDidChangeActiveTextEditor(() => preparation.start().catch(onError)));

  const dismiss = async () => {
    const offer = outcomes.dismissed();
    if (offer) {
      silence.rejectedAt(offer.cursor);
      ports.memory.forget(offer.suggestion.id);
      ports.memory.offers.hide();
      ports.server.abort();
    }
    await vscode.commands.executeCommand("editor.action.inlineSuggest.hide");
  };
  return { silence, outcomes, dismiss, forget: () => ports.memory.clear(), prepare: () => preparation.start() };
}

function recordServerRequest(ended: EndedServerRequest, { journal, onError }: GhostTextDeps): void {
  if (ended.provenance.prompt) journal.requests.modelEnded(ended);
  const { answer } = ended;
  // Failures of the server change its health.
  if (answer.kind === "failed" && !(answer.error instanceof ModelError)) onError(answer.error);
}

function createPreparation(
  { learning, files, settings, journal: { variants }, connections, clock }: GhostTextDeps,
  completion: Completion,
) {
  return new FilePreparation({
    learning,
    completion,
    cursor: () => {
      const editor = vscode.window.activeTextEditor;
      return editor && isSupported(editor.document) ? cursorAt(editor.document, editor.selection.active) : undefined;
    },
    excludes: (uri) => files.exclusions.excludes(uri),
    server: () => connections.servers.preparation(),
    promptOf: (uri) => promptRequest(settings.current().context, variants.at(uri)),
    onEdited: (listener) => {
      const isActive = (document: vscode.TextDocument) => document === vscode.window.activeTextEditor?.document;
      const subscription = vscode.workspace.onDidChangeTextDocument(({ document }) => isActive(document) && listener());
      return () => void subscription.dispose();
    },
    clock,
  });
}
