import { normalUri } from "../documents/normalUri.ts";

/** The folders that are open in the client. */
export class Folders {
  #uris: readonly string[];

  /** @param uris of the folders that are open at the start */
  constructor(uris: readonly string[]) {
    this.#uris = [...new Set(uris.map(folderUri))];
  }

  all(): readonly string[] {
    return this.#uris;
  }

  change(added: readonly string[], removed: readonly string[]): void {
    const gone = new Set(removed.map(folderUri));
    this.#uris = [...new Set([...this.#uris.filter((uri) => !gone.has(uri)), ...added.map(folderUri)])];
  }

  /** The innermost folder that contains a file, or undefined. */
  of(uri: string): string | undefined {
    return this.#uris
      .filter((folder) => uri.startsWith(`${folder}/`))
      .reduce<string | undefined>((best, each) => (best && best.length >= each.length ? best : each), undefined);
  }
}

function folderUri(uri: string): string {
  return normalUri(uri).replace(/\/+$/, "");
}
