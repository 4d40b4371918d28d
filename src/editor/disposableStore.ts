import type * as vscode from "vscode";

/** Owns what was created for it and disposes all of it once, last created first. */
export class DisposableStore implements vscode.Disposable {
  readonly #owned: { dispose(): unknown }[] = [];

  add<T extends { dispose(): unknown }>(owned: T): T {
    this.#owned.push(owned);
    return owned;
  }

  dispose(): void {
    for (const each of this.#owned.splice(0).reverse()) each.dispose();
  }
}
