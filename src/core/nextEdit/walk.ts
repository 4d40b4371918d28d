import type { LineEdit } from "./lineEdit.ts";

/** The way a person took through the files, as told by the edits: which lines were passed without a change. */
export class Walk {
  readonly #made: readonly LineEdit[];
  readonly #editsOf = new Map<string, number[]>();
  readonly #byPath = new Map<string, readonly LineEdit[]>();
  readonly #current: string;

  constructor(made: readonly LineEdit[]) {
    this.#made = made;
    this.#current = made.at(-1)?.path ?? "";
    for (const [at, { path }] of made.entries()) {
      const own = this.#editsOf.get(path);
      if (own) own.push(at);
      else this.#editsOf.set(path, [at]);
    }
    for (const [path, places] of this.#editsOf)
      this.#byPath.set(
        path,
        places.flatMap((at) => made[at] ?? []),
      );
  }

  isEdited(path: string): boolean {
    return this.#editsOf.has(path);
  }

  /** Whether an edit wrote this line. */
  isWritten(path: string, line: number): boolean {
    return this.editsIn(path).some((edit) => line >= edit.line && line < edit.line + edit.newLines.length);
  }

  editsIn(path: string): readonly LineEdit[] {
    return this.#byPath.get(path) ?? [];
  }

  /** Whether the person went down past the line, from an edit above it to one below it, when edit `since` was made. */
  isPassed(path: string, line: number, since: number): boolean {
    const edits = this.#editsOf.get(path) ?? [];
    for (let at = 1; at < edits.length; at++) {
      const now = edits[at] ?? 0;
      if (now <= since) continue;
      const above = this.#made[edits[at - 1] ?? 0];
      const below = this.#made[now];
      if (above && below && above.line < line && line < below.line) return true;
    }
    return false;
  }

  /** Whether the person worked in the file when edit `since` was made or later, and went on to another one. */
  isLeft(path: string, since: number): boolean {
    return path !== this.#current && (this.#editsOf.get(path)?.at(-1) ?? -1) >= since;
  }
}
