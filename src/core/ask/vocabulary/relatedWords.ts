import { stem } from "../subWords.ts";
import { synonyms } from "./synonyms.ts";

const byWord = new Map<string, Set<string>>();
const byPhrase = new Map<string, Set<string>>();
for (const line of synonyms) {
  const entries = line.split(" ");
  const words = entries.filter((entry) => !entry.includes("_")).map((word) => stem(word));
  for (const word of words) addAll(byWord, word, words);
  for (const entry of entries) if (entry.includes("_")) addAll(byPhrase, phraseKey(entry.split("_")), words);
}

function addAll(table: Map<string, Set<string>>, key: string, words: readonly string[]): void {
  const related = table.get(key) ?? new Set();
  for (const word of words) if (word !== key) related.add(word);
  table.set(key, related);
}

function phraseKey(words: readonly string[]): string {
  return words.map((word) => stem(word.toLowerCase())).join(" ");
}

/** Returns stems that programmers use for the same thing as a stem. */
export function relatedWords(term: string): ReadonlySet<string> {
  return byWord.get(term) ?? new Set();
}

/** Returns, for each known phrase of two or three words in a text, the stems that stand for it. */
export function relatedToPhrases(text: string): readonly ReadonlySet<string>[] {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [2, 3].flatMap((length) =>
    words.flatMap((_, at) => byPhrase.get(phraseKey(words.slice(at, at + length))) ?? []),
  );
}
