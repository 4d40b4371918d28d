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

const maxLooked = 12;

/** Answers whether files declare a word, each question once. */
export class Declarations {
  readonly #files: readonly IndexedFile[];
  readonly #known = new Map<string, readonly boolean[]>();

  constructor(files: readonly IndexedFile[]) {
    this.#files = files;
  }

  /** Whether a line of the file declares or imports the word. */
  isIn(file: IndexedFile, word: string): boolean {
    return this.#of(word)[this.#files.indexOf(file)] ?? false;
  }

  isAnywhere(word: string): boolean {
    return this.#of(word).includes(true);
  }

  #of(word: string): readonly boolean[] {
    const known = this.#known.get(word);
    if (known) return known;
    const found = this.#files.map((file) =>
      file
        .linesWith(word)
        .slice(0, maxLooked)
        .some((line) => isDeclaredIn(line, word)),
    );
    this.#known.set(word, found);
    return found;
  }
}

function isDeclaredIn({ tokens }: IndexedLine, word: string): boolean {
  return tokens.some((token, at) => token.text === word && isDeclaredAt(tokens, at));
}
