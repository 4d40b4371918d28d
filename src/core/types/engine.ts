import type { Cursor } from "./cursor.ts";
import type { RecentFile, SourceLearner } from "./source.ts";

/** Where an embedded suggestion was learnt from. */
export interface EngineOrigin {
  readonly uri: string;
  readonly path: string;
  /** From 0. */
  readonly line: number;
}

/** An answer of the embedded engine. */
export interface EngineAnswer {
  /** Text to insert at the cursor; may stop before the end of the line, may hold several lines. */
  readonly text: string;
  /** Calibrated probability in [0, 1] that the text is right to its last character. */
  readonly confidence: number;
  readonly origin: EngineOrigin | undefined;
}

/** The embedded engine: learns from files, answers in milliseconds, needs no weights, key or network. */
export interface EmbeddedEngine extends SourceLearner {
  /**
   * Answers at a cursor, likeliest first. The current file is known through `learn`/`edit` under `cursor.uri`
   * (if not, only prefix and suffix are used); `recent` lists the other files, most recent first.
   * Returns at most `limit` answers, the first line of each at or above `minConfidence`.
   */
  answer(cursor: Cursor, recent: readonly RecentFile[], options: EngineOptions): readonly EngineAnswer[];
}

export interface EngineOptions {
  readonly minConfidence: number;
  readonly maxLines: number;
  readonly limit: number;
  /** Answers may end at a confident boundary inside the line (an argument, a call) instead of at its end. */
  readonly mayStopEarly?: boolean;
  /** Whether an answer may be given; the next one in order takes the place of one that may not. Without it, all may. */
  readonly accepts?: (text: string, confidence: number) => boolean;
}
