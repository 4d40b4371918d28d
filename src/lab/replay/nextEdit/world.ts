import { alignLines, type Piece } from "../../../core/nextEdit/alignLines.ts";
import type { LineEdit } from "../../../core/nextEdit/lineEdit.ts";
import type { NextEditCase } from "./nextEditCase.ts";

/** A file of the world with its current text. `version` counts the edits made to it. */
export interface WorldFile {
  readonly path: string;
  readonly original: string;
  lines: readonly string[];
  version: number;
}

/** An edit that is still due, in current coordinates from 0. */
export interface DueEdit {
  readonly path: string;
  line: number;
  readonly oldCount: number;
  readonly newLines: readonly string[];
  /** What is left of an edit above a piece of it that was made: stays where it is when that piece changes in length. */
  readonly isAbovePiece: boolean;
}

interface MovingEdit extends LineEdit {
  line: number;
}

/** Replays a case edit by edit: current texts, edits made, edits due. */
export class World {
  readonly files: readonly WorldFile[];
  readonly #others: readonly WorldFile[];
  readonly #made: MovingEdit[] = [];
  due: readonly DueEdit[];
  #visited: readonly string[] = [];
  cursorLine = 0;

  constructor(recorded: NextEditCase, made = 0) {
    this.files = recorded.files.map(fileOf);
    this.#others = recorded.recent.flatMap((other) =>
      "file" in other ? (this.files[other.file] ?? []) : fileOf(other),
    );
    this.due = recorded.edits.map((edit) => ({
      path: recorded.files[edit.file]?.path ?? "",
      line: edit.startLine - 1,
      oldCount: edit.endLine - edit.startLine + 1,
      newLines: edit.newLines,
      isAbovePiece: false,
    }));
    for (let count = 0; count < made; count++) this.make(this.due[0]);
  }

  get made(): readonly LineEdit[] {
    return this.#made;
  }

  /** The current file first, then the files worked on, then the others, most recent first. */
  get recentFiles(): readonly WorldFile[] {
    const worked = this.#visited.flatMap((path) => this.file(path) ?? []);
    return [...new Set([...worked, ...this.#others, ...this.files])];
  }

  file(path: string): WorldFile | undefined {
    return this.files.find((file) => file.path === path);
  }

  linesOf(path: string): readonly string[] {
    return (this.file(path) ?? this.#others.find((file) => file.path === path))?.lines ?? [];
  }

  oldLinesOf(edit: DueEdit): readonly string[] {
    return this.linesOf(edit.path).slice(edit.line, edit.line + edit.oldCount);
  }

  make(edit: DueEdit | undefined): void {
    if (!edit) return;
    this.due = this.due.filter((other) => other !== edit);
    this.#apply(edit);
  }

  /** Makes one piece of an edit that is due; the rest of the edit stays due. */
  makePiece(edit: DueEdit, piece: Piece): void {
    const rest: DueEdit[] = [];
    if (piece.oldStart > 0 || piece.newStart > 0)
      rest.push({
        ...edit,
        oldCount: piece.oldStart,
        newLines: edit.newLines.slice(0, piece.newStart),
        isAbovePiece: true,
      });
    if (piece.oldEnd < edit.oldCount || piece.newEnd < edit.newLines.length)
      rest.push({
        ...edit,
        line: edit.line + piece.oldEnd,
        oldCount: edit.oldCount - piece.oldEnd,
        newLines: edit.newLines.slice(piece.newEnd),
        isAbovePiece: false,
      });
    this.due = this.due.flatMap((other) => (other === edit ? rest : [other]));
    this.#apply({
      ...edit,
      line: edit.line + piece.oldStart,
      oldCount: piece.oldEnd - piece.oldStart,
      newLines: edit.newLines.slice(piece.newStart, piece.newEnd),
    });
  }

  /** The next edit that is due, or its first piece alone. */
  makeNext(grain: "edit" | "piece"): void {
    const [next] = this.due;
    if (!next) return;
    const [first] = grain === "piece" ? alignLines(this.oldLinesOf(next), next.newLines) : [];
    if (first) this.makePiece(next, first);
    else this.make(next);
  }

  #apply({ path, line, oldCount, newLines }: DueEdit): void {
    const file = this.file(path);
    if (!file) return;
    const end = line + oldCount;
    const growth = newLines.length - oldCount;
    const oldLines = file.lines.slice(line, end);
    file.lines = [...file.lines.slice(0, line), ...newLines, ...file.lines.slice(end)];
    file.version++;
    for (const other of this.due) {
      const stays = other.isAbovePiece && other.oldCount === 0 && other.line === line;
      if (other.path === path && other.line >= end && !stays) other.line += growth;
    }
    for (const other of this.#made) if (other.path === path && other.line >= end) other.line += growth;
    this.#made.push({ path, line, oldLines, newLines });
    this.cursorLine =
      newLines.length === 0 ? Math.max(0, Math.min(line, file.lines.length - 1)) : line + newLines.length - 1;
    this.#visited = [path, ...this.#visited.filter((other) => other !== path)];
  }
}

function fileOf({ path, text }: { readonly path: string; readonly text: string }): WorldFile {
  return { path, original: text, lines: text.split("\n"), version: 0 };
}
