import type { IndexedFile, IndexedLine } from "./indexedFile.ts";
import type { Token } from "./tokenise.ts";

const declaring = new Set(
  (
    "const let var def fn func function class interface type enum struct trait mod import use from final static val " +
    "private public protected readonly as for package namespace impl"
  ).split(" "),
);

const reserved = new Set(
  (
    "if else for while return const let var def fn func function class import from export new this self public private " +
    "static final void int string str bool boolean true false null None nil not and or in is as async await pub mut impl " +
    "struct enum type interface package use match switch case break continue try catch except throw throws raise with"
  ).split(" "),
);

/** Whether a word is a keyword or a basic type of one of the common languages. */
export function isReserved(word: string): boolean {
  return reserved.has(word);
}

/** Whether the token at this place is being declared or imported: a keyword within three tokens before it, or an assignment. */
export function isDeclaredAt(tokens: readonly Token[], at: number): boolean {
  for (let before = Math.max(0, at - 3); before < at; before++)
    if (declaring.has(tokens[before]?.text ?? "")) return true;
  const next = tokens[at + 1]?.text;
  const isAssigned = (next === "=" && tokens[at + 2]?.text !== "=") || (next === ":" && tokens[at + 2]?.text === "=");
  return at === 0 && isAssigned;
}

const maxLooked = 40;

/** Whether a line of the file declares or imports the word. */
export function declares(file: IndexedFile, word: string): boolean {
  return file
    .linesWith(word)
    .slice(0, maxLooked)
    .some((line) => isDeclaredIn(line, word));
}

function isDeclaredIn({ tokens }: IndexedLine, word: string): boolean {
  return tokens.some((token, at) => token.text === word && isDeclaredAt(tokens, at));
}
