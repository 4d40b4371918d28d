import type { LabelledRepository } from "./questionSet.ts";
import type { Ranking } from "./searchFigures.ts";

export type Rank = (question: string) => Ranking | Promise<Ranking>;

export interface Ranker {
  /** Prepares a repository; what this takes is the time to index it. */
  readonly prepare: (repository: LabelledRepository) => Promise<PreparedRanker>;
}

export interface PreparedRanker {
  readonly rank: Rank;
  /** Bytes on disk, 0 for a ranker that keeps nothing there. */
  readonly diskBytes: number;
  /** Removes what it keeps elsewhere. */
  readonly close?: () => Promise<void>;
}
