import { DynamicCache, type Tensor } from "@huggingface/transformers";

/** What a model has read, so that only the differing end of the next prompt is read. While typing, that is short. */
export class PromptCache {
  #ids: readonly bigint[] = [];
  #cache: DynamicCache = new DynamicCache();

  /**
   * The cached part that a prompt starts with.
   * At least the last token is left to read, because the answer follows from it.
   */
  take(ids: readonly bigint[]): { readonly length: number; readonly cache: DynamicCache } {
    let length = 0;
    while (length < ids.length - 1 && ids[length] !== undefined && ids[length] === this.#ids[length]) length++;
    const entries = Object.entries(this.#cache);
    // Only a cache with keys and values by position can be shortened.
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

  /** Keeps the cache of a prompt. @param ids the tokens read so far; the cache may also hold an answer after them */
  keep(ids: readonly bigint[], cache: DynamicCache): void {
    this.#ids = ids;
    this.#cache = cache;
  }
}
