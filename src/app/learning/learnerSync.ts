import type { LineEdit, SlicedTask, SourceFile, SourceLearner } from "../../core/types/source.ts";
import type { SlicedRunner } from "../../core/util/slicedRunner.ts";
import type { Clock, OpenDocument } from "../ports.ts";

/** A larger file that lost step is learnt again only after a pause in typing. Lines. */
const largeFileLines = 2_000;
const pauseMs = 500;

export interface LearnerSyncDeps {
  readonly learners: readonly SourceLearner[];
  readonly runner: SlicedRunner;
  /** Reads a file as it is now; undefined if it must not or can't be read. */
  readonly read: (uri: string) => Promise<SourceFile | undefined>;
  readonly excludes: (uri: string) => Promise<boolean>;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/**
 * Keeps learners in step with a set of files: learns a file that joins it in slices, follows its edits, and makes the
 * learners forget a file that leaves it.
 */
export class LearnerSync {
  readonly #deps: LearnerSyncDeps;
  readonly #followed = new Set<string>();
  readonly #excluded = new Set<string>();
  readonly #reading = new Set<Promise<void>>();
  /** Uri → number of its latest read; the results of earlier ones are dropped. */
  readonly #latest = new Map<string, number>();
  #reads = 0;
  readonly #waiting = new Map<string, () => void>();

  constructor(deps: LearnerSyncDeps) {
    this.#deps = deps;
  }

  /** Whether the file is in the set. */
  follows(uri: string): boolean {
    return this.#followed.has(uri);
  }

  /** Replaces the set. */
  follow(uris: ReadonlySet<string>): void {
    for (const uri of [...this.#followed].filter((each) => !uris.has(each))) this.#drop(uri);
    for (const uri of [...uris].filter((each) => !this.#followed.has(each))) {
      this.#followed.add(uri);
      this.#learn(uri);
    }
  }

  /** A followed file may have another text or language, or none any more. */
  reread(uri: string): void {
    if (this.#followed.has(uri)) this.#learn(uri);
  }

  /** A followed file was edited. @param document in the state after the edits */
  edited({ uri, version, lineCount }: Omit<OpenDocument, "text">, edits: readonly LineEdit[]): void {
    // Every learner gets the edits, even after one has refused them: the others stay in step.
    const accepted = this.#deps.learners.map((learner) => learner.edit(uri, version, edits));
    if (!accepted.every(Boolean)) this.#learnAgain(uri, lineCount);
  }

  /** Learns and forgets the files whose exclusion has changed. */
  async exclusionsChanged(): Promise<void> {
    for (const uri of [...this.#followed]) {
      const isExcluded = await this.#deps.excludes(uri);
      if (isExcluded !== this.#excluded.has(uri) && this.#followed.has(uri)) this.#learn(uri);
    }
  }

  /** Resolves when no file is being read. */
  async whenRead(): Promise<void> {
    while (this.#reading.size > 0) await Promise.all(this.#reading);
  }

  dispose(): void {
    for (const cancel of this.#waiting.values()) cancel();
  }

  /** Learning a large file again at each keystroke would cost more than all else, and would never finish. */
  #learnAgain(uri: string, lineCount: number): void {
    this.#deps.runner.drop(uri);
    this.#waiting.get(uri)?.();
    this.#waiting.delete(uri);
    if (lineCount < largeFileLines) {
      this.#learn(uri);
      return;
    }
    this.#forget(uri); // The next edit doesn't fit the older version that was learnt.
    const learn = () => {
      this.#waiting.delete(uri);
      if (this.#followed.has(uri)) this.#learn(uri);
    };
    this.#waiting.set(uri, this.#deps.clock.after(pauseMs, learn));
  }

  #learn(uri: string): void {
    const reading = this.#readAndLearn(uri)
      .catch(this.#deps.onError)
      .finally(() => this.#reading.delete(reading));
    this.#reading.add(reading);
  }

  async #readAndLearn(uri: string): Promise<void> {
    const number = ++this.#reads;
    this.#latest.set(uri, number);
    const file = await this.#deps.read(uri);
    const isExcluded = file === undefined && (await this.#deps.excludes(uri));
    if (this.#latest.get(uri) !== number) return;
    if (isExcluded) this.#excluded.add(uri);
    else this.#excluded.delete(uri);
    if (file) this.#deps.runner.add(uri, learnByAll(file, this.#deps.learners));
    else this.#forget(uri);
  }

  #drop(uri: string): void {
    this.#followed.delete(uri);
    this.#latest.delete(uri);
    this.#excluded.delete(uri);
    this.#forget(uri);
  }

  #forget(uri: string): void {
    this.#deps.runner.drop(uri);
    for (const learner of this.#deps.learners) learner.forget(uri);
  }
}

function* learnByAll(file: SourceFile, learners: readonly SourceLearner[]): SlicedTask {
  for (const learner of learners) yield* learner.learn(file);
}
