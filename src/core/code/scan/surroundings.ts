import type { Cursor } from "../../types/cursor.ts";
import { fileLevelStart } from "../declarators.ts";
import type { Language } from "../languages/languages.ts";
import { isText } from "./frameStack.ts";
import { languageAt } from "./languageAt.ts";
import { scan } from "./scan.ts";
import type { ScanState } from "./scanState.ts";
import { templateRegion } from "./templateRegion.ts";

/** Characters before the cursor that are scanned at most: bounds the work in very large files and very long lines. */
const windowLimit = 40_000;
/** What the text before the cursor says about the cursor's position. */
export interface Surroundings {
  /** The cursor's line up to the cursor, and from there on. */
  readonly lineBefore: string;
  readonly lineAfter: string;
  /** The scanner's state at the start of the cursor's line. */
  readonly atLineStart: ScanState;
  /** The scanner's state at the cursor. */
  readonly atCursor: ScanState;
  /** What the cursor is in. A hole in a string (`${…}`) is code. */
  readonly inside: "code" | "comment" | "string";
  /** The language at the cursor: that of a script in a page or of a fenced block, otherwise the document's. */
  readonly language: Language;
}

/** Scans what is before the cursor, at most a bounded window of it. */
export function surroundingsOf(cursor: Cursor): Surroundings {
  const { prefix, suffix, languageId } = cursor;
  const lineStart = prefix.lastIndexOf("\n") + 1;
  const from = windowStart(prefix, lineStart);
  const lineBefore = prefix.slice(Math.max(lineStart, prefix.length - windowLimit));
  const lineEnd = suffix.indexOf("\n");
  const atLineStart = stateAfter(prefix.slice(from, lineStart), languageId);
  const atCursor = scan(lineBefore, languageId, atLineStart).state;
  const region = templateRegion(prefix.slice(from), atCursor, languageId);
  const seen = region ? scan(region.text, region.languageId).state : atCursor;
  return {
    lineBefore,
    lineAfter: lineEnd < 0 ? suffix : suffix.slice(0, lineEnd),
    atLineStart,
    atCursor,
    inside: insideOf(seen),
    language: languageAt(seen, region?.languageId ?? languageId),
  };
}

/** The texts that were scanned last, each up to the start of a line, and the state there. The newest is last. */
const scanned: { readonly text: string; readonly languageId: string; readonly state: ScanState }[] = [];
/** How many are kept: the one at the cursor, and that after the suggestion that is shown. */
const scannedLimit = 2;

/** The state after a text that ends at a line's start. It is scanned once while someone types in the line. */
function stateAfter(text: string, languageId: string): ScanState {
  const at = scanned.findIndex((each) => each.languageId === languageId && each.text === text);
  const [known] = at < 0 ? [] : scanned.splice(at, 1);
  const { state } = known ?? scan(text, languageId);
  scanned.push({ text, languageId, state });
  if (scanned.length > scannedLimit) scanned.shift();
  return state;
}

/** What a scan that ended in this state ended in. */
function insideOf(state: ScanState): "code" | "comment" | "string" {
  const top = state.frames.at(-1);
  if (top?.kind === "comment") return "comment";
  return top && isText(top) ? "string" : "code";
}

function windowStart(prefix: string, lineStart: number): number {
  const earliest = prefix.length - windowLimit;
  if (earliest <= 0) return 0;
  const declared = prefix.slice(earliest, earliest + windowLimit / 2).search(fileLevelStart);
  if (declared >= 0) return earliest + declared + 1;
  const nextLine = prefix.indexOf("\n", earliest) + 1;
  return nextLine > 0 ? Math.min(nextLine, lineStart) : lineStart;
}
