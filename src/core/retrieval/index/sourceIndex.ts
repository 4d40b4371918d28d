import type { LineEdit, SlicedTask, SourceFile } from "../../types/source.ts";
import { FileIndex } from "./fileIndex.ts";
import { SymbolTable } from "./symbolTable.ts";

/** The indexed files by uri, and the table of their names. A query never finds text of an outdated version. */
export class SourceIndex {
  readonly symbols = new SymbolTable();
  readonly #files = new Map<string, FileIndex>();

  get(uri: string): FileIndex | undefined {
    return this.#files.get(uri);
  }

  /** Indexes a whole file. Until that is finished, the file is unknown. */
  *learn(file: SourceFile): SlicedTask {
    this.forget(file.uri);
    const index = new FileIndex(file, this.symbols);
    yield* index.fill(file.lines);
    // Another call may have learned the same file between two slices.
    this.forget(file.uri);
    this.#files.set(file.uri, index);
  }

  /** Applies edits that lead to the given version. On false, the caller must learn the file again. */
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

  /** Estimated memory in bytes, without the lines of text, which the caller shares. */
  get bytes(): number {
    return [...this.#files.values()].reduce((sum, file) => sum + file.bytes, this.symbols.bytes);
  }
}
