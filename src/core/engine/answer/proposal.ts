import type { Weighed } from "../score/weigh.ts";

/** A possible answer, before further lines are added to it. */
export interface Proposal {
  readonly text: string;
  readonly confidence: number;
  readonly model: Weighed;
  /** The text reaches the end of the cursor's line. */
  readonly isWhole: boolean;
}
