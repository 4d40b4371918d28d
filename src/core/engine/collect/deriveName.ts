import { isWord, splitName } from "../../code/splitName.ts";

/**
 * Carries a renaming over to a relative of the renamed: as `from` became `to`, `name` becomes the answer — `user → order`
 * makes `loadUsers` into `loadOrders`. Undefined where the renaming says nothing about `name`.
 */
export function deriveName(from: string, to: string, name: string): string | undefined {
  const before = splitName(from);
  const after = splitName(to);
  let start = 0;
  while (start < before.length && start < after.length && alike(before[start], after[start])) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    alike(before[before.length - 1 - end], after[after.length - 1 - end])
  ) {
    end++;
  }
  const old = before.slice(start, before.length - end).filter(isWord);
  const fresh = after.slice(start, after.length - end).filter(isWord);
  if (old.length === 0 || fresh.length === 0 || old.join("").length < minLetters) return undefined;
  return substitute(name, old, fresh);
}

/** A shorter stretch of letters occurs in names by chance. */
const minLetters = 2;

function substitute(name: string, old: readonly string[], fresh: readonly string[]): string | undefined {
  const parts = splitName(name);
  const places = parts.flatMap((part, at) => (isWord(part) ? [at] : []));
  for (let at = 0; at + old.length <= places.length; at++) {
    if (!old.every((word, offset) => sameStem(parts[places[at + offset] ?? 0], word))) continue;
    const first = places[at] ?? 0;
    const last = places[at + old.length - 1] ?? first;
    const plural = pluralOf(parts[last], old.at(-1));
    const made = restyle(fresh, parts.slice(first, last + 1), name) + plural;
    const text = parts.slice(0, first).join("") + made + parts.slice(last + 1).join("");
    return text === name ? undefined : text;
  }
  return undefined;
}

/** Writes words in the style of those they replace: capitals, camel humps, underscores. */
function restyle(words: readonly string[], replaced: readonly string[], name: string): string {
  const first = replaced[0] ?? "";
  const isShouting = first.length > 1 && first === first.toUpperCase() && first !== first.toLowerCase();
  const isCapital = first[0] !== first[0]?.toLowerCase();
  const separator =
    replaced.find((part) => !isWord(part)) ?? (name.includes("_") ? "_" : name.includes("-") ? "-" : "");
  const styled = words.map((word, at) => {
    if (isShouting) return word.toUpperCase();
    const lower = word.toLowerCase();
    return isCapital || (at > 0 && separator === "") ? lower.slice(0, 1).toUpperCase() + lower.slice(1) : lower;
  });
  return styled.join(separator);
}

function sameStem(part: string | undefined, word: string): boolean {
  return alike(part, word) || pluralOf(part, word) !== "";
}

function pluralOf(part: string | undefined, word: string | undefined): string {
  return part !== undefined && word !== undefined && word.length > 2 && alike(part, `${word}s`) ? "s" : "";
}

function alike(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
}
