import type * as vscode from "vscode";

/**
 * Owns what was created for it and disposes all of it once, last created first; what fails does not keep the rest alive.
 * @throws AggregateError from `dispose`, once all had their turn
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
    if (failures.length > 0) throw new AggregateError(failures, "Not everything could be disposed of.");
  }
}
