import type { Cursor } from "./cursor.ts";
import type { Snippet } from "./snippet.ts";
import type { RecentFile, SourceLearner } from "./source.ts";

export interface RetrievalOptions {
  /** Upper bound of the tokens all snippets may cost together. */
  readonly maxTokens: number;
}

/** Finds what helps at a cursor among the files it has learnt. Deterministic; a query touches no file text but its answer's. */
export interface Retriever extends SourceLearner {
  retrieve(cursor: Cursor, recent: readonly RecentFile[], options: RetrievalOptions): readonly Snippet[];
}
