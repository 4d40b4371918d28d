import { type Language, languages } from "../../code/languages/languages.ts";
import { occurrenceBits } from "../../code/occurrence.ts";
import type { LineEdit, SlicedTask, SourceFile } from "../../types/source.ts";
import { type BlockNames, countNames, type FileNames, findBlockNames } from "./countNames.ts";
import { findBlocks } from "./findBlocks.ts";
import { indexLine } from "./indexLine.ts";
import { sentChars } from "./sentLines.ts";
import type { SymbolTable } from "./symbolTable.ts";

/** Lines that are lexed between two yields. */
const linesPerSlice = 100;

/** Flat arrays over consecutive lines. */
interface LineArrays {
  /** Occurrences in order: the name's id shifted left by `occurrenceBits`, with its facts in the low bits. */
  readonly occurrences: Int32Array;
  /** Start of each line's occurrences, plus the end of the last line. */
  readonly offsets: Int32Array;
  readonly kinds: Uint8Array;
  readonly margins: Uint8Array;
  readonly lengths: Uint16Array;
  /** Hashes of the lines' shapes; 0 for blank lines and comments. */
  readonly shapes: Int32Array;
}

/** One version of a file as flat arrays over its lines. An edit replaces the parts of the changed lines. */
export class FileIndex implements LineArrays {
  readonly uri: string;
  readonly path: string;
  readonly languageId: string;
  version: number;
  readonly #symbols: SymbolTable;
  readonly #rules: Language;
  lines: readonly string[] = [];
  occurrences = new Int32Array(0);
  offsets = new Int32Array(1);
  kinds = new Uint8Array(0);
  margins = new Uint8Array(0);
  lengths = new Uint16Array(0);
  shapes = new Int32Array(0);
  /** First lines of the blocks, ascending, followed by the number of lines. */
  blocks = new Int32Array(1);
  /** Characters that each block costs in a snippet: its meaningful lines without their common indentation. */
  blockChars = new Int32Array(0);
  #names: FileNames | undefined;
  #blockNames: BlockNames | undefined;

  constructor(file: Pick<SourceFile, "uri" | "path" | "languageId" | "version">, symbols: SymbolTable) {
    this.uri = file.uri;
    this.path = file.path;
    this.languageId = file.languageId;
    this.version = file.version;
    this.#symbols = symbols;
    this.#rules = languages.of(file.languageId);
  }

  /** Indexes all lines of a new file, in slices. */
  *fill(lines: readonly string[]): SlicedTask {
    const parts: LineArrays[] = [];
    let done = false;
    try {
      for (let start = 0; start < lines.length; start += linesPerSlice) {
        parts.push(this.#lex(lines.slice(start, start + linesPerSlice)));
        yield;
      }
      this.#become(lines, parts);
      yield;
      this.#blockNames = findBlockNames(this, this.#symbols.places());
      yield;
      this.#names = countNames(this.occurrences, this.#symbols.places());
      done = true;
    } finally {
      if (!done) for (const part of parts) this.#release(part.occurrences);
    }
  }

  /** Applies an edit. Returns false if it does not fit this version. */
  apply({ startLine, endLine, lines }: LineEdit): boolean {
    if (startLine < 0 || startLine > endLine || endLine > this.lines.length) return false;
    const count = this.lines.length;
    const fresh = this.#lex(lines);
    this.#release(this.occurrences.subarray(this.offsets[startLine], this.offsets[endLine]));
    this.#become(
      [...this.lines.slice(0, startLine), ...lines, ...this.lines.slice(endLine)],
      [this.#part(0, startLine), fresh, this.#part(endLine, count)],
    );
    return true;
  }

  /** The distinct names of the file, counted again at the first access after an edit. */
  get names(): FileNames {
    this.#names ??= countNames(this.occurrences, this.#symbols.places());
    return this.#names;
  }

  /** The distinct names of each block, found again at the first access after an edit. */
  get blockNames(): BlockNames {
    this.#blockNames ??= findBlockNames(this, this.#symbols.places());
    return this.#blockNames;
  }

  /** Releases its names in the symbol table. */
  free(): void {
    this.#release(this.occurrences);
  }

  get bytes(): number {
    const { occurrences, offsets, kinds, margins, lengths, shapes, blocks } = this;
    const blockIds = this.#blockNames?.ids ?? new Int32Array(0);
    return [occurrences, offsets, kinds, margins, lengths, shapes, blocks, blockIds].reduce(
      (sum, array) => sum + array.byteLength,
      0,
    );
  }

  #lex(lines: readonly string[]): LineArrays {
    const occurrences: number[] = [];
    const offsets = new Int32Array(lines.length + 1);
    const kinds = new Uint8Array(lines.length);
    const margins = new Uint8Array(lines.length);
    const lengths = new Uint16Array(lines.length);
    const shapes = new Int32Array(lines.length);
    for (const [index, line] of lines.entries()) {
      const lexed = indexLine(line, this.#rules);
      for (const { name, facts } of lexed.names)
        occurrences.push((this.#symbols.retain(name) << occurrenceBits) | facts);
      offsets[index + 1] = occurrences.length;
      kinds[index] = lexed.kind;
      margins[index] = Math.min(255, lexed.margin);
      lengths[index] = Math.min(65535, lexed.length);
      shapes[index] = lexed.shape;
    }
    return { occurrences: Int32Array.from(occurrences), offsets, kinds, margins, lengths, shapes };
  }

  #part(start: number, end: number): LineArrays {
    const first = this.offsets[start] ?? 0;
    return {
      occurrences: this.occurrences.subarray(first, this.offsets[end]),
      offsets: this.offsets.slice(start, end + 1).map((offset) => offset - first),
      kinds: this.kinds.subarray(start, end),
      margins: this.margins.subarray(start, end),
      lengths: this.lengths.subarray(start, end),
      shapes: this.shapes.subarray(start, end),
    };
  }

  #become(lines: readonly string[], parts: readonly LineArrays[]): void {
    const occurrences = new Int32Array(parts.reduce((sum, part) => sum + part.occurrences.length, 0));
    const offsets = new Int32Array(lines.length + 1);
    const kinds = new Uint8Array(lines.length);
    const margins = new Uint8Array(lines.length);
    const lengths = new Uint16Array(lines.length);
    const shapes = new Int32Array(lines.length);
    let line = 0;
    let at = 0;
    for (const part of parts) {
      occurrences.set(part.occurrences, at);
      kinds.set(part.kinds, line);
      margins.set(part.margins, line);
      lengths.set(part.lengths, line);
      shapes.set(part.shapes, line);
      for (let index = 1; index < part.offsets.length; index++) offsets[line + index] = at + (part.offsets[index] ?? 0);
      at += part.occurrences.length;
      line += part.kinds.length;
    }
    const blocks = findBlocks(kinds);
    Object.assign(this, { lines, occurrences, offsets, kinds, margins, lengths, shapes, blocks });
    this.blockChars = new Int32Array(blocks.length - 1).map((_, block) =>
      sentChars(this, blocks[block] ?? 0, blocks[block + 1] ?? 0),
    );
    this.#names = undefined;
    this.#blockNames = undefined;
  }

  #release(occurrences: Int32Array): void {
    for (const packed of occurrences) this.#symbols.release(packed >> occurrenceBits);
  }
}
