import type * as vscode from "vscode";

/** After a keystroke, background work waits this long for the next one. Milliseconds. */
const typingMs = 700;

/** Rests between pieces of background work, which last until the user stops typing. */
export class TypingRests implements vscode.Disposable {
  readonly #timers = new Map<NodeJS.Timeout, () => void>();
  #typedAt = Number.NEGATIVE_INFINITY;

  /** Notes a keystroke. */
  typed(): void {
    this.#typedAt = performance.now();
  }

  /** Resolves after so many milliseconds, later while the user types, and at once when disposed. */
  async rest(ms: number): Promise<void> {
    await this.#wait(ms);
    for (let left = this.#left(); left > 0; left = this.#left()) await this.#wait(left);
  }

  dispose(): void {
    this.#typedAt = Number.NEGATIVE_INFINITY;
    for (const [timer, resolve] of this.#timers) {
      clearTimeout(timer);
      resolve();
    }
    this.#timers.clear();
  }

  #left(): number {
    return this.#typedAt + typingMs - performance.now();
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, ms);
      this.#timers.set(timer, resolve);
    });
  }
}
