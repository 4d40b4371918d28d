import { DynamicCache, type Tensor } from "@huggingface/transformers";

/** What a model has read, so that the next prompt is read from where it differs: while typing, near its end. */
export class PromptCache {
  #ids: readonly bigint[] = [];
  #cache: DynamicCache = new DynamicCache();

  /**
   * The part of what was read with which a prompt begins.
   * At least the last token is left to be read: what follows it is the answer.
   */
  take(ids: readonly bigint[]): { readonly length: number; readonly cache: DynamicCache } {
    let length = 0;
    while (length < ids.length - 1 && ids[length] !== undefined && ids[length] === this.#ids[length]) length++;
    const entries = Object.entries(this.#cache);
    // Other shapes than key and value by position can't be shortened.
    const isPlain = entries.every(
      ([name, { dims }]) => /^past_key_values\.\d+\.(key|value)$/.test(name) && dims.length === 4,
    );
    if (length === 0 || entries.length === 0 || !isPlain || this.#cache.get_seq_length() < length) {
      return { length: 0, cache: new DynamicCache() };
    }
    const shortened = entries.map(([name, tensor]): [string, Tensor] => [
      name,
      tensor.slice(null, null, [0, length], null),
    ]);
    return { length, cache: new DynamicCache(Object.fromEntries(shortened)) };
  }

  /** Keeps what a prompt left behind. @param ids read so far; the cache may hold an answer beyond them */
  keep(ids: readonly bigint[], cache: DynamicCache): void {
    this.#ids = ids;
    this.#cache = cache;
  }
}
