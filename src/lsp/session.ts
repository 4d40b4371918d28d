import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { Connection, InitializeParams } from "vscode-languageserver/node";
import { createCompletion } from "../app/completion/createCompletion.ts";
import { FilePreparation } from "../app/completion/filePreparation.ts";
import { Silence } from "../app/completion/silence.ts";
import { SuggestionRequests } from "../app/completion/suggestionRequests.ts";
import { Definitions } from "../app/definitions/definitions.ts";
import { Exclusions } from "../app/files/exclusions.ts";
import { gitUserOf } from "../app/files/gitRepository.ts";
import { isSupportedScheme } from "../app/files/isSupportedScheme.ts";
import { createReadStamp } from "../app/files/readStamp.ts";
import { createReadText } from "../app/files/readText.ts";
import { childUri } from "../app/files/uriPath.ts";
import { describeModels } from "../app/journal/describeModels.ts";
import { EventJournal } from "../app/journal/eventJournal.ts";
import { NameNumbers } from "../app/journal/nameNumbers.ts";
import { RequestLog } from "../app/journal/requestLog.ts";
import { Retention } from "../app/journal/retention.ts";
import { createLearning } from "../app/learning/createLearning.ts";
import { Servers } from "../app/servers/servers.ts";
import { systemClock as clock } from "../app/systemClock.ts";
import { promptRequest } from "../app/variants/requestChoices.ts";
import { OutcomeTracker } from "../core/completion/outcomeTracker.ts";
import type { EndedServerRequest } from "../core/completion/serverAnswers.ts";
import { warmUp } from "../core/completion/warmUp.ts";
import { createEngine } from "../core/engine/engine.ts";
import { confidenceThresholds } from "../core/engine/score/thresholds.ts";
import { redact } from "../core/privacy/redactSecrets.ts";
import { createRetriever } from "../core/retrieval/retriever.ts";
import type { TelemetryEvent } from "../core/statistics/events.ts";
import { ModelError } from "../core/types/model.ts";
import { messageOf } from "../core/util/messageOf.ts";
import { nodeLineFiles } from "../node/nodeLineFiles.ts";
import type { UserFolders } from "../node/userFolders.ts";
import { createLspAsk, type LspAsk } from "./ask/createLspAsk.ts";
import { type Client, createClient } from "./client.ts";
import type { AppliedChange, LspDocument } from "./documents/lspDocument.ts";
import { LspDocuments } from "./documents/lspDocuments.ts";
import { chooseEncoding, type PositionEncoding } from "./documents/positionEncoding.ts";
import { createFileStore } from "./files/fileStore.ts";
import { Folders } from "./files/folders.ts";
import { createKeyFile } from "./files/keyFile.ts";
import { lspFiles } from "./files/lspFiles.ts";
import { createLspWorkspace } from "./files/lspWorkspace.ts";
import { LearningProgress } from "./learningProgress.ts";
import { type LspOptions, parseLspOptions } from "./settings/lspOptions.ts";
import { LspSettings } from "./settings/lspSettings.ts";
import { LspSuggestions } from "./suggestions/lspSuggestions.ts";
import { Offers } from "./suggestions/offers.ts";

/** Where the server runs. */
export interface SessionHost {
  readonly userFolders: UserFolders;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The script that also runs as the thread of Ask's index. */
  readonly workerEntry: string;
  readonly version: string;
}

/** Everything that works for one client, from `initialize` to `exit`. */
export interface Session {
  readonly client: Client;
  readonly encoding: PositionEncoding;
  readonly options: LspOptions;
  readonly settings: LspSettings;
  readonly folders: Folders;
  readonly documents: LspDocuments;
  readonly exclusions: Exclusions;
  readonly suggestions: LspSuggestions;
  readonly offers: Offers;
  readonly silence: Silence;
  readonly servers: Servers;
  readonly journal: EventJournal;
  readonly progress: LearningProgress;
  readonly ask: LspAsk;
  readonly readText: ReturnType<typeof createReadText>;
  readonly displayPath: (uri: string) => string;
  /** The document that was opened, edited or completed last. */
  readonly front: () => LspDocument | undefined;
  /** The user rejected what was suggested at a position. */
  readonly rejected: (id: number) => void;
  readonly fileChanged: (uri: string) => void;
  readonly fileDeleted: (uri: string) => void;
  readonly fileRenamed: (from: string, to: string) => void;
  readonly foldersChanged: () => void;
  /** Whether the client reports files that change on the disk. */
  isWatching: boolean;
  /** Whether the client has reported which suggestions are shown or rejected. */
  reports: boolean;
  /** Ends everything; resolves when what was recorded is written. */
  readonly close: () => Promise<void>;
}

