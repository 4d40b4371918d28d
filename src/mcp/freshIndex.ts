import { createAskSources } from "../app/ask/askSources.ts";
import { WorkspaceIndex } from "../app/ask/workspaceIndex.ts";
import type { Passage } from "../core/ask/askFiles.ts";
import type { IndexedFile } from "../core/ask/index/chunkIndex.ts";
import type { PassageIndex } from "../core/ask/passageIndex.ts";
import { messageOf } from "../core/util/messageOf.ts";
import type { NodeWorkspace } from "../node/nodeWorkspace.ts";

/** Time for which the list of files is taken as complete. */
const freshMs = 2_000;

/** The index of a folder that notices changes when it is used: no editor reports them here. */
export class FreshIndex {
  readonly #folder: NodeWorkspace;
  readonly #index: WorkspaceIndex;
  readonly #list: () => Promise<readonly string[]>;
  #stamps: ReadonlyMap<string, string> = new Map();
  #lookedAt = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | undefined;

  /** @param index keeps the passages, in memory or on the disk */
  constructor(folder: NodeWorkspace, index: PassageIndex, onError: (sentence: string) => void) {
    this.#folder = folder;
    const sources = createAskSources({ recentUris: () => [], ...folder });
    this.#list = sources.list;
    this.#index = new WorkspaceIndex({
      index,
      ...sources,
      recentUris: () => [],
      history: () => Promise.resolve([]),
      now: () => performance.now(),
      rest: () => Promise.resolve(), // An agent waits.
      embedder: () => undefined,
      clean: (text) => text,
      onError: (error) => onError(messageOf(error)),
    });
    folder.exclusions.onDidChange(() => this.#index.reset());
  }

  /** Passages that match a question, best first. */
  async search(question: string, limit: number, signal: AbortSignal): Promise<readonly Passage[]> {
    await this.look();
    const request = { question, selection: undefined, earlier: [] };
    return (await this.#index.find(request, limit, () => undefined, signal))?.passages ?? [];
  }

  /** Files with a word, in any spelling; see `WorkspaceIndex.filesWith`. */
  async *filesWith(word: string, most: number, signal: AbortSignal): AsyncGenerator<IndexedFile, void, void> {
    await this.look();
    yield* this.#index.filesWith(word, most, signal);
  }

  /** Compares the index with the disk again, because it was lost. */
  reset(): void {
    this.#index.reset();
  }

  /** Notices files that changed, and ignore files among them: from then on, no file is read that they exclude. */
  look(): Promise<void> {
    if (performance.now() - this.#lookedAt < freshMs) return Promise.resolve();
    this.#looking ??= this.#lookAround().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #lookAround(): Promise<void> {
    const { exclusions, lookAtIgnoreFiles, stamps } = this.#folder;
    const now = await stamps(await this.#list());
    const changed = [...now].filter(([uri, stamp]) => this.#stamps.get(uri) !== stamp).map(([uri]) => uri);
    const deleted = [...this.#stamps.keys()].filter((uri) => !now.has(uri));
    this.#stamps = now;
    await lookAtIgnoreFiles();
    if ([...changed, ...deleted].some(isIgnoreFile)) exclusions.reset();
    for (const uri of changed) this.#index.changed(uri);
    for (const uri of deleted) this.#index.deleted(uri);
    this.#lookedAt = performance.now();
  }
}

function isIgnoreFile(uri: string): boolean {
  return uri.endsWith("/.gitignore") || uri.endsWith("/.hunchignore");
}
