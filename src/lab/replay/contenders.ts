import { createRetriever, defaultTuning, type RetrievalTuning } from "../../core/retrieval/retriever.ts";
import { createBm25 } from "./baselines/bm25.ts";
import { createCopilotLike } from "./baselines/copilotLike.ts";
import { none } from "./baselines/none.ts";
import { type Contender, retrieverContender } from "./contender.ts";

/** The contender that the others are compared with. */
export const baseline = "copilotLike";

function tuned(name: string, tuning: Partial<RetrievalTuning>): Contender {
  return retrieverContender(name, createRetriever({ ...defaultTuning, ...tuning }));
}

/** All contenders by name. */
export const contenders = {
  none: () => none,
  copilotLike: () => createCopilotLike(),
  copilotLikeAnySize: () => createCopilotLike({ maxChars: Number.POSITIVE_INFINITY, name: "copilotLikeAnySize" }),
  bm25: () => createBm25(),
  hunch: () => tuned("hunch", {}),
  /** A user who only reads files, so that their order and edits have no meaning. */
  hunchOnlyRead: () => retrieverContender("hunchOnlyRead", createRetriever(), true),
  hunchNoOutline: () => tuned("hunchNoOutline", { outlineShare: 0 }),
  hunchOutlineOnly: () => tuned("hunchOutlineOnly", { outlineShare: 1 }),
  hunchOthersOnly: () => tuned("hunchOthersOnly", { fromCurrent: false }),
} as const satisfies Readonly<Record<string, () => Contender>>;

/** Contenders that run by default. */
export const usualContenders = ["none", "copilotLike", "bm25", "hunch", "hunchOnlyRead"] as const;
