import { factsMask, occurrence, occurrenceBits } from "../../code/occurrence.ts";

/** The distinct names of a file as parallel arrays. */
export interface FileNames {
  readonly ids: Int32Array;
  readonly counts: Uint16Array;
  /** Facts that are true of some occurrence outside strings; `quoted` if there is no such occurrence. */
  readonly facts: Uint8Array;
  /** Number of occurrences as a member. */
  readonly members: Uint16Array;
  /** Index of the occurrence that represents the name: its first declaration, else its first use outside strings. */
  readonly shown: Int32Array;
}

/**
 * Counts the occurrences of a file by name, in the order in which names first occur.
 * @param places scratch space indexed by name ids; all zero before and after
 */
export function countNames(occurrences: Int32Array, places: Int32Array): FileNames {
  const ids: number[] = [];
  const counts: number[] = [];
  const facts: number[] = [];
  const members: number[] = [];
  const shown: number[] = [];
  for (let at = 0; at < occurrences.length; at++) {
    const packed = occurrences[at] ?? 0;
    const id = packed >> occurrenceBits;
    const own = packed & factsMask;
    const known = (places[id] ?? 0) - 1;
    if (known < 0) {
      places[id] = ids.push(id);
      counts.push(1);
      facts.push(own);
      members.push(own & occurrence.member ? 1 : 0);
      shown.push(at);
      continue;
    }
    counts[known] = (counts[known] ?? 0) + 1;
    if (own & occurrence.member) members[known] = (members[known] ?? 0) + 1;
    const before = facts[known] ?? 0;
    if (own & occurrence.quoted) continue;
    const isBetter = before & occurrence.quoted || (own & ~before & occurrence.declared) !== 0;
    if (isBetter) shown[known] = at;
    facts[known] = before & occurrence.quoted ? own : before | own;
  }
  for (const id of ids) places[id] = 0;
  return {
    ids: Int32Array.from(ids),
    counts: Uint16Array.from(counts),
    facts: Uint8Array.from(facts),
    members: Uint16Array.from(members),
    shown: Int32Array.from(shown),
  };
}

/** The distinct names of each block of a file, concatenated. */
export interface BlockNames {
  readonly ids: Int32Array;
  /** Start of each block's names, plus the end of the last block. */
  readonly offsets: Int32Array;
}

/**
 * Finds the distinct names of each block.
 * @param places scratch space indexed by name ids; all zero before and after
 */
export function findBlockNames(
  file: { readonly occurrences: Int32Array; readonly offsets: Int32Array; readonly blocks: Int32Array },
  places: Int32Array,
): BlockNames {
  const { occurrences, offsets, blocks } = file;
  const ids = new Int32Array(occurrences.length);
  const starts = new Int32Array(blocks.length);
  let count = 0;
  for (let block = 0; block + 1 < blocks.length; block++) {
    const first = count;
    const stop = offsets[blocks[block + 1] ?? 0] ?? 0;
    for (let at = offsets[blocks[block] ?? 0] ?? 0; at < stop; at++) {
      const id = (occurrences[at] ?? 0) >> occurrenceBits;
      if (places[id] !== 0) continue;
      places[id] = 1;
      ids[count++] = id;
    }
    for (let at = first; at < count; at++) places[ids[at] ?? 0] = 0;
    starts[block + 1] = count;
  }
  return { ids: ids.slice(0, count), offsets: starts };
}
