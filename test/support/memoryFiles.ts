import type { Documents, Files, OpenDocument, Workspace } from "../../src/app/ports.ts";

/** A workspace in memory. Files and documents can be added, changed and removed at any time. */
export class MemoryFiles implements Files, Documents, Workspace {
  /** Uri → text or bytes. Folders exist where a file's path has them. */
  readonly contents = new Map<string, string | Uint8Array>();
  /** Uri → time of the last change; 0 if left out. */
  readonly times = new Map<string, number>();
  readonly open = new Map<string, OpenDocument>();
  /** Uris that were read, in order. */
  readonly reads: string[] = [];
  readonly folder: string;

  /** @param files path in the folder → text */
  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}, folder = "file:///work/shop") {
    this.folder = folder;
    for (const [path, content] of Object.entries(files)) this.contents.set(this.uri(path), content);
  }

  uri(path: string): string {
    return `${this.folder}/${path}`;
  }

  openDocument(uri: string, text: string, languageId = "typescript"): OpenDocument {
    const document = { uri, languageId, version: 1, lineCount: text.split("\n").length, text: () => text };
    this.open.set(uri, document);
    return document;
  }

  stat = async (uri: string) => {
    const content = this.contents.get(uri);
    const modified = this.times.get(uri) ?? 0;
    if (content !== undefined) return { kind: "file", size: bytesOf(content).length, modified } as const;
    const isFolder = [...this.contents.keys()].some((each) => each.startsWith(`${uri}/`));
    return isFolder ? ({ kind: "folder", size: 0, modified } as const) : undefined;
  };

  read = async (uri: string) => {
    this.reads.push(uri);
    const content = this.contents.get(uri);
    if (content === undefined) throw new Error(`${uri} is missing`);
    return bytesOf(content);
  };

  list = async () => [];

  watch: Files["watch"] = () => () => undefined;

  get = (uri: string) => this.open.get(uri);

  fileOf = (uri: string) => uri;

  folderOf = (uri: string) => (uri.startsWith(`${this.folder}/`) ? this.folder : undefined);

  displayPath = (uri: string) =>
    this.folderOf(uri) ? uri.slice(this.folder.length + 1) : (uri.split("/").at(-1) ?? uri);

  /** All files, or those with an ending of a glob such as "**\/{*.ts,*.tsx}". */
  find: Workspace["find"] = async (include, _exclude, limit, isWanted = () => true) => {
    const endings = [...include.matchAll(/\*(\.\w+)/g)].map(([, ending = ""]) => ending);
    return [...this.contents.keys()]
      .filter((uri) => endings.length === 0 || endings.some((ending) => uri.endsWith(ending)))
      .filter(isWanted)
      .slice(0, limit);
  };
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}
