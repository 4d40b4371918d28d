import { factsMask, occurrence, occurrenceBits } from "./occurrence.ts";

/** The distinct names of a file as parallel arrays. */
export interface FileNames {
  readonly ids: Int32Array;
  readonly counts: Uint16Array;
  /** Facts that hold of any occurrence outside strings; `quoted` when there is no such occurrence. */
  readonly facts: Uint8Array;
  /** How many occurrences are members. */
  readonly members: Uint16Array;
}

/**
 * Counts the occurrences of a file by name, in the order in which names first occur. `places` is scratch space over
 * the numbers of names: all zero before and after.
 */
export function countNames(occurrences: Int32Array, places: Int32Array): FileNames {
  const ids: number[] = [];
  const counts: number[] = [];
  const facts: number[] = [];
  const members: number[] = [];
  for (const packed of occurrences) {
    const id = packed >> occurrenceBits;
    const own = packed & factsMask;
    const known = (places[id] ?? 0) - 1;
    if (known < 0) {
      places[id] = ids.push(id);
      counts.push(1);
      facts.push(own);
      members.push(own & occurrence.member ? 1 : 0);
      continue;
    }
    counts[known] = (counts[known] ?? 0) + 1;
    if (own & occurrence.member) members[known] = (members[known] ?? 0) + 1;
    const before = facts[known] ?? 0;
    if (before & occurrence.quoted) facts[known] = own;
    else if (!(own & occurrence.quoted)) facts[known] = before | own;
  }
  for (const id of ids) places[id] = 0;
  return {
    ids: Int32Array.from(ids),
    counts: Uint16Array.from(counts),
    facts: Uint8Array.from(facts),
    members: Uint16Array.from(members),
  };
}
