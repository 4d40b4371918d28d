/** Sub-words are known by 16-bit hashes: no table to keep, and a rare collision costs a little precision only. */
export const subwordHashes = 1 << 16;
/** Longer names are known by their first four sub-words. */
export const subwordLimit = 4;

const part = /\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{N}+|[^\p{Ll}\p{Lu}\p{N}_$]+/gu;

/** The parts of a name in lower case, as camelCase, snake_case and digits divide it: "getHTTPUrl2" → get, http, url, 2. */
export function splitSubwords(name: string): readonly string[] {
  return (name.match(part) ?? []).map((word) => word.toLowerCase());
}

/** Hashes (FNV-1a, folded to 16 bits) of the sub-words of a name; single characters are left out. */
export function hashSubwords(name: string): readonly number[] {
  return splitSubwords(name)
    .filter((word) => word.length > 1)
    .slice(0, subwordLimit)
    .map(hash16);
}

function hash16(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return ((hash >>> 16) ^ hash) & (subwordHashes - 1);
}
