import type { Splice } from "./splicesOf.ts";

/** What changed a text. Only what a person does by hand is learnt from; an undo withdraws what it undoes. */
export type ChangeCause = "typing" | "multiCursor" | "paste" | "undo" | "tool" | "accepted";

export interface ChangeFacts {
  readonly splices: readonly Splice[];
  /** The replaced lines of each splice. */
  readonly oldLines: readonly (readonly string[])[];
  readonly isUndoOrRedo: boolean;
  /** Lines of the cursors in the document; empty if it is not in front. */
  readonly cursorLines: readonly number[];
  /** Whether Hunch itself is applying a proposal. */
  readonly isAccepting: boolean;
}

/** More new lines at once than a person types. */
const pastedLines = 3;

/**
 * Tells what changed a text from what the editor reports. A change away from every cursor, or several at once with a
 * single cursor, comes from a tool: a formatter, a rename by the language server, a code action.
 */
export function changeCause(facts: ChangeFacts): ChangeCause {
  const { splices, cursorLines } = facts;
  if (facts.isAccepting) return "accepted";
  if (facts.isUndoOrRedo) return "undo";
  const isAtCursor = splices.every(({ line, oldCount, newLines }) =>
    cursorLines.some((cursor) => cursor >= line - 1 && cursor <= line + Math.max(oldCount, newLines.length)),
  );
  if (!isAtCursor || splices.length > Math.max(1, cursorLines.length)) return "tool";
  if (splices.every((_, at) => isLayout(splices[at], facts.oldLines[at])))
    return splices.length > 1 ? "tool" : "typing";
  if (cursorLines.length > 1 && splices.length > 1) return "multiCursor";
  const inserted = Math.max(0, ...splices.map(({ oldCount, newLines }) => newLines.length - oldCount));
  return inserted >= pastedLines ? "paste" : "typing";
}

/** Whether the change is one of white space alone. */
function isLayout(splice: Splice | undefined, oldLines: readonly string[] | undefined): boolean {
  const flat = (lines: readonly string[] = []) => lines.join("").replace(/\s+/g, "");
  return flat(splice?.newLines) === flat(oldLines);
}
