import { wordsOfName } from "./splitName.ts";

/** Number of hashes of sub-words. Hashes need no table, and a rare collision costs only a little precision. */
export const subwordHashes = 1 << 16;
/** Sub-words per name that are hashed; the rest of a longer name is ignored. */
export const subwordLimit = 4;

/** Hashes (FNV-1a, folded to 16 bits) of the sub-words of a name; single characters are left out. */
export function hashSubwords(name: string): readonly number[] {
  return wordsOfName(name)
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 1)
    .slice(0, subwordLimit)
    .map(hash16);
}

function hash16(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return ((hash >>> 16) ^ hash) & (subwordHashes - 1);
}
