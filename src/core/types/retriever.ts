import type { Cursor } from "./cursor.ts";
import type { Snippet } from "./snippet.ts";
import type { RecentFile, SourceLearner } from "./source.ts";

export interface RetrievalOptions {
  /** Upper bound of the tokens of all snippets. */
  readonly maxTokens: number;
}

/** Finds snippets for a cursor in the learned files. Deterministic; a query reads only the text that it returns. */
export interface Retriever extends SourceLearner {
  retrieve(cursor: Cursor, recent: readonly RecentFile[], options: RetrievalOptions): readonly Snippet[];
}
