import type { LineEdit, SourceFile } from "../../types/source.ts";
import { buildContextIndex, bytesOfIndex, type ContextIndex } from "./contextIndex.ts";
import { bytesOfOutline, type FileOutline, outlineFile } from "./fileOutline.ts";
import { findTokenExtents, type TokenExtents } from "./tokenExtents.ts";
import { runNow, spliceLines, type TokenizedLines, tokenizeLines } from "./tokenizedLines.ts";
import { TokenSet } from "./tokenSet.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Lines of one file that are learnt; what comes after them is not. */
const maxLines = 20_000;
/** Tokens of one file that may be learnt. */
const maxTokens = 300_000;

export interface FileIdentity {
  readonly uri: string;
  readonly path: string;
  readonly languageId: string;
}

/** One file as the engine knows it: tokens, and an index that is brought up to date when it is asked for. */
export class LearntFile {
  readonly identity: FileIdentity;
  readonly #vocabulary: Vocabulary;
  #version: number;
  #lines: TokenizedLines;
  #index: ContextIndex | undefined;
  #outline: FileOutline | undefined;
  /** Of the file someone types in only: made when first asked for. */
  #extents: TokenExtents | undefined;
  /** Of the other files: made when first asked for. */
  #tokenSet: TokenSet | undefined;
  /** Lines at the end were left out. */
  #isCut = false;

  // biome-ignore lint/style/useConsistentMemberAccessibility: a constructor has no # form
  private constructor(file: SourceFile, lines: TokenizedLines, vocabulary: Vocabulary) {
    this.identity = { uri: file.uri, path: file.path, languageId: file.languageId };
    this.#vocabulary = vocabulary;
    this.#version = file.version;
    this.#lines = lines;
  }

  /** Reads a whole file in slices. */
  static *read(file: SourceFile, vocabulary: Vocabulary): Generator<void, LearntFile, void> {
    const lines = yield* tokenizeLines(file.lines.slice(0, maxLines), vocabulary);
    const learnt = new LearntFile(file, lines, vocabulary);
    learnt.#isCut = file.lines.length > maxLines;
    learnt.#cut();
    let finished = false;
    try {
      learnt.#index = yield* buildContextIndex(learnt.#lines, vocabulary);
      learnt.#outline = yield* outlineFile(learnt.#lines, vocabulary);
      finished = true;
    } finally {
      if (!finished) learnt.release();
    }
    return learnt;
  }

  get version(): number {
    return this.#version;
  }

  get lines(): TokenizedLines {
    return this.#lines;
  }

  get index(): ContextIndex {
    this.#index ??= runNow(buildContextIndex(this.#lines, this.#vocabulary));
    return this.#index;
  }

  get outline(): FileOutline {
    this.#outline ??= runNow(outlineFile(this.#lines, this.#vocabulary));
    return this.#outline;
  }

  get extents(): TokenExtents {
    this.#extents ??= findTokenExtents(this.#lines.tokens, this.#vocabulary.size);
    return this.#extents;
  }

  /** Whether a token occurs in it. */
  holds(token: number): boolean {
    this.#tokenSet ??= new TokenSet(this.#lines.tokens, this.#vocabulary.size);
    return this.#tokenSet.has(token);
  }

  get bytes(): number {
    const { tokens, gaps, indents, lineStarts } = this.#lines;
    const own = tokens.byteLength + gaps.byteLength + indents.byteLength + lineStarts.byteLength;
    const extents = this.#extents === undefined ? 0 : 2 * this.#extents.first.byteLength;
    const index = this.#index === undefined ? 0 : bytesOfIndex(this.#index);
    const set = this.#tokenSet?.bytes ?? 0;
    return own + index + extents + set + bytesOfOutline(this.#outline) + 400;
  }

  /** Follows edits in order; false, with nothing more done, for one that does not fit the lines. */
  edit(version: number, edits: readonly LineEdit[]): boolean {
    for (const { startLine, endLine, lines } of edits) {
      const known = this.#lines.indents.length;
      if (this.#isCut && startLine >= known) continue;
      if (startLine < 0 || endLine < startLine || (!this.#isCut && endLine > known)) return false;
      const end = Math.min(endLine, known);
      const inserted = runNow(tokenizeLines(lines.slice(0, maxLines), this.#vocabulary));
      const { tokens, lineStarts } = this.#lines;
      this.#vocabulary.release(tokens.subarray(lineStarts[startLine], lineStarts[end]));
      this.#lines = spliceLines(this.#lines, startLine, end, inserted);
      this.#index = undefined;
      this.#outline = undefined;
      this.#extents = undefined;
      this.#tokenSet = undefined;
      this.#cut();
    }
    this.#version = version;
    return true;
  }

  /** Gives all words back; the file must not be used afterwards. */
  release(): void {
    this.#vocabulary.release(this.#lines.tokens);
  }

  /** Keeps to the bounds by dropping lines at the end. */
  #cut(): void {
    const { tokens, gaps, lineStarts, indents } = this.#lines;
    if (tokens.length <= maxTokens && indents.length <= maxLines) return;
    this.#isCut = true;
    let keep = Math.min(indents.length, maxLines);
    while (keep > 0 && (lineStarts[keep] ?? 0) > maxTokens) keep--;
    const end = lineStarts[keep] ?? 0;
    this.#vocabulary.release(tokens.subarray(end));
    this.#lines = {
      tokens: tokens.slice(0, end),
      gaps: gaps.slice(0, end),
      lineStarts: lineStarts.slice(0, keep + 1),
      indents: indents.slice(0, keep),
    };
  }
}
