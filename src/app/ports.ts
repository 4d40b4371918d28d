/** What the product asks of the editor, terminal or server it runs in. Locations are uris as text. */

/** Remembers values across restarts. */
export interface Store {
  /** Returns whatever was saved, to be checked by the caller, or undefined. */
  get(key: string): unknown;
  /** Resolves when saved; rejects if it can't be. `undefined` removes the value. */
  set(key: string, value: unknown): Promise<void>;
}

/** Keeps secrets in the operating system's store. */
export interface Secrets {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
}

export interface Clock {
  /** Monotonic time in milliseconds, for durations. */
  monotonic(): number;
  /** Time of day in milliseconds since 1970. */
  wall(): number;
  /** Calls back after at least `ms` milliseconds. Returns a function that cancels the call. */
  after(ms: number, callback: () => void): () => void;
}

export interface FileStat {
  readonly kind: "file" | "folder" | "other";
  /** Bytes. */
  readonly size: number;
  /** Time of the last change, in milliseconds since 1970. */
  readonly modified: number;
}

/** The files of the machine or service the user works on. Only the gate to files, `app/files/readText`, may read. */
export interface Files {
  /** Resolves with undefined if nothing is there. */
  stat(uri: string): Promise<FileStat | undefined>;
  /** Rejects if the file can't be read. */
  read(uri: string): Promise<Uint8Array>;
  /** Names in a folder with their kinds. */
  list(uri: string): Promise<readonly (readonly [name: string, kind: FileStat["kind"]])[]>;
  /** Calls back when the file is created, changed or deleted. Returns a function that stops watching. */
  watch(uri: string, onChange: () => void): () => void;
}

/** A document that is open in the editor, with its unsaved changes. */
export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  /** Grows with every change. */
  readonly version: number;
  readonly lineCount: number;
  text(): string;
}

/** The documents that are open in the editor. */
export interface Documents {
  /** The document at this location, or undefined if it isn't open. */
  get(uri: string): OpenDocument | undefined;
}

/** The folders that are open in the editor. */
export interface Workspace {
  /** The file that contains a document: the notebook of a cell, otherwise the same location. */
  fileOf(uri: string): string;
  /** The innermost open folder that contains the file, or undefined. */
  folderOf(uri: string): string | undefined;
  /** The file's path for display and prompts: relative to its open folder, otherwise its name. "/" between the parts. */
  displayPath(uri: string): string;
  /**
   * Finds files in all open folders.
   * @param include glob relative to an open folder
   * @param exclude glob of files and folders to skip
   * @param limit maximum number of files
   * @param isWanted which files are returned, and so count for the limit; all by default
   */
  find(
    include: string,
    exclude: string,
    limit: number,
    isWanted?: (uri: string) => boolean,
  ): Promise<readonly string[]>;
}

/** The log that a user can open. */
export interface Log {
  debug(message: string): void;
  warn(message: string): void;
}

/** Identifies the content of a file to which text is only added. */
export interface LineFileState {
  /** Bytes. */
  readonly size: number;
  /** Time of the last change, in milliseconds since 1970. */
  readonly modified: number;
}

/** Files of lines in Hunch's own folder, to which several processes append at once. */
export interface LineFiles {
  /** Names of the files; none while the folder does not exist. */
  names(): Promise<readonly string[]>;
  /**
   * Adds text at the end of a file in one operation, so that no text of another process gets inside it.
   * Resolves with the number of bytes that were added, fewer than asked for if the disk is full.
   */
  append(name: string, text: string): Promise<number>;
  /** Reads at most `maxBytes` from a byte offset on; undefined if the file is missing or ends before that offset. */
  read(name: string, from: number, maxBytes: number): Promise<Uint8Array | undefined>;
  /** Resolves with undefined if the file is missing. */
  stat(name: string): Promise<LineFileState | undefined>;
  /** Replaces the content of a file. What several processes write at once may be mixed, and a reader may see part of it. */
  overwrite(name: string, text: string): Promise<void>;
  /** Deletes a file, if it exists. */
  remove(name: string): Promise<void>;
  /** The file's location, for messages. */
  locationOf(name: string): string;
}

/** Subscribes a listener. Returns a function that unsubscribes it. */
export type Subscribe<Value> = (listener: (value: Value) => void) => () => void;
