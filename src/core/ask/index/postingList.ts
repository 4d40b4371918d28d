/** Weighted occurrences are stored in quarters, at most this many. */
const mostQuarters = 255;
/** A posting packs a chunk's number and the quarters of its weighted occurrences into one integer. */
const packing = mostQuarters + 1;
/** One plain occurrence, which takes no byte of its own. */
const plain = 4;

/** Packs a posting. @param times weighted occurrences of the term in the chunk */
export function packPosting(number: number, times: number): number {
  return number * packing + Math.min(mostQuarters, Math.max(1, Math.round(times * 4)));
}

/** Returns the number of the chunk of a packed posting. */
export function postedChunk(packed: number): number {
  return Math.floor(packed / packing);
}

/**
 * Encodes the postings of a term: their count, then for each the distance to the chunk before it and, unless it is one
 * plain occurrence, the quarters. Integers have seven bits a byte, the lowest first.
 * @param packed in ascending order
 */
export function encodePostings(packed: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  pushInteger(bytes, packed.length);
  let before = 0;
  for (const posting of packed) {
    const number = postedChunk(posting);
    const quarters = posting % packing;
    pushInteger(bytes, (number - before) * 2 + (quarters === plain ? 0 : 1));
    if (quarters !== plain) bytes.push(quarters);
    before = number;
  }
  return new Uint8Array(bytes);
}

function pushInteger(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

/** Returns the number of postings in an encoded list. */
export function postingCount(list: Uint8Array): number {
  let count = 0;
  let scale = 1;
  for (const byte of list) {
    count += (byte & 127) * scale;
    if (byte < 128) return count;
    scale *= 128;
  }
  return 0;
}

/** Postings of one term by ascending chunk, in arrays that are used again: valid until the next term is read. */
export class Postings {
  /** How many postings there are; what follows in the arrays is left over. */
  count = 0;
  chunks = new Uint32Array(1_024);
  /** Weighted occurrences, in quarters. */
  quarters = new Uint8Array(1_024);

  clear(): void {
    this.count = 0;
  }

  add(packed: number): void {
    this.#reserve(1);
    this.chunks[this.count] = postedChunk(packed);
    this.quarters[this.count++] = packed % packing;
  }

  /** Adds an encoded list. A damaged one adds whatever it says, without reading beyond its end. */
  addList(list: Uint8Array): void {
    this.#reserve(list.length); // Each posting takes a byte at least.
    const { chunks, quarters } = this;
    let at = 0;
    while ((list[at++] ?? 0) >= 128); // The count.
    let number = 0;
    let to = this.count;
    while (at < list.length) {
      let byte = list[at++] ?? 0;
      let value = byte & 127;
      for (let scale = 128; byte >= 128 && at < list.length; scale *= 128) {
        byte = list[at++] ?? 0;
        value += (byte & 127) * scale;
      }
      number += Math.floor(value / 2);
      chunks[to] = number;
      quarters[to++] = value % 2 === 0 ? plain : (list[at++] ?? plain);
    }
    this.count = to;
  }

  #reserve(more: number): void {
    const needed = this.count + more;
    if (needed <= this.chunks.length) return;
    const size = Math.max(needed, this.chunks.length * 2);
    const [chunks, quarters] = [new Uint32Array(size), new Uint8Array(size)];
    chunks.set(this.chunks);
    quarters.set(this.quarters);
    this.chunks = chunks;
    this.quarters = quarters;
  }
}
