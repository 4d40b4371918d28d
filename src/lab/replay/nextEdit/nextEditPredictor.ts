import type { LineEdit } from "../../../core/nextEdit/lineEdit.ts";
import type { Replacement } from "./judgeProposal.ts";

/** A current text. `key` is equal only for equal texts. */
export interface PredictorFile {
  readonly path: string;
  readonly key: string;
  readonly lines: readonly string[];
}

/** What an editor knows after an edit. */
export interface PredictorMoment {
  /** The current file first, then the most recent ones. */
  readonly files: readonly PredictorFile[];
  /** Edits made so far, oldest first, in current coordinates. */
  readonly made: readonly LineEdit[];
  /** From 0. */
  readonly cursorLine: number;
  /** Proposals that were shown and not taken, oldest first. */
  readonly refused: readonly ScoredReplacement[];
}

export interface ScoredReplacement extends Replacement {
  readonly oldLines: readonly string[];
  /** Probability that the proposal is right. */
  readonly confidence: number;
  /** Keys of the rules it applies. */
  readonly rules: readonly string[];
}

/** Proposes next edits, best first. */
export interface NextEditPredictor {
  readonly name: string;
  predict(moment: PredictorMoment): readonly ScoredReplacement[];
}

/** Makes a predictor that starts empty, for a case of this repository. */
export type PredictorFor = (repo: string) => NextEditPredictor;
