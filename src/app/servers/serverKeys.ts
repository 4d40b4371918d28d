import type { Secrets } from "../ports.ts";

/**
 * API keys of model servers, kept by the editor's secret storage only. A key belongs to one origin: it is never sent to
 * another server because a setting has changed.
 */
export class ServerKeys {
  readonly #secrets: Secrets;
  /** What was read since the last change. */
  readonly #known = new Map<string, Promise<string | undefined>>();

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  get(origin: string): Promise<string | undefined> {
    const known = this.#known.get(origin);
    if (known) return known;
    const reading = this.#secrets.get(nameOf(origin)).then((key) => key || undefined);
    this.#known.set(origin, reading);
    reading.catch(() => this.#known.delete(origin)); // The caller gets the error; the next request tries again.
    return reading;
  }

  /** Saves a key, without white space around it; an empty one is removed. */
  async set(origin: string, key: string): Promise<void> {
    const text = key.trim();
    await (text ? this.#secrets.set(nameOf(origin), text) : this.#secrets.delete(nameOf(origin)));
    this.#known.delete(origin);
  }

  /** To be called if another window may have changed a key. */
  forgetRead(): void {
    this.#known.clear();
  }
}

function nameOf(origin: string): string {
  return `hunch.apiKey:${origin}`;
}
