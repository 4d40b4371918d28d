/** Where each token occurs first and last in a file, by token; -1 where it does not. */
export interface TokenExtents {
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** Two passes over a file's tokens, which are below `vocabularySize`: asking for hundreds of tokens costs less than a search through the file for one. */
export function findTokenExtents(tokens: Int32Array, vocabularySize: number): TokenExtents {
  const first = new Int32Array(vocabularySize).fill(-1);
  const last = new Int32Array(vocabularySize).fill(-1);
  for (let at = 0; at < tokens.length; at++) last[tokens[at] ?? 0] = at;
  for (let at = tokens.length - 1; at >= 0; at--) first[tokens[at] ?? 0] = at;
  return { first, last };
}
