import type { SlicedTask, SourceFile, SourceLearner } from "../../core/types/source.ts";
import { currentUri, type ReplayCase, recentUri } from "./replayCase.ts";

/**
 * Updates learners for each case of a replay as an editor would: learns the files of the next case, keeps unchanged
 * files, and forgets all others.
 */
export class LearnerFeed {
  readonly #learners: readonly SourceLearner[];
  readonly #known = new Set<string>();

  constructor(learners: readonly SourceLearner[]) {
    this.#learners = learners;
  }

  /** Learns the recent files of a case, oldest first, then its current file as far as it is written. */
  *open(replayCase: ReplayCase): SlicedTask {
    const wanted = new Set(replayCase.recent.map((file) => recentUri(replayCase, file)));
    for (const uri of [...this.#known].filter((known) => !wanted.has(known))) this.#forget(uri);
    for (const file of [...replayCase.recent].reverse()) {
      const uri = recentUri(replayCase, file);
      if (this.#known.has(uri)) continue;
      const { path, languageId, text } = file;
      yield* this.#learn({ uri, path, languageId, version: 1, lines: text.split("\n") });
    }
    const lines = (replayCase.prefix + replayCase.suffix).split("\n");
    const { path, languageId } = replayCase;
    yield* this.#learn({ uri: currentUri(replayCase), path, languageId, version: 1, lines });
  }

  /** Makes the learners forget every case. */
  close(): void {
    for (const uri of [...this.#known]) this.#forget(uri);
  }

  *#learn(file: SourceFile): SlicedTask {
    this.#known.add(file.uri);
    for (const learner of this.#learners) yield* learner.learn(file);
  }

  #forget(uri: string): void {
    this.#known.delete(uri);
    for (const learner of this.#learners) learner.forget(uri);
  }
}
