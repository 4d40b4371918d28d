import { createRetriever, defaultTuning, type RetrievalTuning } from "../../core/retrieval/retriever.ts";
import { createBm25 } from "./baselines/bm25.ts";
import { createCopilotLike } from "./baselines/copilotLike.ts";
import { none } from "./baselines/none.ts";
import { type Contender, retrieverContender } from "./contender.ts";

/** Whom the others are compared with. */
export const baseline = "copilotLike";

function tuned(name: string, tuning: Partial<RetrievalTuning>): Contender {
  return retrieverContender(name, createRetriever({ ...defaultTuning, ...tuning }));
}

/** Who can take part, by name. */
export const contenders = {
  none: () => none,
  copilotLike: () => createCopilotLike(),
  copilotLikeAnySize: () => createCopilotLike({ maxChars: Number.POSITIVE_INFINITY, name: "copilotLikeAnySize" }),
  bm25: () => createBm25(),
  hunch: () => tuned("hunch", {}),
  /** A user who only looks at files: their order and edits say nothing. */
  hunchOnlyRead: () => retrieverContender("hunchOnlyRead", createRetriever(), true),
  hunchNoOutline: () => tuned("hunchNoOutline", { outlineShare: 0 }),
  hunchOutlineOnly: () => tuned("hunchOutlineOnly", { outlineShare: 1 }),
  hunchOthersOnly: () => tuned("hunchOthersOnly", { fromCurrent: false }),
} as const satisfies Readonly<Record<string, () => Contender>>;

/** Those that take part unless others are asked for. */
export const usualContenders = ["none", "copilotLike", "bm25", "hunch", "hunchOnlyRead"] as const;
