import { languages } from "../../core/code/languages/languages.ts";
import type { SourceLearner } from "../../core/types/source.ts";
import { pathNearness } from "../../core/util/pathNearness.ts";
import type { SlicedRunner } from "../../core/util/slicedRunner.ts";
import { readSource } from "../files/readSource.ts";
import type { ReadText } from "../files/readText.ts";
import type { Clock, Log, OpenDocument, Workspace } from "../ports.ts";

/** Maximum number of files that are searched for, and of these, nearest first, that are learnt. */
const maxFound = 2_000;
const maxLearnt = 60;
/** A larger file is more often data or generated than written. */
const maxFileBytes = 150_000;
/** Above this, the learner's memory is left to the recent files. */
const maxLearnerBytes = 40_000_000;
/** A slower read means a slow connection to the files. After a few of them no more files are learnt. */
const slowReadMs = 300;
const maxSlowReads = 3;
/** Pause between two files, so that the editor stays responsive. */
const pauseMs = 30;

export interface WorkspaceFeedDeps {
  readonly learner: SourceLearner;
  readonly runner: SlicedRunner;
  readonly readText: ReadText;
  readonly workspace: Workspace;
  readonly clock: Clock;
  readonly isEnabled: () => boolean;
  /** Whether the feed of recent files follows the file. */
  readonly isRecent: (uri: string) => boolean;
  readonly log: Log;
}

/**
 * Learns files of the workspace that nobody has opened, those nearest to the active one first: one at a time, in
 * slices, within limits. Files that change on disk are learnt again, deleted ones are forgotten.
 */
export class WorkspaceFeed {
  readonly #deps: WorkspaceFeedDeps;
  /** Uri → key of its task. */
  readonly #learnt = new Map<string, string>();
  #family: string | undefined;
  #run = new AbortController();
  #reading: Promise<void> = Promise.resolve();

  constructor(deps: WorkspaceFeedDeps) {
    this.#deps = deps;
  }

  /** Learns the files near a document. Files of another language family, learnt before, are forgotten. */
  learnAround({ uri, languageId }: Pick<OpenDocument, "uri" | "languageId">): void {
    if (!this.#deps.isEnabled()) {
      this.reset();
      return;
    }
    const family = languages.of(languageId).family;
    if (family === this.#family || this.#deps.workspace.folderOf(uri) === undefined) return;
    this.reset();
    this.#family = family;
    this.#reading = this.#learnAll(uri, family, this.#run.signal).catch((error: unknown) =>
      this.#deps.log.debug(`Can't learn files of the workspace: ${String(error)}`),
    );
  }

  /** Forgets everything, for example because a setting has changed. */
  reset(): void {
    this.#run.abort();
    this.#run = new AbortController();
    this.#family = undefined;
    for (const uri of [...this.#learnt.keys()]) this.#forget(uri);
  }

  /** Resolves when no file is being searched for or read. */
  whenRead(): Promise<void> {
    return this.#reading;
  }

  /** The file has changed on disk. */
  changed(uri: string): void {
    if (!this.#learnt.has(uri)) return;
    this.#learn(uri, this.#run.signal).then(
      (isLearnt) => isLearnt || this.#forget(uri),
      (error: unknown) => this.#deps.log.debug(`Can't learn a changed file again: ${String(error)}`),
    );
  }

  /** The file was deleted. */
  deleted(uri: string): void {
    this.#forget(uri);
  }

  dispose(): void {
    this.#run.abort();
  }

  async #learnAll(around: string, family: string, signal: AbortSignal): Promise<void> {
    const { learner, clock, log } = this.#deps;
    let slowReads = 0;
    for (const uri of await this.#findNear(around, family)) {
      if (signal.aborted || this.#learnt.size >= maxLearnt || learner.bytes > maxLearnerBytes) return;
      const startedAt = clock.monotonic();
      await this.#learn(uri, signal);
      if (clock.monotonic() - startedAt > slowReadMs && ++slowReads === maxSlowReads) {
        log.debug("Files of the workspace are slow to read; no more of them are learnt.");
        return;
      }
      await new Promise<void>((resolve) => clock.after(pauseMs, resolve));
    }
  }

  /** @returns whether the file was read, or is learnt by the feed of recent files */
  async #learn(uri: string, signal: AbortSignal): Promise<boolean> {
    const { learner, runner, isRecent, readText } = this.#deps;
    if (isRecent(uri)) return true;
    const file = await readSource(readText, uri, maxFileBytes);
    if (file === undefined || signal.aborted) return false;
    if (isRecent(uri)) return true; // The user opened it meanwhile.
    const task = `workspace ${uri}`;
    this.#learnt.set(uri, task);
    runner.add(task, learner.learn(file));
    await runner.whenIdle();
    return true;
  }

  #forget(uri: string): void {
    const task = this.#learnt.get(uri);
    if (task === undefined) return;
    this.#learnt.delete(uri);
    this.#deps.runner.drop(task);
    if (!this.#deps.isRecent(uri)) this.#deps.learner.forget(uri);
  }

  /** Files of a language family, nearest to one of them first. */
  async #findNear(around: string, family: string): Promise<readonly string[]> {
    const { workspace } = this.#deps;
    const path = workspace.displayPath(around);
    const ending = /\.[^./\\]+$/.exec(path)?.[0];
    const endings = [...new Set([...languages.endingsOfFamily(family), ...(ending ? [ending] : [])])];
    if (endings.length === 0) return [];
    const names = endings.map((each) => `*${each}`).join(",");
    const found = await workspace.find(`**/{${names}}`, "**/node_modules/**", maxFound);
    return found
      .filter((uri) => uri !== around)
      .map((uri) => ({ uri, nearness: pathNearness(path, workspace.displayPath(uri)) }))
      .sort((a, b) => b.nearness - a.nearness)
      .map(({ uri }) => uri);
  }
}
