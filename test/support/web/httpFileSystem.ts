import * as vscode from "vscode";

/** A file system whose files are those of a folder that the test serves. It reports no changes. */
export class HttpFileSystem implements vscode.FileSystemProvider {
  readonly #url: string;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  constructor(url: string) {
    this.#url = url;
  }

  watch(): vscode.Disposable {
    return { dispose: () => undefined };
  }

  async stat({ path }: vscode.Uri): Promise<vscode.FileStat> {
    return JSON.parse(await (await this.#ask("stat", path)).text());
  }

  async readDirectory({ path }: vscode.Uri): Promise<[string, vscode.FileType][]> {
    return JSON.parse(await (await this.#ask("list", path)).text());
  }

  async readFile({ path }: vscode.Uri): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#ask("read", path)).arrayBuffer());
  }

  async writeFile({ path }: vscode.Uri, content: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#ask("write", path, content);
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  async #ask(what: string, path: string, body?: Uint8Array<ArrayBuffer>): Promise<Response> {
    const url = `${this.#url}?${new URLSearchParams({ what, path })}`;
    const response = await fetch(url, body ? { method: "POST", body } : {});
    if (response.status === 404) throw vscode.FileSystemError.FileNotFound(path);
    if (!response.ok) throw vscode.FileSystemError.Unavailable(path);
    return response;
  }
}
