import type { Cursor } from "../../types/cursor.ts";
import { scan } from "./scan.ts";
import type { ScanState } from "./scanState.ts";

/** Characters before the cursor that are scanned at most: bounds the work in very large files and very long lines. */
const windowLimit = 40_000;
/** A line at which a cut window may safely begin: something declared without indentation. */
const fresh =
  /\n(?=(?:export|import|from|const|let|var|function|class|def|async|func|fn|pub|public|package|impl|type|interface|struct|static|enum|module|namespace|use|using|@|#include)\b)/g;

/** What the text before the cursor says about the place. */
export interface Surroundings {
  /** The cursor's line up to the cursor, and from there on. */
  readonly lineBefore: string;
  readonly lineAfter: string;
  /** The scanner's state at the start of the cursor's line. */
  readonly atLineStart: ScanState;
  /** Where the cursor stands. A hole in a string (`${…}`) is code. */
  readonly inside: "code" | "comment" | "string";
}

/** Scans what is before the cursor, at most a bounded window of it. */
export function surroundingsOf(cursor: Cursor): Surroundings {
  const { prefix, suffix, languageId } = cursor;
  const lineStart = prefix.lastIndexOf("\n") + 1;
  const from = windowStart(prefix, lineStart);
  const lineBefore = prefix.slice(Math.max(lineStart, prefix.length - windowLimit));
  const lineEnd = suffix.indexOf("\n");
  const before = scan(prefix.slice(from, lineStart), languageId).state;
  return {
    lineBefore,
    lineAfter: lineEnd < 0 ? suffix : suffix.slice(0, lineEnd),
    atLineStart: before,
    inside: insideOf(scan(lineBefore, languageId, before).state),
  };
}

/** What a scan that ended in this state ended in. */
function insideOf(state: ScanState): "code" | "comment" | "string" {
  const top = state.frames.at(-1);
  if (top?.kind === "comment") return "comment";
  return top?.kind === "string" || top?.kind === "heredoc" ? "string" : "code";
}

function windowStart(prefix: string, lineStart: number): number {
  const earliest = prefix.length - windowLimit;
  if (earliest <= 0) return 0;
  fresh.lastIndex = earliest;
  const declared = fresh.exec(prefix);
  if (declared && declared.index < earliest + windowLimit / 2) return declared.index + 1;
  const nextLine = prefix.indexOf("\n", earliest) + 1;
  return nextLine > 0 ? Math.min(nextLine, lineStart) : lineStart;
}
