import type { LineRange, RecentFile } from "../../types/source.ts";
import type { FileIndex } from "../index/fileIndex.ts";
import type { SourceIndex } from "../index/sourceIndex.ts";
import type { RetrievalQuery } from "./query.ts";

/** A file that may be sent, and what is known of it at this query. */
export interface ReachableFile {
  readonly index: FileIndex;
  /** Place in the order of recency, from 0; the current file counts as the most recent. */
  readonly rank: number;
  readonly isCurrent: boolean;
  readonly edited: readonly LineRange[];
  /** Lines that the prompt shows anyhow; empty but in the current file. */
  readonly shown: LineRange;
}

const nothing: LineRange = { startLine: 0, endLine: 0 };

/** The recent files that are indexed, and the current one where its index is of the same version as the cursor. */
export function reachableFiles(
  query: RetrievalQuery,
  recent: readonly RecentFile[],
  index: SourceIndex,
): readonly ReachableFile[] {
  const { cursor, shownLines } = query;
  const others = recent
    .filter(({ uri }) => uri !== cursor.uri)
    .flatMap(({ uri, edited }, rank) => {
      const file = index.get(uri);
      return file ? [{ index: file, rank, isCurrent: false, edited, shown: nothing }] : [];
    });
  const current = index.get(cursor.uri);
  if (current?.version !== cursor.version) return others;
  const shown = { startLine: shownLines.first, endLine: shownLines.end };
  return [...others, { index: current, rank: 0, isCurrent: true, edited: [], shown }];
}
