import { RecentFiles } from "../../core/context/recentFiles.ts";
import { createEngine } from "../../core/engine/engine.ts";
import { LanguageLibrary } from "../../core/engine/language/languageLibrary.ts";
import { createRetriever } from "../../core/retrieval/retriever.ts";
import { createSteadyRetriever } from "../../core/retrieval/steadyRetriever.ts";
import { SlicedRunner } from "../../core/util/slicedRunner.ts";
import type { Exclusions } from "../files/exclusions.ts";
import { readSource } from "../files/readSource.ts";
import type { ReadText } from "../files/readText.ts";
import type { Clock, Log, Store, Workspace } from "../ports.ts";
import type { SettingsPort } from "../settings/settingsPort.ts";
import { LearnerSync } from "./learnerSync.ts";
import { RecentFeed } from "./recentFeed.ts";
import { loadRecentFiles, saveRecentFiles } from "./recentStore.ts";
import { WorkspaceFeed } from "./workspaceFeed.ts";

/** A larger file that isn't open is data rather than code. */
const maxClosedFileBytes = 4_000_000;

export interface LearningDeps {
  readonly readText: ReadText;
  readonly exclusions: Exclusions;
  readonly workspace: Workspace;
  readonly settings: SettingsPort;
  /** Keeps the list of recent files. */
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly onError: (error: unknown) => void;
}

/** Engine and retriever, and the feeds that keep them in step with the user's files. */
export type Learning = ReturnType<typeof createLearning>;

export function createLearning(deps: LearningDeps) {
  const { readText, exclusions, workspace, settings, store, clock, log, onError } = deps;
  const engine = createEngine(new LanguageLibrary(onError));
  const retriever = createSteadyRetriever(createRetriever());
  const learners = [retriever, engine];
  const later = (callback: () => void) => void clock.after(0, callback);
  const runner = new SlicedRunner({ now: () => clock.monotonic(), later, onError });
  const recent = new RecentFiles(loadRecentFiles(store, log));
  const read = (uri: string) => readSource(readText, uri, maxClosedFileBytes, recent.languageOf(uri));
  const excludes = (uri: string) => exclusions.excludes(uri);
  const sync = new LearnerSync({ learners, runner, read, excludes, clock, onError });
  const recentFeed = new RecentFeed({ recent, sync, clock, save: (files) => saveRecentFiles(store, files, log) });
  const workspaceFeed = new WorkspaceFeed({
    learner: engine,
    runner,
    readText,
    workspace,
    clock,
    isEnabled: () => settings.current().context.learnWorkspace,
    isRecent: (uri) => sync.follows(uri),
    log,
  });
  const stopListening = exclusions.onDidChange(() => {
    workspaceFeed.reset();
    sync.exclusionsChanged().catch(onError);
  });
  return {
    engine,
    retriever,
    runner,
    recent,
    recentFeed,
    workspaceFeed,
    /** Resolves when the files in reach are read; the runner may still be learning them. */
    whenRead: () => sync.whenRead(),
    /** Estimated memory of everything learnt, in bytes. */
    bytes: () => learners.reduce((sum, learner) => sum + learner.bytes, 0),
    dispose: () => {
      stopListening();
      workspaceFeed.dispose();
      recentFeed.dispose();
      sync.dispose();
      runner.dispose();
    },
  };
}