/** Suggestions in the answer to an automatic request: its user can switch between them. */
const alternatives = 3;
/** Ignore files that change within this time are applied at once. Milliseconds. */
const manyChangesMs = 100;

/** Creates every object once, by hand. */
export function createSession(connection: Connection, params: InitializeParams, host: SessionHost): Session {
  const own: (() => void)[] = [];
  const add = <Owned extends { dispose(): unknown }>(owned: Owned): Owned => {
    own.push(() => void owned.dispose());
    return owned;
  };
  const client = createClient(connection, params);
  const { log, onError } = client;
  const options = parseLspOptions(params.initializationOptions, client.warn);
  const settings = new LspSettings(params.initializationOptions);
  const folders = new Folders(foldersOf(params));
  const encoding = chooseEncoding(params.capabilities.general?.positionEncodings);

  // Files.
  const documents = new LspDocuments(encoding, { opened, changed, closing, closed, refused: log.warn });
  const onFileError = (uri: string, error: unknown) => log.debug(`Can't read ${uri}: ${messageOf(error)}`);
  const excludes = (uri: string) => exclusions.excludes(uri);
  const workspace = createLspWorkspace({
    folders,
    files: lspFiles,
    notebookOf: (uri) => documents.notebookOf(uri),
    isIgnored: (folder) => excludes(childUri(folder, "file")),
    onError: onFileError,
  });
  const gitUser = gitUserOf(homedir(), host.env, (path) => pathToFileURL(path).href);
  const globs = (folder: string | undefined) => settings.excludes(folder);
  const exclusions = add(new Exclusions({ files: lspFiles, workspace, gitUser, globs, onError: onFileError }));
  const readStamp = createReadStamp({ files: lspFiles, documents, excludes, onError: onFileError });
  const readText = createReadText({ files: lspFiles, documents, workspace, excludes, onError: onFileError });

  // What is kept across sessions.
  const onStoreError = (error: unknown) => log.warn(`What Hunch kept can't be read: ${messageOf(error)}`);
  const { state, config } = host.userFolders;
  const store = createFileStore(join(state, "state.json"), onStoreError);
  const workspaceStore = createFileStore(join(state, "workspaces", `${nameOf(folders)}.json`), onStoreError);
  const journal = new EventJournal({
    files: nodeLineFiles(join(state, "events")),
    clock,
    keepDays: () => settings.current().statistics.keepDays,
    onTrouble: log.warn,
  });
  const window = Math.floor(Math.random() * 2 ** 32);
  const models = new NameNumbers({ store, key: "hunch.modelNumbers", onError });
  const describe = describeModels({ models, settings: () => settings.current(), modelOf: () => undefined, window });
  const append = (event: TelemetryEvent) => {
    const recorded = describe(event);
    journal.append(recorded);
    return recorded;
  };
  const requestLog = new RequestLog(append);

  // Learning and model servers.
  const learning = add(
    createLearning({ readText, exclusions, workspace, settings, store: workspaceStore, clock, log, onError }),
  );
  const secrets = createKeyFile({ path: join(config, "keys.json"), env: host.env, warn: client.warn });
  const servers = add(
    new Servers({
      settings: () => settings.current(),
      isTrusted: () => true, // Only the user's own initializationOptions name servers.
      usageFiles: nodeLineFiles(join(state, "usage")),
      secrets,
      clock,
      fetch: (url, init) => globalThis.fetch(url, init),
      warn: log.warn,
      onWarning: ({ sentence }) => client.warn(sentence),
    }),
  );
  servers.health.onChange(({ use, health }) => {
    if (health.kind === "unhealthy") log.warn(`The model server failed (${use}): ${health.error.message}`);
  });

  // Suggestions.
  const definitions = add(
    new Definitions({
      find: () => Promise.resolve(undefined),
      isWanted: () => false, // A language server can't ask another one.
      readText,
      documents,
      workspace,
      isIndexed: (uri) => learning.retriever.versionOf(uri) !== undefined,
      clock,
      onError,
    }),
  );
  const onServerEnded = (ended: EndedServerRequest) => {
    if (ended.provenance.prompt) requestLog.modelEnded(ended);
    const { answer } = ended;
    if (answer.kind === "failed" && !(answer.error instanceof ModelError)) onError(answer.error);
  };
  const completion = createCompletion({
    learning,
    definitions,
    server: () => servers.completionServer(),
    onServerEnded,
    clock,
    leastAlternatives: alternatives,
    yieldToEventLoop: () => setImmediate(),
  });
  const { ports } = completion;
  const silence = add(new Silence({ clock, store: workspaceStore }));
  const readOpen = (uri: string, from: number, to: number) => documents.get(uri)?.partOf(from, to);
  const retention = add(new Retention({ clock, readOpen, emit: append }));
  const tracker = new OutcomeTracker((event, place) => {
    const recorded = append(event);
    if (recorded.kind === "ended" && place) retention.accepted(recorded, place);
  }, Date.now);
  const offers = add(new Offers(tracker, clock));
  const requests = new SuggestionRequests({
    ports,
    recentFeed: learning.recentFeed,
    silence,
    excludes,
    context: () => settings.current().context,
    variantAt: () => undefined,
    wall: () => clock.wall(),
    onEnded: (request) => requestLog.ended(request),
  });
  const suggestions = new LspSuggestions({
    documents,
    workspace,
    settings,
    requests,
    offers,
    clock,
    onAsked: (document) => came(document),
    abortServer: () => ports.server.abort(),
  });
  const edits = new Set<() => void>();
  const preparation = add(
    new FilePreparation({
      learning,
      completion,
      cursor: () => (front && isSupported(front) ? suggestions.cursorIn(front) : undefined),
      excludes,
      server: () => servers.preparation(),
      promptOf: () => promptRequest(settings.current().context, undefined),
      onEdited: (listener) => {
        edits.add(listener);
        return () => void edits.delete(listener);
      },
      clock,
    }),
  );
  const progress = new LearningProgress({
    connection,
    learning,
    clock,
    isSupported: params.capabilities.window?.workDoneProgress === true,
    onError,
  });
  const ask = add(
    createLspAsk({
      workerEntry: host.workerEntry,
      settings,
      secrets,
      indexPlace: { file: join(state, "indexes", `${nameOf(folders)}.db`), version: host.version },
      servers,
      readText,
      readStamp,
      exclusions,
      workspace,
      folders: () => folders.all(),
      recentUris: () => learning.recent.remembered().map(({ uri }) => uri),
      isWatching: () => session.isWatching,
      clock,
      log,
    }),
  );

  // What follows from changes.
  settings.onDidChange((changed) => {
    if (changed.has("context")) exclusions.reset();
    if (!changed.has("model") && !changed.has("ask")) return;
    servers.keysChanged();
    ports.memory.clear();
  });
  exclusions.onDidChange(() => front && isSupported(front) && learning.workspaceFeed.learnAround(front));
  let cancelReset: () => void = () => undefined;
  own.push(() => cancelReset());
  const minConfidence = confidenceThresholds.balanced;
  learning.runner.add(
    "warm-up of the code",
    warmUp({ engine: createEngine(), retriever: createRetriever(), redact, minConfidence }),
  );

  let front: LspDocument | undefined;
  const session: Session = {
    client,
    encoding,
    options,
    settings,
    folders,
    documents,
    exclusions,
    suggestions,
    offers,
    silence,
    servers,
    journal,
    progress,
    ask,
    readText,
    displayPath: (uri) => workspace.displayPath(uri),
    front: () => front,
    rejected(id) {
      const offer = offers.rejected(id);
      if (!offer) return;
      silence.rejectedAt(offer.cursor);
      ports.memory.forget(offer.suggestion.id);
      ports.memory.offers.hide();
      ports.server.abort();
    },
    fileChanged(uri) {
      if (isIgnoreFile(uri)) resetSoon();
      learning.workspaceFeed.changed(uri);
      if (!documents.get(uri)) learning.recentFeed.reread(uri);
      ask.changed(uri);
    },
    fileDeleted(uri) {
      if (isIgnoreFile(uri)) resetSoon();
      learning.workspaceFeed.deleted(uri);
      if (!documents.get(uri)) learning.recentFeed.reread(uri); // It may come back, as when branches change.
      ask.deleted(uri);
    },
    fileRenamed(from, to) {
      learning.recentFeed.renamed(from, to);
      retention.renamed(from, to);
      ask.deleted(from);
      ask.changed(to);
    },
    foldersChanged() {
      exclusions.reset();
      ask.reset();
    },
    isWatching: false,
    reports: false,
    async close() {
      for (const dispose of own.splice(0).reverse()) {
        try {
          dispose();
        } catch (error) {
          onError(error);
        }
      }
      await Promise.all([journal.flush(), store.settled(), workspaceStore.settled()]);
    },
  };
  return session;

  function opened(document: LspDocument): void {
    if (!isSupported(document)) return;
    learning.recentFeed.reread(document.uri);
    came(document);
    progress.started();
  }

  function changed(document: LspDocument, changes: readonly AppliedChange[]): void {
    const { uri } = document;
    servers.typed(clock.monotonic());
    retention.changed(uri, changes.map(toRangeChange), false);
    offers.changed(uri, changes);
    if (!isSupported(document)) return;
    learning.recentFeed.edited(
      stateOf(document),
      changes.map(({ edit }) => edit),
    );
    for (const listener of [...edits]) listener();
    if (folders.of(uri) !== undefined) ask.changed(uri);
    came(document);
  }

  function closing({ uri }: LspDocument): void {
    retention.closing(uri);
    offers.closed(uri);
  }

  function closed(document: LspDocument): void {
    silence.closed(document.uri);
    if (front === document) front = undefined;
    // What was not saved is gone.
    if (document.uri.startsWith("file:")) learning.recentFeed.reread(document.uri);
    else learning.recentFeed.removed(document.uri);
  }

  /** A document came to the front: there is no active editor in the protocol. */
  function came(document: LspDocument): void {
    if (front === document || !isSupported(document)) return;
    front = document;
    learning.recentFeed.shown(stateOf(document));
    preparation.start().catch(onError);
  }

  /** Waits for more: changing the branch may change many ignore files at once. */
  function resetSoon(): void {
    cancelReset();
    cancelReset = clock.after(manyChangesMs, () => exclusions.reset());
  }
}

function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly string[] {
  if (workspaceFolders && workspaceFolders.length > 0) return workspaceFolders.map(({ uri }) => uri);
  if (rootUri) return [rootUri];
  return rootPath ? [pathToFileURL(rootPath).href] : [];
}

/** A name for what is kept for a workspace. */
function nameOf(folders: Folders): string {
  return createHash("sha256").update(folders.all().toSorted().join("\n")).digest("hex").slice(0, 16);
}

function stateOf({ uri, languageId, version, lineCount }: LspDocument) {
  return { uri, languageId, version, lineCount };
}

function isSupported({ uri }: LspDocument): boolean {
  return isSupportedScheme(uri.slice(0, uri.indexOf(":")), undefined);
}

function isIgnoreFile(uri: string): boolean {
  return /\/\.(?:git|hunch)ignore$/.test(uri);
}

function toRangeChange({ offset, removed, inserted }: AppliedChange) {
  return { offset, removed, insertedLength: inserted.length };
}
