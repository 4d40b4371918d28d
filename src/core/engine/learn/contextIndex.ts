import type { TokenizedLines } from "./tokenizedLines.ts";
import type { Vocabulary } from "./vocabulary.ts";

/**
 * Where each context occurs in a file, as two sets of hash chains over token positions. Position p means "before
 * token p": its exact context is the two tokens before p; its shape is that of its line up to p, near the line's start
 * together with the line before. Chains run from later to earlier positions.
 */
export interface ContextIndex {
  readonly mask: number;
  readonly exactHeads: Int32Array;
  readonly exactNext: Int32Array;
  readonly shapeHeads: Int32Array;
  readonly shapeNext: Int32Array;
  readonly shapeKeys: Int32Array;
}

/** From this many tokens on a line's own shape says enough. */
const selfContainedTokens = 4;

export function hashPair(before: number, last: number): number {
  return mix(mix(17, before), last);
}

export function mix(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ value, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** Tokens indexed between two yields; about a millisecond. */
const tokensPerSlice = 10_000;

/** Indexes a file's tokens; a task so that long files can be indexed in slices. */
export function* buildContextIndex(file: TokenizedLines, vocabulary: Vocabulary): Generator<void, ContextIndex, void> {
  const { tokens, lineStarts } = file;
  const length = tokens.length;
  let size = 16;
  while (size < length + 1) size *= 2;
  const mask = size - 1;
  const exactHeads = new Int32Array(size).fill(-1);
  const shapeHeads = new Int32Array(size).fill(-1);
  const exactNext = new Int32Array(length + 1);
  const shapeNext = new Int32Array(length + 1);
  const shapeKeys = new Int32Array(length + 1);
  let before = 0;
  let sliced = 0;
  for (let line = 0; line + 1 < lineStarts.length; line++) {
    const start = lineStarts[line] ?? 0;
    const end = lineStarts[line + 1] ?? 0;
    if (start === end) continue;
    if (end - sliced > tokensPerSlice) {
      sliced = end;
      yield;
    }
    let own = 23;
    for (let at = start; at < end; at++) {
      own = mix(own, vocabulary.shapeOf(tokens[at] ?? 0));
      const position = at + 1;
      const exact = hashPair(at > 0 ? (tokens[at - 1] ?? 0) : -2, tokens[at] ?? 0) & mask;
      exactNext[position] = exactHeads[exact] ?? -1;
      exactHeads[exact] = position;
      const key = shapeKey(own, at - start, before);
      shapeKeys[position] = key;
      const slot = key & mask;
      shapeNext[position] = shapeHeads[slot] ?? -1;
      shapeHeads[slot] = position;
    }
    before = own;
  }
  return { mask, exactHeads, exactNext, shapeHeads, shapeNext, shapeKeys };
}

/** Key of a shape: `own` is the hash of the line so far, `before` that of the whole line above. */
export function shapeKey(own: number, tokensBefore: number, before: number): number {
  const key = tokensBefore < selfContainedTokens ? mix(mix(own, 7), before) : mix(own, 11);
  return key ^ (key >>> 13);
}

export function bytesOfIndex(index: ContextIndex): number {
  return (index.exactHeads.length * 2 + index.exactNext.length * 3) * 4;
}
