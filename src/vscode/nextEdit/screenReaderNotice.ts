import * as vscode from "vscode";
import { t } from "../host/t.ts";

/**
 * Says what is drawn: in the status bar, where a screen reader finds it and a click goes to the edit, and as a
 * notification where `editor.accessibilitySupport` is "on", because VS Code's stable API has no other way to have a
 * sentence read aloud.
 */
export class ScreenReaderNotice implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem("hunch.nextEdit", vscode.StatusBarAlignment.Right, 99);
  #sentence: string | undefined;
  #close: () => void = () => undefined;

  constructor() {
    this.#item.name = t("Hunch: Next Edit");
    this.#item.command = "hunch.takeNextEdit";
  }

  /** @param place where the edit is, in two words */
  say(place: string, sentence: string): void {
    if (sentence === this.#sentence) return;
    this.clear();
    this.#sentence = sentence;
    this.#item.text = `$(arrow-small-right) ${t("Next edit: {0}", place)}`;
    this.#item.tooltip = sentence;
    this.#item.accessibilityInformation = { label: sentence, role: "button" };
    this.#item.show();
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
    this.#item.hide();
    this.#close();
  }

  dispose(): void {
    this.clear();
    this.#item.dispose();
  }
}
