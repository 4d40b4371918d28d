import type { IndexStore } from "../index/indexStore.ts";
import type { TermVectors } from "./textVectors.ts";

const keys = { facts: "termVectors.facts", rarities: "termVectors.rarities", basis: "termVectors.basis" } as const;

/** Saves vectors of terms beside the index. */
export function saveTermVectors(
  store: IndexStore,
  { dimensions, learntFrom, terms, rarities, basis }: TermVectors,
): void {
  store.setValue(keys.rarities, bytesOf(rarities));
  store.setValue(keys.basis, bytesOf(basis));
  store.setValue(keys.facts, new TextEncoder().encode(JSON.stringify([dimensions, learntFrom, terms.join(" ")])));
}

/** Returns the saved vectors of terms, or undefined if there are none that fit together. */
export function savedTermVectors(store: IndexStore): TermVectors | undefined {
  const [facts, rarities, basis] = [keys.facts, keys.rarities, keys.basis].map((key) => store.value(key));
  if (!facts || !rarities || !basis) return undefined;
  const [dimensions, learntFrom, words]: [number, number, string] = JSON.parse(new TextDecoder().decode(facts));
  const terms = words === "" ? [] : words.split(" ");
  const found = { dimensions, learntFrom, terms, rarities: numbersOf(rarities), basis: numbersOf(basis) };
  const fits = found.rarities.length === terms.length && found.basis.length === terms.length * dimensions;
  return fits ? found : undefined;
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function numbersOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(bytes.slice(0, bytes.length - (bytes.length % 4)).buffer); // Aligned.
}
