import type { Cursor } from "../../core/types/cursor.ts";
import type { LineRange } from "../../core/types/source.ts";

/** Why a file is among the recent files; see docs/replay.md. */
export type RecentOrigin = "done" | "todo" | "author" | "others";

/** A recent file of a case, as it was at the moment of the case. */
export interface ReplayFile {
  readonly path: string;
  readonly languageId: string;
  /** Id of the text. Equal ids mean equal texts. */
  readonly blob: string;
  readonly text: string;
  readonly origin: RecentOrigin;
  /** Most recently changed ranges; empty if unknown. */
  readonly edited: readonly LineRange[];
}

/** Tags by which the cases of a table can be grouped. */
export interface ReplayTags {
  readonly repo: string;
  /** Language family. */
  readonly lang: string;
  /**
   * Kind of the whole line: import, comment, string, decorator, declaration, control, return, assignment, call, other.
   */
  readonly kind: string;
  /** `line`: the cursor is after the indentation. `mid`: it is inside the line. */
  readonly pos: string;
  /** `natural` cases were drawn at random from all added lines. Only they represent everyday work. */
  readonly sample: string;
}

/** One moment of an edit: a file with the cursor in an unwritten line, and what its author then wrote. */
export interface ReplayCase extends ReplayTags {
  readonly id: string;
  readonly path: string;
  readonly languageId: string;
  /** Everything before the cursor. */
  readonly prefix: string;
  /** Everything after the unwritten text. */
  readonly suffix: string;
  /** The rest of the cursor's line as its author wrote it. The code under test never sees it. */
  readonly targetLine: string;
  /** The rest of the run of added lines, including `targetLine`; at most six lines. */
  readonly targetBlock: string;
  /** Identifiers of the target line, without keywords and common names of the language. */
  readonly lineIdentifiers: readonly string[];
  readonly blockIdentifiers: readonly string[];
  /** Up to 20, most recent first. */
  readonly recent: readonly ReplayFile[];
}

/** Returns the uri of the case's current file for learners. */
export function currentUri(replayCase: ReplayCase): string {
  return `replay:///${replayCase.repo}/${replayCase.path}`;
}

/** Returns the uri of a recent file for learners; one per text, so that unchanged files stay learned. */
export function recentUri(replayCase: ReplayCase, file: ReplayFile): string {
  return `replay:///${replayCase.repo}/${file.path}?${file.blob}`;
}

/** Returns the cursor of a case. @param typed text of the target that is already typed */
export function cursorOf(replayCase: ReplayCase, typed = ""): Cursor {
  const prefix = replayCase.prefix + typed;
  return {
    uri: currentUri(replayCase),
    path: replayCase.path,
    languageId: replayCase.languageId,
    version: 1,
    line: countLines(prefix) - 1,
    prefix,
    suffix: replayCase.suffix,
    indentation: indentationOf(prefix),
  };
}

function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

function indentationOf(prefix: string): Cursor["indentation"] {
  return { insertSpaces: !/^\t/m.test(prefix), tabSize: /^ {2}\S/m.test(prefix) ? 2 : 4 };
}
