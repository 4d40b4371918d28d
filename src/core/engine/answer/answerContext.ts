import type { Source } from "../learn/source.ts";
import type { Vocabulary } from "../learn/vocabulary.ts";
import type { Forest } from "../score/forest.ts";
import type { NextLineWeights } from "../score/nextLine.ts";
import type { StopScorer } from "./chooseStop.ts";

/** The models that score what could be suggested. */
export interface Scorers {
  /** Is a candidate the whole rest of the line? */
  readonly line: Forest;
  /** Is a prefix of it right as far as it goes? */
  readonly stop: StopScorer;
  /** Is a line the next of a block? */
  readonly nextLine: NextLineWeights;
}

/** Everything an answer is made from. `sources` begin with the cursor's own file. */
export interface AnswerContext {
  readonly sources: readonly Source[];
  readonly vocabulary: Vocabulary;
  readonly scorers: Scorers;
}
