import { ruleNames } from "../rules/rules.ts";
import { skipReasons } from "../trigger/skipReason.ts";
import { modelErrorKinds } from "../types/model.ts";

/** How a request can end. */
export const requestOutcomes = ["offered", "empty", "skipped", "cancelled", "failed"] as const;
export type RequestOutcome = (typeof requestOutcomes)[number];

/** Why a model gave no answer; "internal" is a defect of ours. */
export type ModelFailure = (typeof failures)[number];
const failures = [...modelErrorKinds, "internal"] as const;

/** The reasons there are for each outcome. */
export const requestEndReasons = {
  /** With a reason if the model, which may do better than the embedded engine, gave nothing. */
  offered: [undefined, ...ruleNames, ...failures],
  empty: ["nothingLikely", ...ruleNames],
  skipped: skipReasons,
  cancelled: [undefined],
  failed: failures,
} as const satisfies Readonly<Record<RequestOutcome, readonly (string | undefined)[]>>;

/** How a request ended, and why: exactly one of these each time. */
export type RequestEnd = {
  readonly [Outcome in RequestOutcome]: {
    readonly outcome: Outcome;
    readonly reason: (typeof requestEndReasons)[Outcome][number];
  };
}[RequestOutcome];
