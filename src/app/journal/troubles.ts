/** What is wrong at the moment, a sentence each. */
export class Troubles {
  readonly #sentences = new Map<string, string>();
  readonly #onTrouble: (sentence: string) => void;

  /** @param onTrouble called with each new sentence */
  constructor(onTrouble: (sentence: string) => void) {
    this.#onTrouble = onTrouble;
  }

  /** @param what has the trouble; it is reported again only when the sentence changes */
  set(what: string, sentence: string): void {
    if (this.#sentences.get(what) === sentence) return;
    this.#sentences.set(what, sentence);
    this.#onTrouble(sentence);
  }

  clear(what: string): void {
    this.#sentences.delete(what);
  }

  list(): readonly string[] {
    return [...this.#sentences.values()];
  }
}
