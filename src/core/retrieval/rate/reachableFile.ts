import type { LineRange, RecentFile } from "../../types/source.ts";
import type { FileIndex } from "../index/fileIndex.ts";
import type { SourceIndex } from "../index/sourceIndex.ts";
import type { RetrievalQuery } from "./query.ts";

/** A file whose text may be sent for a query. */
export interface ReachableFile {
  readonly index: FileIndex;
  /** Position in the order of recency, from 0. The current file has rank 0, too. */
  readonly rank: number;
  readonly isCurrent: boolean;
  readonly edited: readonly LineRange[];
  /** Lines that the prompt contains anyway; empty except in the current file. */
  readonly shown: LineRange;
}

const nothing: LineRange = { startLine: 0, endLine: 0 };

/** Returns the indexed recent files, and the current file if its index has the version of the cursor. */
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
