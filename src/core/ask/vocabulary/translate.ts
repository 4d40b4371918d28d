import { stem } from "../subWords.ts";
import { translations } from "./translations.ts";

const han = /\p{Script=Han}/u;
const english = /^(?:the|is|are|how|what|where|when|does|do|of|to|in|and|which|why|who|for|it|an|i|can)$/;
const others =
  /^(?:der|die|das|den|dem|wie|wo|wird|werden|und|ich|kann|ist|ein|eine|was|warum|wenn|nicht|welche[rsnm]?|el|la|los|las|qué|que|cómo|dónde|cuándo|se|está|una|por|si|le|les|comment|où|est|quand|pourquoi|des|une|du|os|como|onde|quando|em|uma)$/;
const shortestPrefix = 3;

interface Translation {
  readonly english: readonly string[];
  readonly words: ReadonlySet<string>;
  readonly prefixes: readonly string[];
  readonly han: readonly string[];
}

const table: readonly Translation[] = translations.map((line) => {
  const [terms = "", words = ""] = line.split(": ");
  const all = words.split(" ");
  return {
    english: terms.split(" ").map((term) => stem(term)),
    words: new Set(all.filter((word) => !word.endsWith("*") && !han.test(word))),
    prefixes: all.filter((word) => word.endsWith("*") && word.length > shortestPrefix).map((word) => word.slice(0, -1)),
    han: all.filter((word) => han.test(word)),
  };
});

/** Whether a question is in a language other than English, by its script and its commonest words. */
export function isForeign(question: string): boolean {
  if (han.test(question)) return true;
  const words = wordsOf(question);
  const count = (pattern: RegExp) => words.filter((word) => pattern.test(word)).length;
  return count(others) > count(english);
}

/** Returns, for each known key term of a question in another language, the English stems it may mean. */
export function translate(question: string): readonly (readonly string[])[] {
  if (!isForeign(question)) return [];
  const words = wordsOf(question);
  const means = (entry: Translation) =>
    entry.han.some((word) => question.includes(word)) ||
    words.some((word) => entry.words.has(word) || entry.prefixes.some((prefix) => word.startsWith(prefix)));
  return table.filter(means).map((entry) => entry.english);
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}
