/** Watches single files of a process that is not told about changes: it looks at them when it is asked to. */
export class PolledWatches {
  readonly #stampOf: (uri: string) => Promise<string>;
  readonly #watched = new Set<Watch>();

  /** @param stampOf resolves with a text that changes with the file, also when it is created or deleted */
  constructor(stampOf: (uri: string) => Promise<string>) {
    this.#stampOf = stampOf;
  }

  /** Calls back when a later `look` finds the file changed. Returns a function that ends this. */
  watch(uri: string, onChange: () => void): () => void {
    const watch = { uri, onChange, stamp: this.#stampOf(uri) };
    this.#watched.add(watch);
    return () => void this.#watched.delete(watch);
  }

  async look(): Promise<void> {
    for (const watch of [...this.#watched]) {
      const before = await watch.stamp;
      watch.stamp = this.#stampOf(watch.uri);
      if ((await watch.stamp) !== before) watch.onChange();
    }
  }
}

interface Watch {
  readonly uri: string;
  readonly onChange: () => void;
  /** As it was found last. */
  stamp: Promise<string>;
}
