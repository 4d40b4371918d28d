import { createAskSources, isAskedAbout } from "../../app/ask/askSources.ts";
import { findEverywhere } from "../../app/ask/shared/findEverywhere.ts";
import { WorkspaceIndex } from "../../app/ask/workspaceIndex.ts";
import type { Exclusions } from "../../app/files/exclusions.ts";
import type { ReadStamp } from "../../app/files/readStamp.ts";
import type { ReadText } from "../../app/files/readText.ts";
import type { Clock, Secrets, Workspace } from "../../app/ports.ts";
import type { Servers } from "../../app/servers/servers.ts";
import type { SettingsPort } from "../../app/settings/settingsPort.ts";
import { ask } from "../../core/ask/ask.ts";
import type { AskSelection } from "../../core/ask/askFiles.ts";
import { expandReadyQuestion } from "../../core/ask/readyQuestions.ts";
import { redact } from "../../core/privacy/redactSecrets.ts";
import { estimateTokens } from "../../core/prompt/estimateTokens.ts";
import { english } from "../../core/types/translate.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import type { IndexPlace } from "../../node/serveIndex.ts";
import { WorkerIndex } from "../../node/workerIndex.ts";
import type { Client } from "../client.ts";
import { type AskAnswer, askMarkdown } from "./askMarkdown.ts";
import { createSharedSearch } from "./createSharedSearch.ts";

export interface LspAskDeps {
  /** The script of the thread that holds the index. */
  readonly workerEntry: string;
  /** Where the index is kept, and of which version of the server. */
  readonly indexPlace: IndexPlace;
  readonly servers: Servers;
  readonly settings: Pick<SettingsPort, "current" | "onDidChange">;
  /** Passwords of shared indexes. */
  readonly secrets: Secrets;
  readonly readText: ReadText;
  readonly readStamp: ReadStamp;
  readonly exclusions: Pick<Exclusions, "onDidChange">;
  readonly workspace: Workspace;
  /** Uris of the open folders. */
  readonly folders: () => readonly string[];
  readonly recentUris: () => readonly string[];
  /** Whether the client reports files that change on the disk. */
  readonly isWatching: () => boolean;
  readonly clock: Pick<Clock, "monotonic" | "after">;
  readonly log: Client["log"];
}

/** Questions about the code, answered from an index that is built with the first one. */
export interface LspAsk {
  ask(
    question: string,
    selection: AskSelection | undefined,
    onProgress: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<AskAnswer>;
  /** A file or document was created or changed. */
  changed(uri: string): void;
  deleted(uri: string): void;
  /** The open folders have changed. */
  reset(): void;
  dispose(): void;
}

/** Where the client does not report changes on the disk, an older index may lack new files. Milliseconds. */
const oldAfterMs = 60_000;

export function createLspAsk(deps: LspAskDeps): LspAsk {
  const { servers, workspace, log, clock } = deps;
  const sources = createAskSources(deps);
  const worker = new WorkerIndex({
    entry: deps.workerEntry,
    data: deps.indexPlace,
    onNotice: ({ notice, reason }) =>
      log.warn(
        notice === "inMemory"
          ? `Ask keeps its index in memory: ${reason}`
          : `Ask's index was damaged and is built again: ${reason}`,
      ),
    onLost: (error) => {
      log.warn(`Ask's index was lost and is built again with the next question: ${error.message}`);
      index.reset();
    },
  });
  const onError = (error: unknown) => log.warn(`A part of Ask's index failed: ${messageOf(error)}`);
  const history = () => Promise.resolve([]);
  const index = new WorkspaceIndex({
    ...sources,
    index: worker,
    recentUris: deps.recentUris,
    history,
    embedder: () => undefined,
    clean: (text) => redact(text).text,
    now: () => clock.monotonic(),
    rest: (ms) => new Promise((resolve) => void clock.after(ms, resolve)),
    onError,
  });
  const shared = createSharedSearch({
    read: sources.read,
    settings: deps.settings,
    secrets: deps.secrets,
    folders: deps.folders,
    embedder: () => servers.embedder(),
    clock,
    log: (sentence) => log.warn(sentence),
  });
  const places = { workspace: index, shared: shared.finder, t: english };
  const stopListening = deps.exclusions.onDidChange(() => index.reset());
  let askedAt = clock.monotonic();
  return {
    ask(question, selection, onProgress, signal) {
      const expanded = expandReadyQuestion(question, selection !== undefined);
      if (expanded.kind === "selectionMissing") {
        const markdown = `Select the code that /${expanded.name} is about, then ask again.`;
        return Promise.resolve({ markdown, sources: [] });
      }
      if (!deps.isWatching() && clock.monotonic() - askedAt > oldAfterMs) index.reset();
      askedAt = clock.monotonic();
      const events = ask(
        { question: expanded.question, selection, earlier: [] },
        {
          find: (request, limit, aborted) => findEverywhere(request, limit, places, onProgress, aborted),
          chatModel: () => servers.chat(),
          embed: () => servers.embed(),
          onEmbedError: ({ message }) => log.warn(`The embeddings model failed: ${message}`),
          queryRewriting: () => deps.settings.current().ask.queryRewriting,
          redact,
          estimateTokens,
        },
        signal,
      );
      return askMarkdown(events);
    },
    changed(uri) {
      if (index.isStarted && isAskedAbout(uri, workspace.displayPath(uri))) index.changed(uri);
    },
    deleted: (uri) => index.deleted(uri),
    reset() {
      index.reset();
      shared.reset();
    },
    dispose() {
      stopListening();
      shared.dispose();
      index.dispose();
      worker.dispose();
    },
  };
}
