import { isReserved } from "./declarations.ts";
import { isName, isWord, type Token } from "./tokenise.ts";

/** How the names and numbers of one line correspond to those of a line of the same shape. */
export interface Mapping {
  readonly names: ReadonlyMap<string, string>;
  /** Words that are equal, and that differ. */
  readonly same: number;
  readonly different: number;
}

/** Maps a line to another of the same shape: equal punctuation and keywords, names exchanged consistently. Undefined if it has none. */
export function mapLine(from: readonly Token[], to: readonly Token[]): Mapping | undefined {
  if (from.length !== to.length) return undefined;
  const names = new Map<string, string>();
  let same = 0;
  let different = 0;
  for (let at = 0; at < from.length; at++) {
    const left = from[at]?.text ?? "";
    const right = to[at]?.text ?? "";
    if (left !== right && !areExchangeable(left, right)) return undefined;
    if (names.has(left) && names.get(left) !== right) return undefined;
    names.set(left, right);
    if (!isWord(left)) continue;
    if (left === right) same++;
    else different++;
  }
  return { names, same, different };
}

function areExchangeable(left: string, right: string): boolean {
  return isWord(left) && isWord(right) && isName(left) === isName(right) && !isReserved(left) && !isReserved(right);
}

/** A line with its names exchanged. */
export function mapText(line: string, { names }: Mapping): string {
  return line.replace(/[\p{L}_$][\p{L}\p{N}_$]*|\p{N}[\p{L}\p{N}_.]*/gu, (word) => names.get(word) ?? word);
}
