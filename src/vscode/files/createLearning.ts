import * as vscode from "vscode";
import { RecentFiles } from "../../core/context/recentFiles.ts";
import { createEngine } from "../../core/engine/engine.ts";
import { createRetriever } from "../../core/retrieval/retriever.ts";
import { SlicedRunner } from "../../core/util/slicedRunner.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import { readSettings } from "../settings/settings.ts";
import { Exclusions } from "./exclusions.ts";
import { recallRecentFiles, SourceFeed } from "./sourceFeed.ts";
import { WorkspaceFeed } from "./workspaceFeed.ts";

export interface LearningDeps {
  /** Keeps the list of recent files. */
  readonly memento: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
  readonly onError: (error: unknown) => void;
  /** Monotonic, in milliseconds. */
  readonly now: () => number;
}

/** What learns from files, and what tells it of them. */
export type Learning = ReturnType<typeof createLearning>;

/** Engine and retriever, kept in step with the files a person works on. */
export function createLearning({ memento, log, onError, now }: LearningDeps, own: DisposableStore) {
  const engine = createEngine();
  const retriever = createRetriever();
  const learners = [retriever, engine];
  const later = (callback: () => void) => void setTimeout(callback, 0);
  const runner = own.add(new SlicedRunner({ now, later, onError }));
  const recent = new RecentFiles(recallRecentFiles(memento, log));
  const exclusions = own.add(new Exclusions(() => readSettings().context.exclude));
  const feed = own.add(new SourceFeed({ recent, learners, runner, exclusions, memento, log }));
  const workspaceFeed = own.add(
    new WorkspaceFeed({
      learner: engine,
      runner,
      exclusions,
      isEnabled: () => readSettings().context.learnWorkspace,
      isRecent: (uri) => feed.follows(uri),
      now,
      log,
    }),
  );
  return {
    engine,
    retriever,
    runner,
    recent,
    exclusions,
    feed,
    workspaceFeed,
    /** Learns files that nobody opened, those near the active one first. */
    learnAroundActive: () => {
      const document = vscode.window.activeTextEditor?.document;
      if (document) workspaceFeed.learnAround(document);
    },
    /** Estimated memory of what was learnt, in bytes. */
    bytes: () => learners.reduce((sum, learner) => sum + learner.bytes, 0),
  };
}
