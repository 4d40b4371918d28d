import type { AskRequest } from "../../core/ask/askFiles.ts";
import type { Commit } from "../../core/ask/history/commitIndex.ts";
import type { IndexedFile } from "../../core/ask/index/memoryIndex.ts";
import type { Findings, PassageIndex } from "../../core/ask/passageIndex.ts";

export interface WorkspaceIndexDeps {
  readonly index: PassageIndex;
  /** Uris of the files that may be indexed, the most important first. */
  readonly list: () => Promise<readonly string[]>;
  /** Reads a file through the gate; resolves with undefined if it is gone, too large, binary, excluded or secret. */
  readonly read: (uri: string) => Promise<IndexedFile | undefined>;
  /** Recently opened files, most recent first. */
  readonly recentUris: () => readonly string[];
  /** Commit messages of the workspace, newest first; empty where there are none. */
  readonly history: () => Promise<readonly Commit[]>;
  /** Is called with failures that cost a part of the index only. */
  readonly onError: (error: unknown) => void;
}

/** Files and UTF-16 units of text that are indexed at most; the rest of a larger workspace is not searched. */
const mostFiles = 20_000;
const mostText = 64_000_000;
/** Files read at the same time and handed to the index together. */
const batchSize = 16;

/** Searches before passages of files that keep changing are left out. */
const mostAttempts = 3;

/** Reports how many files of how many are indexed. */
export type OnProgress = (done: number, total: number) => void;

/**
 * Keeps an index in step with the workspace. It is built when it is first needed; later, a search first reads the files
 * that changed since the last one. Passages are read again before they are returned, so that no file is shown that has
 * been excluded, deleted or rewritten meanwhile.
 */
export class WorkspaceIndex {
  readonly #deps: WorkspaceIndexDeps;
  #built: Promise<void> | undefined;
  #isBuilding = false;
  readonly #lengths = new Map<string, number>();
  readonly #stale = new Set<string>();
  #text = 0;
  #generation = 0;
  #progress: { readonly done: number; readonly total: number } | undefined;
  readonly #listeners = new Set<OnProgress>();

  constructor(deps: WorkspaceIndexDeps) {
    this.#deps = deps;
  }

  /** Starts to build the index, so that it is ready sooner; does nothing if that has been done. */
  prepare(): void {
    void this.#ready().catch(this.#deps.onError);
  }

  /** Whether the index is built or being built. */
  get isStarted(): boolean {
    return this.#built !== undefined;
  }

