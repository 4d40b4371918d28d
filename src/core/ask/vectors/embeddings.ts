import type { ChunkIndex } from "../index/chunkIndex.ts";
import type { FileVectors, IndexStore } from "../index/indexStore.ts";
import { toBytes, VectorTable } from "./vectorTable.ts";

/** Vectors can be compared if they come from the same model, have the same length and were made from texts the same way. */
export interface EmbeddingSpace {
  readonly model: string;
  readonly dimensions: number;
  /** Changes with what is embedded of a chunk. */
  readonly version: number;
}

/** A file with chunks that have no vectors. */
export interface FileToEmbed {
  readonly uri: string;
  /** Of the text whose lines the chunks are. */
  readonly hash: string;
  /** How many chunks before these have vectors. */
  readonly first: number;
  /** Lines `[startLine, endLine)`, from 0. */
  readonly chunks: readonly { readonly startLine: number; readonly endLine: number }[];
}

/** Vectors of chunks of a file, in their order. */
export interface EmbeddedFile {
  readonly uri: string;
  readonly hash: string;
  /** How many chunks before these have vectors. */
  readonly first: number;
  readonly vectors: readonly (readonly number[])[];
}

/** Vectors of chunks from an embeddings model, kept beside the index. */
export class Embeddings {
  readonly space: EmbeddingSpace;
  readonly #index: ChunkIndex;
  readonly #store: IndexStore;
  readonly #table: VectorTable;
  /** How many of its first chunks have vectors, by number of the file. */
  readonly #done = new Map<number, number>();
  readonly #numbering: number;

  /** Reads the vectors that are there from an earlier time. */
  constructor(space: EmbeddingSpace, index: ChunkIndex, store: IndexStore) {
    this.space = space;
    this.#index = index;
    this.#store = store;
    this.#table = new VectorTable(space.dimensions);
    this.#numbering = index.numbering;
    for (const vectors of store.vectors(keyOf(space))) this.#hold(vectors);
  }

  /** Whether the vectors are those of this model for the chunks as they are numbered now. */
  fits({ model, dimensions, version }: EmbeddingSpace): boolean {
    const { space } = this;
    const isSame = space.model === model && space.dimensions === dimensions && space.version === version;
    return isSame && this.#numbering === this.#index.numbering;
  }

  /** Returns how many chunks have vectors. */
  count(): number {
    let chunks = 0;
    for (const number of this.#index.fileNumbers()) chunks += this.#done.get(number) ?? 0;
    return chunks;
  }

  /**
   * Returns files with chunks that have no vectors, at most `mostChunks` in total: of the last file, maybe a part. If all
   * chunks have vectors, those of other models are deleted.
   * @param except hashes of texts to leave out
   */
  missing(mostChunks: number, except: ReadonlySet<string> = new Set()): readonly FileToEmbed[] {
    const files: FileToEmbed[] = [];
    let left = mostChunks;
    for (const number of this.#index.fileNumbers()) {
      const range = this.#index.chunksOf(number);
      const facts = this.#index.file(number);
      const first = this.#done.get(number) ?? 0;
      if (!range || !facts || first >= range.count || except.has(facts.hash)) continue;
      const length = Math.min(left, range.count - first);
      const chunks = Array.from({ length }, (_, at) => this.#index.row(range.first + first + at));
      files.push({ uri: facts.uri, hash: facts.hash, first, chunks });
      left -= length;
      if (left === 0) return files;
    }
    if (files.length === 0 && except.size === 0) this.#store.keepSpace(keyOf(this.space));
    return files;
  }

  /** Adds vectors; leaves out those of files that are not in the index as they were embedded, and those after a gap. */
  add(files: readonly EmbeddedFile[]): void {
    const { dimensions } = this.space;
    const added = files.flatMap(({ uri, hash, first, vectors }): readonly FileVectors[] => {
      const file = this.#index.numberOf(uri);
      const range = file === undefined ? undefined : this.#index.chunksOf(file);
      if (file === undefined || !range || this.#index.file(file)?.hash !== hash) return [];
      if (first !== (this.#done.get(file) ?? 0) || first + vectors.length > range.count) return [];
      const bytes = new Int8Array((first + vectors.length) * dimensions);
      for (let at = 0; at < first; at++) bytes.set(this.#table.bytesOf(range.first + at), at * dimensions);
      for (const [at, vector] of vectors.entries()) bytes.set(toBytes(vector), (first + at) * dimensions);
      return [{ file, bytes: new Uint8Array(bytes.buffer) }];
    });
    this.#store.putVectors(keyOf(this.space), added);
    for (const vectors of added) this.#hold(vectors);
  }

  /** Returns the numbers of the chunks that are nearest to a vector, the nearest first. */
  nearest(vector: readonly number[], wanted: number): readonly number[] {
    return this.#table.nearest(vector, wanted, (number) => this.#index.table.fileOf(number) >= 0);
  }

  #hold({ file, bytes }: FileVectors): void {
    const range = this.#index.chunksOf(file);
    const { dimensions } = this.space;
    const count = bytes.length / dimensions;
    if (!range || !Number.isInteger(count) || count > range.count) return;
    const vectors = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = 0; at < count; at++)
      this.#table.setBytes(range.first + at, vectors.subarray(at * dimensions, (at + 1) * dimensions));
    this.#done.set(file, count);
  }
}

function keyOf({ model, dimensions, version }: EmbeddingSpace): string {
  return `${version} ${dimensions} ${model}`;
}
