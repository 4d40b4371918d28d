import type { LineRange } from "../../types/source.ts";
import type { LearntFile } from "./learntFile.ts";

/** A learnt file as it counts for one answer. */
export interface Source {
  readonly file: LearntFile;
  /** 0 for the cursor's own file, then by recency. */
  readonly rank: number;
  /** What one match in it is worth against one in the cursor's file. */
  readonly weight: number;
  /** The cursor's line, whose own text proves nothing; undefined in other files. */
  readonly cursorLine: number | undefined;
  readonly edited: readonly LineRange[];
}

/** A place in a source whose surroundings are like the cursor's; what follows there may follow here. */
export interface Site {
  readonly source: Source;
  /** Token position, as in {@link ContextIndex}. */
  readonly position: number;
  /** Tokens before it that equal those before the cursor. */
  readonly matched: number;
}
