import { factsMask, occurrence, occurrenceBits } from "./occurrence.ts";

/** The distinct names of a file, in the order of their numbers, as parallel arrays. */
export interface FileNames {
  readonly ids: Int32Array;
  readonly counts: Uint16Array;
  /** Facts that hold of any occurrence outside strings; `quoted` when there is no such occurrence. */
  readonly facts: Uint8Array;
  /** How many occurrences are members. */
  readonly members: Uint16Array;
}

/** Counts the occurrences of a file by name. */
export function countNames(occurrences: Int32Array): FileNames {
  const sorted = occurrences.slice().sort();
  const ids = new Int32Array(sorted.length);
  const counts = new Uint16Array(sorted.length);
  const facts = new Uint8Array(sorted.length);
  const members = new Uint16Array(sorted.length);
  let last = -1;
  for (const packed of sorted) {
    const id = packed >> occurrenceBits;
    if (last < 0 || ids[last] !== id) ids[++last] = id;
    counts[last] = (counts[last] ?? 0) + 1;
    const own = packed & factsMask;
    if (counts[last] === 1) facts[last] = own;
    else if ((facts[last] ?? 0) & occurrence.quoted) facts[last] = own;
    else if (!(own & occurrence.quoted)) facts[last] = (facts[last] ?? 0) | own;
    if (packed & occurrence.member) members[last] = (members[last] ?? 0) + 1;
  }
  const end = last + 1;
  return {
    ids: ids.slice(0, end),
    counts: counts.slice(0, end),
    facts: facts.slice(0, end),
    members: members.slice(0, end),
  };
}
