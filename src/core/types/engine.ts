import type { Cursor } from "./cursor.ts";
import type { RecentFile, SourceLearner } from "./source.ts";

/** The location that an embedded suggestion was learned from. */
export interface EngineOrigin {
  readonly uri: string;
  readonly path: string;
  /** From 0. */
  readonly line: number;
}

/** An answer of the embedded engine. */
export interface EngineAnswer {
  /** Text to insert at the cursor. It may end before the end of the line or have several lines. */
  readonly text: string;
  /** Calibrated probability in [0, 1] that the text is right to its last character. */
  readonly confidence: number;
  /** `language`: no file, but what is common in the language. */
  readonly origin: EngineOrigin | "language" | undefined;
}

/** The embedded engine learns from files and answers in milliseconds, without a language model, key or network. */
export interface EmbeddedEngine extends SourceLearner {
  /**
   * Returns at most `limit` answers at a cursor, likeliest first. The first line of each has at least the confidence
   * `minConfidence`. The current file is known through `learn` and `edit` under `cursor.uri`; otherwise only prefix and
   * suffix are used.
   * @param recent the other files, most recent first
   */
  answer(cursor: Cursor, recent: readonly RecentFile[], options: EngineOptions): readonly EngineAnswer[];
}

export interface EngineOptions {
  readonly minConfidence: number;
  readonly maxLines: number;
  readonly limit: number;
  /** Answers may end at a confident boundary inside the line, such as an argument or a call. */
  readonly mayStopEarly?: boolean;
  /** Long answers come first, even if a shorter one is more likely: `accepts` asks of each what its length needs. */
  readonly preferLong?: boolean;
  /**
   * Whether an answer may be given; the next one in order takes the place of one that may not. Without it, all may.
   * `lineConfidence` is that of the first line.
   */
  readonly accepts?: (text: string, lineConfidence: number) => boolean;
}
