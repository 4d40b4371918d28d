import * as vscode from "vscode";

/**
 * Keys of model servers, in the editor's secret storage and nowhere else. Each belongs to one origin: a key is never
 * sent to another server because a setting was changed.
 */
export class ApiKeys implements vscode.Disposable {
  readonly #known = new Map<string, Promise<string | undefined>>();
  readonly #secrets: vscode.SecretStorage;
  readonly #listener: vscode.Disposable;

  /** @param onChange hears of a changed key, also by another window */
  constructor(secrets: vscode.SecretStorage, onChange: () => void) {
    this.#secrets = secrets;
    this.#listener = secrets.onDidChange(() => {
      this.#known.clear();
      onChange();
    });
  }

  get(origin: string): Promise<string | undefined> {
    const known = this.#known.get(origin);
    if (known) return known;
    const reading = Promise.resolve(this.#secrets.get(nameOf(origin))).then((key) => key || undefined);
    this.#known.set(origin, reading);
    return reading;
  }

  /** Asks for a key and keeps it; an empty one forgets it. @returns whether something was changed */
  async ask(origin: string): Promise<boolean> {
    const key = await vscode.window.showInputBox({
      title: `API key for ${origin}`,
      prompt: "Kept in the editor's secret storage and sent to this server only. Leave empty to forget it.",
      password: true,
      ignoreFocusOut: true,
    });
    if (key === undefined) return false;
    await (key.trim() ? this.#secrets.store(nameOf(origin), key.trim()) : this.#secrets.delete(nameOf(origin)));
    this.#known.delete(origin);
    return true;
  }

  dispose(): void {
    this.#listener.dispose();
  }
}

function nameOf(origin: string): string {
  return `hunch.apiKey:${origin}`;
}
