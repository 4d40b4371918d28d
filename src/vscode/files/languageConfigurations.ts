import * as vscode from "vscode";
import { configurationPath } from "../../core/code/languages/configurationPath.ts";
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
  readonly #opened: vscode.Disposable;

  /** @param onError called with the reason why a configuration could not be read */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
    this.#opened = vscode.workspace.onDidOpenTextDocument(({ languageId }) => this.#ask(languageId));
    for (const { languageId } of vscode.workspace.textDocuments) this.#ask(languageId);
  }

  dispose(): void {
    this.#opened.dispose();
  }

  #ask(languageId: string): void {
    if (isKnownLanguage(languageId) || this.#asked.has(languageId)) return;
    this.#asked.add(languageId);
    this.#read(languageId).catch(this.#onError);
  }

  async #read(languageId: string): Promise<void> {
    for (const { extensionUri, packageJSON } of vscode.extensions.all) {
      const path = configurationPath(packageJSON, languageId);
      if (path === undefined) continue;
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, path));
      const row = languageFromConfiguration(new TextDecoder().decode(bytes));
      if (row) languages.add(languageId, row);
      return;
    }
  }
}
