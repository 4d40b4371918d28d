import { wordsOfName } from "../../../core/code/splitName.ts";

type Style = "camel" | "pascal" | "snake" | "upper";

/**
 * A name in which the words of `old` are exchanged for those of `now`, in the name's own spelling:
 * `fooBar` → `bazQux` turns `FOO_BAR` into `BAZ_QUX` and `getFooBars` into `getBazQuxs`. Undefined if they do not occur.
 */
export function variantOf(old: string, now: string, name: string): string | undefined {
  const oldWords = wordsOfName(old).map((word) => word.toLowerCase());
  const newWords = wordsOfName(now).map((word) => word.toLowerCase());
  const words = wordsOfName(name).map((word) => word.toLowerCase());
  if (oldWords.length === 0 || newWords.length === 0 || name === old) return undefined;
  const start = words.findIndex((_, at) => oldWords.every((word, offset) => fits(words[at + offset], word, offset)));
  if (start < 0) return undefined;
  function fits(found: string | undefined, word: string, offset: number): boolean {
    return found === word || (offset === oldWords.length - 1 && found === `${word}s`);
  }
  const style = styleOf(name);
  const bare = name.replace(/^_+/, "");
  if (spell(words, style) !== bare) return undefined;
  const end = start + oldWords.length;
  const isPlural = words[end - 1] !== oldWords.at(-1);
  const replaced = isPlural ? [...newWords.slice(0, -1), `${newWords.at(-1)}s`] : newWords;
  const prefix = name.slice(0, name.length - bare.length);
  const isSingle = words.length === 1 && style === "camel" && styleOf(now) === "snake";
  return prefix + spell([...words.slice(0, start), ...replaced, ...words.slice(end)], isSingle ? "snake" : style);
}

function styleOf(name: string): Style {
  if (name.length > 1 && /^[^a-z]*[A-Z][^a-z]*$/.test(name)) return "upper";
  if (name.includes("_")) return "snake";
  return /^[A-Z]/.test(name) ? "pascal" : "camel";
}

function spell(words: readonly string[], style: Style): string {
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  switch (style) {
    case "upper":
      return words.join("_").toUpperCase();
    case "snake":
      return words.join("_");
    case "pascal":
      return words.map(capital).join("");
    case "camel":
      return words.map((word, at) => (at > 0 ? capital(word) : word)).join("");
  }
}
