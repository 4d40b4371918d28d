/** Where each token stands first and last in a file, by token; -1 where it does not. */
export interface TokenExtents {
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** One pass over a file's tokens: asking for hundreds of tokens costs less than a search through the file for one. */
export function findTokenExtents(tokens: Int32Array): TokenExtents {
  let highest = 0;
  for (const token of tokens) if (token > highest) highest = token;
  const first = new Int32Array(highest + 1).fill(-1);
  const last = new Int32Array(highest + 1).fill(-1);
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? 0;
    if (first[token] === -1) first[token] = at;
    last[token] = at;
  }
  return { first, last };
}
