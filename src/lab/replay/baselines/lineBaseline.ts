import type { ReplayCase } from "../replayCase.ts";

/** A baseline's answer at a cursor. Its confidence is comparable only with that of the same baseline. */
export interface BaselineAnswer {
  readonly text: string;
  readonly confidence: number;
}

/** A baseline that completes the line. It sees the text before and after the cursor and the recent files. */
export type LineBaseline = (replayCase: ReplayCase) => BaselineAnswer | undefined;
