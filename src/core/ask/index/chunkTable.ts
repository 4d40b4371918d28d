/** Where a chunk is and how long it is. */
export interface ChunkRow {
  /** Lines `[startLine, endLine)`, from 0. */
  readonly startLine: number;
  readonly endLine: number;
  /** Number of terms in its text. */
  readonly length: number;
}

const noFile = -1;
const mostShort = 65_535;

/** Facts of chunks by their number, in flat arrays: 12 bytes a chunk, whatever the size of the workspace. */
export class ChunkTable {
  #starts = new Uint32Array(1_024);
  #sizes = new Uint16Array(1_024);
  #lengths = new Uint16Array(1_024);
  #files = new Int32Array(1_024).fill(noFile);
  #limit = 0;

  /** Upper bound of the numbers. */
  get limit(): number {
    return this.#limit;
  }

  /** Adds chunks of a file under consecutive numbers from `first` on. */
  put(first: number, rows: readonly ChunkRow[], file: number): void {
    this.#reserve(first + rows.length);
    for (const [at, { startLine, endLine, length }] of rows.entries()) {
      const number = first + at;
      this.#starts[number] = startLine;
      this.#sizes[number] = Math.min(mostShort, endLine - startLine);
      this.#lengths[number] = Math.min(mostShort, length);
      this.#files[number] = file;
    }
    this.#limit = Math.max(this.#limit, first + rows.length);
  }

  /** Leaves the numbers below `limit` unused that no chunk has. */
  skipTo(limit: number): void {
    this.#reserve(limit);
    this.#limit = Math.max(this.#limit, limit);
  }

  /** Takes chunks away; their numbers stay unused. */
  remove(first: number, count: number): void {
    this.#files.fill(noFile, first, first + count);
  }

  /** Number of the file that holds a chunk, or -1 if there is no such chunk. */
  fileOf(number: number): number {
    return this.#files[number] ?? noFile;
  }

  lengthOf(number: number): number {
    return this.#lengths[number] ?? 0;
  }

  row(number: number): ChunkRow {
    const startLine = this.#starts[number] ?? 0;
    return { startLine, endLine: startLine + (this.#sizes[number] ?? 0), length: this.lengthOf(number) };
  }

  #reserve(size: number): void {
    if (size <= this.#files.length) return;
    const capacity = Math.max(size, Math.ceil(this.#files.length * 1.5));
    const files = new Int32Array(capacity).fill(noFile);
    files.set(this.#files);
    this.#files = files;
    this.#starts = grown(this.#starts, new Uint32Array(capacity));
    this.#sizes = grown(this.#sizes, new Uint16Array(capacity));
    this.#lengths = grown(this.#lengths, new Uint16Array(capacity));
  }
}

function grown<Numbers extends Uint32Array | Uint16Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
