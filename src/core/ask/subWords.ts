import { wordsOfName } from "../code/splitName.ts";

const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+$/u;
const ascii = /^[a-z]+$/;

/**
 * The searchable terms of one word of code or prose: its sub-words at camelCase, snake_case and digit borders,
 * lower-cased and stemmed; scripts written without spaces become pairs of characters. A word of several parts is also
 * a term as a whole, so that an identifier in a question finds exactly itself.
 */
export function subWords(word: string): readonly string[] {
  const found = wordsOfName(word);
  const terms = found.flatMap((part) => (unspaced.test(part) ? pairs(part) : [stem(fold(part))]));
  return found.length > 1 ? [...terms, fold(found.join(""))] : terms;
}

/** Lower case without the accents of Latin letters. */
function fold(part: string): string {
  const lower = part.toLowerCase();
  return ascii.test(lower) ? lower : lower.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
}

function pairs(part: string): readonly string[] {
  const characters = [...part];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}

/**
 * A crude English stem: the result may be no word, but "retries", "retrying" and "retry" have the same one.
 * Short words are kept: in code, "is", "as" and "ids" mean more than their stems.
 */
export function stem(word: string): string {
  if (word.length < 4 || !ascii.test(word)) return word;
  if (word.length < 5) return word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : dropFinalE(word);
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.endsWith("ied")) return `${word.slice(0, -3)}y`;
  for (const ending of ["ations", "ation", "ings", "ing", "ers", "ed", "er", "es", "s"]) {
    if (!word.endsWith(ending) || word.length - ending.length < 3) continue;
    if (ending === "s" && /(ss|us|is)$/.test(word)) return word;
    return dropFinalE(dropDoubled(word.slice(0, -ending.length)));
  }
  return dropFinalE(word);
}

function dropFinalE(word: string): string {
  return word.length > 3 && word.endsWith("e") ? word.slice(0, -1) : word;
}

function dropDoubled(word: string): string {
  return word.length > 3 && word.at(-1) === word.at(-2) && !/[lsz]$/.test(word) ? word.slice(0, -1) : word;
}
