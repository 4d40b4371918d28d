import * as vscode from "vscode";
import { configurationPath } from "../../core/code/languages/configurationPath.ts";
import type { LanguageRow } from "../../core/code/languages/language.ts";
import { languageFromConfiguration } from "../../core/code/languages/languageFromConfiguration.ts";
import { languages } from "../../core/code/languages/languages.ts";
import { isKnownLanguage } from "../../core/code/languages/table.ts";

/**
 * Learns how languages are written that Hunch does not know by itself: reads their configuration from the extension
 * that brings them, once, when the first document of the language is opened.
 */
export class LanguageConfigurations implements vscode.Disposable {
  readonly #asked = new Set<string>();
  readonly #onError: (error: unknown) => void;
  readonly #listeners: readonly vscode.Disposable[];

  /** @param onError called with the reason why a configuration could not be read */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
    this.#listeners = [
      vscode.workspace.onDidOpenTextDocument(({ languageId }) => this.#ask(languageId)),
      // An extension that the user has just installed may bring the language.
      vscode.extensions.onDidChange(() => {
        this.#asked.clear();
        this.#askForOpen();
      }),
    ];
    this.#askForOpen();
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
  }

  #askForOpen(): void {
    for (const { languageId } of vscode.workspace.textDocuments) this.#ask(languageId);
  }

  #ask(languageId: string): void {
    if (isKnownLanguage(languageId) || this.#asked.has(languageId)) return;
    this.#asked.add(languageId);
    this.#read(languageId).catch(this.#onError);
  }

  /** The first configuration that can be read counts: several extensions may bring one for the same language. */
  async #read(languageId: string): Promise<void> {
    for (const { extensionUri, packageJSON } of vscode.extensions.all) {
      const path = configurationPath(packageJSON, languageId);
      const row = path && (await this.#readFile(vscode.Uri.joinPath(extensionUri, path)));
      if (row) return languages.add(languageId, row);
    }
  }

  async #readFile(uri: vscode.Uri): Promise<LanguageRow | undefined> {
    try {
      return languageFromConfiguration(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
    } catch (error) {
      this.#onError(error);
      return undefined;
    }
  }
}
