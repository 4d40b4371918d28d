import type { Store } from "../ports.ts";

const key = "hunch.modelNumbers";
const maxModels = 200;

/**
 * Numbers the models that answer on this machine, so that recorded events need not contain their names. The names stay
 * in the editor's own storage.
 */
export class ModelNumbers {
  readonly #store: Store;
  readonly #onError: (error: unknown) => void;

  constructor(store: Store, onError: (error: unknown) => void) {
    this.#store = store;
    this.#onError = onError;
  }

  /** The number of a model, from 1; a new model gets the next one. */
  numberOf(name: string): number {
    const names = this.#names();
    const known = names.indexOf(name);
    if (known >= 0) return known + 1;
    if (names.length >= maxModels) return 0; // Further models share a number.
    this.#store.set(key, [...names, name]).catch(this.#onError);
    return names.length + 1;
  }

  /** The name of a numbered model, or undefined if it is not known on this machine. */
  nameOf(number: number): string | undefined {
    return this.#names()[number - 1];
  }

  #names(): readonly string[] {
    const saved = this.#store.get(key);
    return Array.isArray(saved) ? saved.filter((name): name is string => typeof name === "string") : [];
  }
}
