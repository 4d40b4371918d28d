import type { Retriever } from "../../core/types/retriever.ts";
import type { RecentFile, SlicedTask } from "../../core/types/source.ts";
import { LearnerFeed } from "./learnerFeed.ts";
import { cursorOf, type ReplayCase, recentUri } from "./replayCase.ts";
import type { ScoredSnippet } from "./retrievalScore.ts";
import { randomFrom } from "./statistics.ts";

/** Whatever takes part in the retrieval table. */
export interface Contender {
  /** Its key in the JSON report. */
  readonly name: string;
  /** What an editor would have done before the request: not part of the measured latency. */
  prepare(replayCase: ReplayCase): SlicedTask;
  retrieve(replayCase: ReplayCase, maxTokens: number): readonly ScoredSnippet[];
}

/** A retriever as a contender. `onlyRead`: files in arbitrary order and nothing known of edits. */
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

/** The recent files of a case as a retriever or engine is told of them. */
export function recentOf(replayCase: ReplayCase): readonly RecentFile[] {
  return replayCase.recent.map((file) => ({ uri: recentUri(replayCase, file), edited: file.edited }));
}

/** The same files as someone has them who only looks at them: no order, no edits. */
function shuffledRecent(replayCase: ReplayCase): readonly RecentFile[] {
  const random = randomFrom(replayCase.prefix.length * 7919 + 13);
  return recentOf(replayCase)
    .map(({ uri }) => ({ key: random(), file: { uri, edited: [] } }))
    .sort((a, b) => a.key - b.key)
    .map(({ file }) => file);
}
