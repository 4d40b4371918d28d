import type { LineEdit } from "./lineEdit.ts";

/** A replacement of whole lines that is just being made. */
export interface LineChange {
  readonly path: string;
  /** From 0. */
  readonly line: number;
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  /** Whether a person made it, rather than a formatter, a language server or another program. */
  readonly isByHand: boolean;
}

interface KnownEdit extends LineEdit {
  line: number;
  /** Grows with each edit; an edit that goes on keeps its number. */
  readonly serial: number;
}

const maxEdits = 60;
/** A larger change is no edit to learn from. */
const maxLines = 200;

/**
 * The last edits by hand as changes of whole lines, oldest first, in current coordinates. Changes that touch each other are
 * one edit, the newest. An edit that is undone is withdrawn. Nothing is kept on disk.
 */
export class EditHistory {
  #edits: KnownEdit[] = [];
  #serial = 0;

  get edits(): readonly LineEdit[] {
    return this.#edits;
  }

  /** The number of the newest edit that was begun. */
  get serial(): number {
    return this.#serial;
  }

  /** The number of an edit among {@link edits}; 0 if it is not among them. */
  serialOf(edit: LineEdit): number {
    return this.#edits.find((each) => each === edit)?.serial ?? 0;
  }

  /**
   * Follows a change.
   * @param lines the file's lines before the change
   */
  record(change: LineChange, lines: readonly string[]): void {
    const end = change.line + change.oldLines.length;
    const touching = this.#edits.filter(
      (edit) => edit.path === change.path && edit.line <= end && change.line <= edit.line + edit.newLines.length,
    );
    const others = this.#edits.filter((edit) => !touching.includes(edit));
    const isKept = change.isByHand || touching.length > 0;
    const joined = isKept ? join(change, touching, lines) : undefined;
    const growth = change.newLines.length - change.oldLines.length;
    for (const edit of others) if (edit.path === change.path && edit.line >= end) edit.line += growth;
    this.#edits = others;
    if (!joined || joined.oldLines.length + joined.newLines.length > maxLines) return;
    if (joined.oldLines.length + joined.newLines.length === 0) return;
    const known = Math.max(0, ...touching.map((edit) => edit.serial));
    if (!change.isByHand) this.#insert({ ...joined, serial: known });
    else this.#edits.push({ ...joined, serial: known === this.#serial && known > 0 ? known : ++this.#serial });
    if (this.#edits.length > maxEdits) this.#edits.shift();
  }

  /** Forgets the edits of a file whose text was replaced as a whole, or that is gone. */
  forget(path: string): void {
    this.#edits = this.#edits.filter((edit) => edit.path !== path);
  }

  /** Returns a function that restores the edits of a file, to be called when its text is the present one again. */
  keep(path: string): () => void {
    const kept = this.#edits.filter((edit) => edit.path === path).map((edit) => ({ ...edit }));
    return () => {
      this.forget(path);
      for (const edit of kept) this.#insert(edit);
    };
  }

  /** Puts an edit back at its age. */
  #insert(edit: KnownEdit): void {
    const at = this.#edits.findIndex((other) => other.serial > edit.serial);
    this.#edits.splice(at < 0 ? this.#edits.length : at, 0, edit);
  }
}

/** One edit that does what the touching edits and the change do together, without the lines that are equal at either end. */
function join(change: LineChange, touching: readonly LineEdit[], lines: readonly string[]): LineEdit {
  const changeEnd = change.line + change.oldLines.length;
  const start = Math.min(change.line, ...touching.map((edit) => edit.line));
  const end = Math.max(changeEnd, ...touching.map((edit) => edit.line + edit.newLines.length));
  const newLines = [...lines.slice(start, change.line), ...change.newLines, ...lines.slice(changeEnd, end)];
  const oldLines: string[] = [];
  let at = start;
  for (const edit of touching.toSorted((a, b) => a.line - b.line)) {
    oldLines.push(...lines.slice(at, edit.line), ...edit.oldLines);
    at = edit.line + edit.newLines.length;
  }
  oldLines.push(...lines.slice(at, end));
  return trim({ path: change.path, line: start, oldLines, newLines });
}

function trim({ path, line, oldLines, newLines }: LineEdit): LineEdit {
  let start = 0;
  while (start < oldLines.length && start < newLines.length && oldLines[start] === newLines[start]) start++;
  let oldEnd = oldLines.length;
  let newEnd = newLines.length;
  while (oldEnd > start && newEnd > start && oldLines[oldEnd - 1] === newLines[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  return {
    path,
    line: line + start,
    oldLines: oldLines.slice(start, oldEnd),
    newLines: newLines.slice(start, newEnd),
  };
}
