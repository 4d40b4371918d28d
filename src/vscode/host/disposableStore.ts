import type * as vscode from "vscode";

/**
 * Owns disposables and disposes all of them once, the last added first. One that throws doesn't prevent the others.
 * @throws AggregateError from `dispose`, after all were disposed
 */
export class DisposableStore implements vscode.Disposable {
  readonly #owned: { dispose(): unknown }[] = [];

  add<T extends { dispose(): unknown }>(owned: T): T {
    this.#owned.push(owned);
    return owned;
  }

  dispose(): void {
    const failures: unknown[] = [];
    for (const each of this.#owned.splice(0).reverse()) {
      try {
        each.dispose();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "Some objects could not be disposed.");
  }
}
