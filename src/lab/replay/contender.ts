import type { Retriever } from "../../core/types/retriever.ts";
import type { RecentFile, SlicedTask } from "../../core/types/source.ts";
import { LearnerFeed } from "./learnerFeed.ts";
import { cursorOf, type ReplayCase, recentUri } from "./replayCase.ts";
import type { ScoredSnippet } from "./retrievalScore.ts";
import { randomFrom } from "./statistics.ts";

/** A method in the retrieval table. */
export interface Contender {
  /** Its key in the JSON report. */
  readonly name: string;
  /** Does what an editor would have done before the request. It is not part of the measured latency. */
  prepare(replayCase: ReplayCase): SlicedTask;
  retrieve(replayCase: ReplayCase, maxTokens: number): readonly ScoredSnippet[];
}

/** Turns a retriever into a contender. @param onlyRead random order of files and no edited ranges */
export function retrieverContender(name: string, retriever: Retriever, onlyRead = false): Contender {
  const feed = new LearnerFeed([retriever]);
  return {
    name,
    prepare: (replayCase) => feed.open(replayCase),
    retrieve: (replayCase, maxTokens) =>
      retriever.retrieve(cursorOf(replayCase), onlyRead ? shuffledRecent(replayCase) : recentOf(replayCase), {
        maxTokens,
      }),
  };
}

/** Returns the recent files of a case for a retriever or engine. */
export function recentOf(replayCase: ReplayCase): readonly RecentFile[] {
  return replayCase.recent.map((file) => ({ uri: recentUri(replayCase, file), edited: file.edited }));
}

/** Returns the same files for a user who only reads them: in random order, without edited ranges. */
function shuffledRecent(replayCase: ReplayCase): readonly RecentFile[] {
  const random = randomFrom(replayCase.prefix.length * 7919 + 13);
  return recentOf(replayCase)
    .map(({ uri }) => ({ key: random(), file: { uri, edited: [] } }))
    .sort((a, b) => a.key - b.key)
    .map(({ file }) => file);
}
