import type { Store } from "../ports.ts";

const key = "suggestWidgetExplained";
/** A suggestion that was held back once may be a coincidence; this often, the user wonders. */
const enough = 3;

/** Decides when to explain that the editor's list of completions holds suggestions back: once, ever. */
export class ListAdvice {
  readonly #store: Store;
  readonly #lines = new Set<string>();
  #isGiven: boolean;

  constructor(store: Store) {
    this.#store = store;
    this.#isGiven = store.get(key) === true;
  }

  /**
   * Records that a suggestion was held back. Resolves with whether to explain it now, which is remembered before.
   * @param line names a line of a document
   */
  async heldAt(line: string): Promise<boolean> {
    if (this.#isGiven) return false;
    this.#lines.add(line);
    if (this.#lines.size < enough) return false;
    this.#isGiven = true;
    await this.#store.set(key, true);
    return true;
  }
}
