import * as vscode from "vscode";

/**
 * How long typing has paused. VS Code asks for ghost text 50 ms after a key at the earliest, so a part of the pause that a
 * new suggestion needs has passed by then.
 */
export class TypingPause implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  #last: { readonly document: vscode.TextDocument; readonly at: number } | undefined;

  constructor() {
    this.#subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // Saving changes no text.
      if (contentChanges.length > 0) this.#last = { document, at: performance.now() };
    });
  }

  /** Milliseconds since a document's text changed last; `Infinity` if another document did since then. */
  msIn(document: vscode.TextDocument): number {
    return this.#last?.document === document ? performance.now() - this.#last.at : Number.POSITIVE_INFINITY;
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
