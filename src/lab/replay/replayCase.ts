import type { Cursor } from "../../core/types/cursor.ts";
import type { LineRange } from "../../core/types/source.ts";

/** How a recent file came to be among the recent ones: see "state" in docs/replay.md. */
export type RecentOrigin = "done" | "todo" | "author" | "others";

/** A recent file of a case, as it was at the moment of the case. */
export interface ReplayFile {
  readonly path: string;
  readonly languageId: string;
  /** Name of the text; equal names mean equal texts. */
  readonly blob: string;
  readonly text: string;
  readonly origin: RecentOrigin;
  /** Ranges last changed in this file; empty where that is not known. */
  readonly edited: readonly LineRange[];
}

/** What the cases of a table can be grouped by. */
export interface ReplayTags {
  readonly repo: string;
  /** Language family. */
  readonly lang: string;
  /** Kind of the whole line: import, comment, string, decorator, declaration, control, return, assignment, call, other. */
  readonly kind: string;
  /** `line`: the cursor stands after the indentation; `mid`: inside the line. */
  readonly pos: string;
  /** `natural` cases were drawn at random among all added lines; rates of everyday work come from them alone. */
  readonly sample: string;
}

/** One moment of an edit: a file with the cursor in a line about to be written, and what its author then wrote. */
export interface ReplayCase extends ReplayTags {
  readonly id: string;
  readonly path: string;
  readonly languageId: string;
  /** Everything before the cursor. */
  readonly prefix: string;
  /** Everything after what was still to be written. */
  readonly suffix: string;
  /** The rest of the cursor's line, as its author wrote it; never shown to the code under test. */
  readonly targetLine: string;
  /** The rest of that run of added lines, six lines at most, `targetLine` included. */
  readonly targetBlock: string;
  /** Identifiers of the target line; keywords and names that every program of the language uses are left out. */
  readonly lineIdentifiers: readonly string[];
  readonly blockIdentifiers: readonly string[];
  /** Up to 20, most recent first. */
  readonly recent: readonly ReplayFile[];
}

/** The address the case's current file has for learners. */
export function currentUri(replayCase: ReplayCase): string {
  return `replay:///${replayCase.repo}/${replayCase.path}`;
}

/** The address a recent file of the case has for learners; one per text, so that unchanged files stay known. */
export function recentUri(replayCase: ReplayCase, file: ReplayFile): string {
  return `replay:///${replayCase.repo}/${file.path}?${file.blob}`;
}

/** The request a case stands for. `typed` is text of the target that has been typed already. */
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
