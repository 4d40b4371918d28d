import * as vscode from "vscode";

/**
 * Says what is drawn: in the status bar, where a screen reader finds it, and as a notification where
 * `editor.accessibilitySupport` is "on", because VS Code's stable API has no other way to have a sentence read aloud.
 */
export class ScreenReaderNotice implements vscode.Disposable {
  #message: vscode.Disposable | undefined;
  #sentence: string | undefined;
  #close: () => void = () => undefined;

  say(sentence: string): void {
    if (sentence === this.#sentence) return;
    this.clear();
    this.#sentence = sentence;
    this.#message = vscode.window.setStatusBarMessage(sentence);
    if (vscode.workspace.getConfiguration("editor").get("accessibilitySupport") !== "on") return;
    const location = vscode.ProgressLocation.Notification;
    void vscode.window.withProgress(
      { location, title: sentence },
      () =>
        new Promise<void>((resolve) => {
          this.#close = resolve;
        }),
    );
  }

  clear(): void {
    this.#sentence = undefined;
    this.#message?.dispose();
    this.#message = undefined;
    this.#close();
  }

  dispose(): void {
    this.clear();
  }
}
