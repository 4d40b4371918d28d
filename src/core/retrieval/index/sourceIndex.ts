import type { LineEdit, SlicedTask, SourceFile } from "../../types/source.ts";
import { FileIndex } from "./fileIndex.ts";
import { SymbolTable } from "./symbolTable.ts";

/** The indexed files by uri, with the names they share. Files of any number and size; nothing stale is ever found. */
export class SourceIndex {
  readonly symbols = new SymbolTable();
  readonly #files = new Map<string, FileIndex>();

  get(uri: string): FileIndex | undefined {
    return this.#files.get(uri);
  }

  /** Indexes a whole file; until that is finished the file is unknown. */
  *learn(file: SourceFile): SlicedTask {
    this.forget(file.uri);
    const index = new FileIndex(file, this.symbols);
    yield* index.fill(file.lines);
    // Someone else may have learnt the same file between two slices.
    this.forget(file.uri);
    this.#files.set(file.uri, index);
  }

  /** Follows edits to the next version; on false the file is to be learnt again. */
  edit(uri: string, version: number, edits: readonly LineEdit[]): boolean {
    const file = this.#files.get(uri);
    if (!file || version <= file.version) return false;
    if (!edits.every((edit) => file.apply(edit))) {
      this.forget(uri);
      return false;
    }
    file.version = version;
    return true;
  }

  forget(uri: string): void {
    this.#files.get(uri)?.free();
    this.#files.delete(uri);
  }

  versionOf(uri: string): number | undefined {
    return this.#files.get(uri)?.version;
  }

  /** Estimated memory in bytes; the texts themselves are shared with whoever gave them. */
  get bytes(): number {
    return [...this.#files.values()].reduce((sum, file) => sum + file.bytes, this.symbols.bytes);
  }
}