  /** Notes that a file was created, changed or deleted. */
  changed(uri: string): void {
    if (this.#built) this.#stale.add(uri);
  }

  /** Notes that a file, or a folder with all its files, was deleted. */
  deleted(uri: string): void {
    this.changed(uri);
    if (!this.#built || this.#lengths.has(uri)) return; // A file.
    for (const known of this.#lengths.keys()) if (known.startsWith(`${uri}/`)) this.#stale.add(known);
  }

  /** Forgets everything, because what is excluded or which folders are open changed; the next search builds again. */
  reset(): void {
    this.#generation++;
    if (!this.#isBuilding) this.#built = undefined;
  }

  /** Finds passages, best first; resolves with undefined when aborted. */
  async find(
    request: AskRequest,
    limit: number,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<Findings | undefined> {
    this.#listeners.add(onProgress);
    if (this.#progress) onProgress(this.#progress.done, this.#progress.total);
    try {
      await untilAborted(this.#ready(), signal);
      for (const uri of this.#deps.recentUris()) if (!this.#lengths.has(uri)) this.#stale.add(uri);
      for (let attempt = 1; !signal.aborted; attempt++) {
        await this.#refresh(signal);
        const findings = await this.#deps.index.find(request, { limit, recentUris: this.#deps.recentUris() });
        const outdated = await this.#outdated(findings);
        if (signal.aborted) return undefined;
        if (outdated.size === 0) return findings;
        if (attempt === mostAttempts)
          return { ...findings, passages: findings.passages.filter(({ uri }) => !outdated.has(uri)) };
        for (const uri of outdated) this.#stale.add(uri);
      }
      return undefined;
    } finally {
      this.#listeners.delete(onProgress);
    }
  }

  /** Reads the files of the passages again; returns those that are not as they were indexed. */
  async #outdated({ passages }: Findings): Promise<ReadonlySet<string>> {
    const uris = [...new Set(passages.map(({ uri }) => uri))];
    const checks = await Promise.all(uris.map(async (uri) => ({ uri, file: await this.#deps.read(uri) })));
    const changed = checks.filter(({ uri, file }) => {
      const lines = file?.text.split(/\r\n|\n|\r/) ?? [];
      const own = passages.filter((passage) => passage.uri === uri);
      return own.some(({ startLine, endLine, text }) => !sameLines(lines.slice(startLine, endLine), text));
    });
    return new Set(changed.map(({ uri }) => uri));
  }

  #ready(): Promise<void> {
    this.#built ??= this.#build();
    return this.#built;
  }

  /** Builds until no reset came in between. */
  async #build(): Promise<void> {
    this.#isBuilding = true;
    try {
      let generation: number;
      do {
        generation = this.#generation;
        await this.#buildOnce(generation);
      } while (generation !== this.#generation);
    } catch (error) {
      this.#built = undefined;
      throw error;
    } finally {
      this.#isBuilding = false;
      this.#progress = undefined;
    }
    // Better ranking comes when it comes: the first question does not wait for it.
    void this.#learn().catch(this.#deps.onError);
  }

  async #buildOnce(generation: number): Promise<void> {
    const { index, list } = this.#deps;
    this.#stale.clear();
    this.#lengths.clear();
    this.#text = 0;
    await index.clear();
    const uris = (await list()).slice(0, mostFiles);
    this.#report(0, uris.length);
    for (let start = 0; start < uris.length && generation === this.#generation; start += batchSize) {
      if (this.#text > mostText) break;
      await this.#update(uris.slice(start, start + batchSize));
      this.#report(Math.min(uris.length, start + batchSize), uris.length);
    }
  }

  async #learn(): Promise<void> {
    const commits = await this.#deps.history().catch((error: unknown) => {
      this.#deps.onError(error);
      return [];
    });
    await this.#deps.index.learn(commits);
  }

  async #refresh(signal: AbortSignal): Promise<void> {
    const uris = [...this.#stale];
    for (let start = 0; start < uris.length && !signal.aborted; start += batchSize) {
      const batch = uris.slice(start, start + batchSize);
      for (const uri of batch) this.#stale.delete(uri);
      await this.#update(batch);
    }
  }

  async #update(uris: readonly string[]): Promise<void> {
    const read = await Promise.all(uris.map(async (uri) => ({ uri, file: await this.#deps.read(uri) })));
    const files = read.flatMap(({ file }) => file ?? []);
    const gone = read.filter(({ uri, file }) => !file && this.#lengths.has(uri)).map(({ uri }) => uri);
    for (const { uri, text } of files) this.#note(uri, text.length);
    for (const uri of gone) this.#note(uri, undefined);
    if (gone.length > 0) await this.#deps.index.delete(gone);
    if (files.length > 0) await this.#deps.index.set(files);
  }

  /** Keeps count of the text in the index; `length` is undefined for a file that left it. */
  #note(uri: string, length: number | undefined): void {
    this.#text += (length ?? 0) - (this.#lengths.get(uri) ?? 0);
    if (length === undefined) this.#lengths.delete(uri);
    else this.#lengths.set(uri, length);
  }

  #report(done: number, total: number): void {
    this.#progress = { done, total };
    for (const listener of this.#listeners) listener(done, total);
  }
}

/** Lines longer than the index shows end in "…". */
function sameLines(lines: readonly string[], text: string): boolean {
  const shown = text.split("\n");
  return (
    lines.length === shown.length &&
    shown.every(
      (line, at) => line === lines[at] || (line.endsWith("…") && (lines[at] ?? "").startsWith(line.slice(0, -1))),
    )
  );
}

/** Resolves when the work is done or the signal aborted, whichever is first. */
function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
    work.then(resolve, reject);
  });
}
