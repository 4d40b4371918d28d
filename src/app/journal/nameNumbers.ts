import type { Store } from "../ports.ts";

const maxNames = 200;

export interface NameNumbersDeps {
  readonly store: Store;
  /** Where the names are kept in the store. */
  readonly key: string;
  readonly onError: (error: unknown) => void;
}

/**
 * Numbers names that the user chose, such as those of models, so that recorded events need not contain them. The names
 * stay in the editor's own storage.
 */
export class NameNumbers {
  readonly #deps: NameNumbersDeps;

  constructor(deps: NameNumbersDeps) {
    this.#deps = deps;
  }

  /** The number of a name, from 1; a new name gets the next one. */
  numberOf(name: string): number {
    const names = this.#names();
    const known = names.indexOf(name);
    if (known >= 0) return known + 1;
    if (names.length >= maxNames) return 0; // Further names share a number.
    this.#deps.store.set(this.#deps.key, [...names, name]).catch(this.#deps.onError);
    return names.length + 1;
  }

  /** The name of a number, or undefined if it is not known on this machine. */
  nameOf(number: number): string | undefined {
    return this.#names()[number - 1];
  }

  #names(): readonly string[] {
    const saved = this.#deps.store.get(this.#deps.key);
    return Array.isArray(saved) ? saved.filter((name): name is string => typeof name === "string") : [];
  }
}
