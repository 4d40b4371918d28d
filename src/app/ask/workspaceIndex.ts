import type { AskRequest } from "../../core/ask/askFiles.ts";
import type { Commit } from "../../core/ask/history/commitIndex.ts";
import type { IndexedFile } from "../../core/ask/index/chunkIndex.ts";
import type { Findings, FoundSpan, IndexSize, PassageIndex } from "../../core/ask/passageIndex.ts";
import { passagesOf } from "../../core/ask/passagesOf.ts";
import { english, type Translate } from "../../core/types/translate.ts";
import { textHash } from "../../core/util/textHash.ts";
import { untilAborted } from "../../core/util/untilAborted.ts";
import type { AskSources } from "./askSources.ts";
import { EmbeddingSync, type EmbeddingSyncDeps, type Meaning } from "./embeddingSync.ts";
import { IndexPace, type IndexPaceDeps } from "./indexPace.ts";

export interface WorkspaceIndexDeps extends AskSources, IndexPaceDeps, Pick<EmbeddingSyncDeps, "embedder" | "clean"> {
  readonly index: PassageIndex;
  /** Files that are indexed at most; 50,000 by default. */
  readonly mostFiles?: number;
  /** Recently opened files, most recent first. */
  readonly recentUris: () => readonly string[];
  /** Commit messages of the workspace, newest first; empty where there are none. */
  readonly history: () => Promise<readonly Commit[]>;
  /** Is called with failures that cost a part of the index only. */
  readonly onError: (error: unknown) => void;
  /** Translates what the user should know about a search; English if omitted. */
  readonly t?: Translate;
}

/** UTF-16 units of text that are indexed at most; the rest of a larger workspace is not searched. */
const mostText = 640_000_000;
/** Files read at the same time and handed to the index together. */
const batchSize = 16;
/** Changed files that are read before a question is answered; more are read in the background. */
const mostBeforeSearch = 256;
/** This many changed files are read in the background instead of with the next question. */
const manyChanged = 32;
/** Time without another change before they are read, in milliseconds. */
const quietMs = 1_500;
/** Searches before passages of files that keep changing are left out. */
const mostAttempts = 3;

/** Reports how many files of how many are indexed. */
export type OnProgress = (done: number, total: number) => void;

/** What the index does at the moment. */
export interface IndexState {
  readonly kind: "unused" | "indexing" | "paused" | "ready";
  /** Files looked at, and those to be looked at. */
  readonly done: number;
  readonly total: number;
}

interface Search {
  readonly limit: number;
  readonly onProgress: OnProgress;
  /** Whether an embeddings model may be asked. */
  readonly asksModel: boolean;
  /** Resolves when an index that is being built need not be waited for. */
  readonly enough?: Promise<void> | undefined;
}

/**
 * Keeps an index in step with the workspace. The first use looks at all files and reads those that are not in the index
 * as they are now; later, a search first reads the files that changed since the last one. Passages are read again before
 * they are returned, so that no file is shown that has been excluded, deleted or rewritten meanwhile.
 */
export class WorkspaceIndex {
  readonly #deps: WorkspaceIndexDeps;
  readonly #pace: IndexPace;
  readonly #embedding: EmbeddingSync;
  #built: Promise<void> | undefined;
  #isBuilding = false;
  #held = new Set<string>();
  readonly #stale = new Set<string>();
  #isCatchingUp = false;
  #generation = 0;
  #isCut = false;
  #state: IndexState = { kind: "unused", done: 0, total: 0 };
  readonly #listeners = new Set<(state: IndexState) => void>();

  constructor(deps: WorkspaceIndexDeps) {
    this.#deps = deps;
    this.#pace = new IndexPace(deps);
    this.#embedding = new EmbeddingSync({ ...deps, pace: this.#pace });
  }

  /** Starts to build the index, so that it is ready sooner; does nothing if that has been done. */
  prepare(): void {
    void this.#ready().catch(this.#deps.onError);
  }

  /** Whether the index is built or being built. */
  get isStarted(): boolean {
    return this.#built !== undefined;
  }

  /** Whether passages are also found by an embeddings model, so that it need not reorder them. */
  get embeds(): boolean {
    return this.#embedding.isOn;
  }

  /** Whether an embeddings model reads the workspace at the moment. */
  get isEmbedding(): boolean {
    return this.#embedding.isRunning;
  }

  /** To be called when another embeddings model was chosen: it reads the workspace in the background. */
  modelChanged(): void {
    if (this.#built) this.#embedding.restart();
  }

  get isPaused(): boolean {
    return this.#pace.isPaused;
  }

  /** Whether the workspace is too large, so that some of its files are not searched. */
  get isCut(): boolean {
    return this.#isCut;
  }

  get state(): IndexState {
    return this.#state;
  }

  /** Calls back with each new state. Returns a function that ends this. */
  onDidChangeState(listener: (state: IndexState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Stops reading files until `resume`; questions are answered from what is indexed. */
  pause(): void {
    this.#pace.pause();
    if (this.#isBuilding) this.#report({ ...this.#state, kind: "paused" });
  }

  resume(): void {
    this.#pace.resume();
    if (this.#isBuilding) this.#report({ ...this.#state, kind: "indexing" });
  }

  /** Forgets the index and builds it again. */
  async rebuild(): Promise<void> {
    await this.#deps.index.clear();
    this.#pace.resume();
    this.reset();
    this.prepare();
  }

  size(): Promise<IndexSize> {
    return this.#deps.index.size();
  }

  dispose(): void {
    this.#embedding.dispose();
  }

  /** Notes that a file was created, changed or deleted. */
  changed(uri: string): void {
    if (!this.#built) return;
    this.#stale.add(uri);
    if (this.#stale.size >= manyChanged) void this.#catchUp().catch(this.#deps.onError);
  }

  /** Notes that a file, or a folder with all its files, was deleted. */
  deleted(uri: string): void {
    this.changed(uri);
    if (!this.#built || this.#held.has(uri)) return; // A file.
    for (const known of this.#held) if (known.startsWith(`${uri}/`)) this.changed(known);
  }

  /** Looks at all files again, because what is excluded or which folders are open changed. */
  reset(): void {
    this.#generation++;
    if (!this.#isBuilding) this.#built = undefined;
  }

  /**
   * Finds passages for a question, best first; resolves with undefined when aborted.
   * @param enough resolves when the question need not wait until the index is built
   */
  find(
    request: AskRequest,
    limit: number,
    onProgress: OnProgress,
    signal: AbortSignal,
    enough?: Promise<void>,
  ): Promise<Findings | undefined> {
    return this.#find(request, { limit, onProgress, asksModel: true, enough }, signal);
  }

  /**
   * Reads at most `most` files with a word, in any spelling; those that most probably declare it come first. Ends when
   * aborted.
   */
  async *filesWith(word: string, most: number, signal: AbortSignal): AsyncGenerator<IndexedFile, void, void> {
    const hurried = this.#pace.hurry();
    try {
      await untilAborted(this.#ready(), signal);
      if (signal.aborted) return;
      await this.#refresh(mostBeforeSearch, (update) => update());
      for (const uri of await this.#deps.index.filesWith(word, most)) {
        const file = await this.#deps.read(uri);
        if (signal.aborted) return;
        if (file) yield file;
      }
    } finally {
      hurried();
    }
  }

  /** Finds passages for words that are still being typed: no model is asked. */
  search(words: string, limit: number, onProgress: OnProgress, signal: AbortSignal): Promise<Findings | undefined> {
    const request = { question: words, selection: undefined, earlier: [] };
    return this.#find(request, { limit, onProgress, asksModel: false }, signal);
  }

  async #find(
    request: AskRequest,
    { limit, onProgress, asksModel, enough }: Search,
    signal: AbortSignal,
  ): Promise<Findings | undefined> {
    const stop = this.onDidChangeState(({ kind, done, total }) => {
      if (kind === "indexing") onProgress(done, total);
    });
    const { t = english } = this.#deps;
    const hurried = this.#pace.hurry();
    const ended = new AbortController();
    if (this.#isBuilding) onProgress(this.#state.done, this.#state.total);
    try {
      const ready = [this.#ready(), this.#pace.whenPaused(ended.signal), ...(enough ? [enough] : [])];
      await untilAborted(Promise.race(ready), signal);
      for (const uri of this.#deps.recentUris()) if (!this.#held.has(uri)) this.#stale.add(uri);
      const { meaning, failure } = asksModel ? await this.#embedding.meaningOf(request.question, signal) : {};
      const note = failure && noteOf(failure, t);
      for (let attempt = 1; !signal.aborted; attempt++) {
        await this.#refresh(mostBeforeSearch, (update) => (signal.aborted ? Promise.resolve() : update()));
        const { spans, rarity, ...found } = await this.#deps.index.find(request, {
          limit,
          recentUris: this.#deps.recentUris(),
          meaning,
        });
        const { texts, outdated } = await this.#read(spans);
        if (signal.aborted) return undefined;
        if (outdated.size === 0 || attempt === mostAttempts)
          return { ...found, passages: passagesOf(request, spans, rarity, (uri) => texts.get(uri)), note };
        for (const uri of outdated) this.#stale.add(uri);
      }
      return undefined;
    } finally {
      stop();
      hurried();
      ended.abort();
      this.#embedding.start();
    }
  }

  /** Reads the files of spans through the gate; those that are not as they were indexed are outdated. */
  async #read(spans: readonly FoundSpan[]) {
    const hashes = new Map(spans.map(({ uri, hash }) => [uri, hash]));
    const texts = new Map<string, string>();
    const outdated = new Set<string>();
    await Promise.all(
      [...hashes].map(async ([uri, hash]) => {
        const file = await this.#deps.read(uri);
        if (file && textHash(file.text) === hash) texts.set(uri, file.text);
        else outdated.add(uri);
      }),
    );
    return { texts, outdated };
  }

  #ready(): Promise<void> {
    this.#built ??= this.#build();
    return this.#built;
  }

  /** Builds until no reset came in between. An index that is lost meanwhile is reset, too, and built once more. */
  async #build(): Promise<void> {
    this.#isBuilding = true;
    let hasFailed = false;
    try {
      let generation: number;
      do {
        generation = this.#generation;
        try {
          await this.#buildOnce(generation);
        } catch (error) {
          if (hasFailed || generation === this.#generation) throw error;
          hasFailed = true;
        }
      } while (generation !== this.#generation);
    } catch (error) {
      this.#built = undefined;
      throw error;
    } finally {
      this.#isBuilding = false;
      this.#report({ ...this.#state, kind: this.#built ? "ready" : "unused" });
    }
    // Better ranking comes when it comes: the first question does not wait for it.
    void this.#learn().catch(this.#deps.onError);
  }

  async #buildOnce(generation: number): Promise<void> {
    const { index, list, mostFiles = 50_000 } = this.#deps;
    this.#stale.clear();
    const listed = await list(mostFiles + 1);
    const uris = listed.slice(0, mostFiles);
    this.#isCut = listed.length > uris.length;
    const known = new Map(await index.known());
    const wanted = new Set(uris);
    const gone = [...known.keys()].filter((uri) => !wanted.has(uri));
    if (gone.length > 0) await index.delete(gone);
    for (const uri of gone) known.delete(uri);
    this.#held = new Set(known.keys());
    const report = (done: number) =>
      this.#report({ kind: this.#pace.isPaused ? "paused" : "indexing", done, total: uris.length });
    report(0);
    for (let start = 0; start < uris.length && generation === this.#generation; start += batchSize) {
      const changed = await this.#changedOf(uris.slice(start, start + batchSize), known);
      if (changed.length > 0) {
        await this.#pace.work(() => this.#update(changed));
        if ((await index.size()).textLength > mostText) {
          this.#isCut ||= start + batchSize < uris.length;
          break;
        }
      }
      report(Math.min(uris.length, start + batchSize));
    }
    await index.save();
  }

  /** Those of some files that are not in the index as they are now. */
  async #changedOf(uris: readonly string[], known: ReadonlyMap<string, string>): Promise<readonly string[]> {
    const checks = await Promise.all(
      uris.map(async (uri) => {
        const before = known.get(uri);
        return before ? (await this.#deps.stamp(uri)) !== before : true;
      }),
    );
    return uris.filter((_, at) => checks[at]);
  }

  async #learn(): Promise<void> {
    const commits = await this.#deps.history().catch((error: unknown) => {
      this.#deps.onError(error);
      return [];
    });
    await this.#deps.index.learn(commits);
    this.#embedding.start();
  }

  /** Reads many changed files, as after a change of branch, once no more come. */
  async #catchUp(): Promise<void> {
    if (this.#isCatchingUp) return;
    this.#isCatchingUp = true;
    try {
      await this.#ready();
      for (let before = -1; before !== this.#stale.size; ) {
        before = this.#stale.size;
        await this.#deps.rest(quietMs);
      }
      await this.#refresh(Number.POSITIVE_INFINITY, (update) => this.#pace.work(update));
    } finally {
      this.#isCatchingUp = false;
    }
  }

  async #refresh(most: number, run: (update: () => Promise<void>) => Promise<void>): Promise<void> {
    let read = 0;
    for (; this.#stale.size > 0 && read < most; read += batchSize) {
      await run(() => {
        const batch = [...this.#stale].slice(0, batchSize);
        for (const uri of batch) this.#stale.delete(uri);
        return this.#update(batch);
      });
    }
    if (read > batchSize) await this.#deps.index.save();
  }

  async #update(uris: readonly string[]): Promise<void> {
    const read = await Promise.all(uris.map(async (uri) => ({ uri, file: await this.#deps.read(uri) })));
    const files = read.flatMap(({ file }) => file ?? []);
    const gone = read.filter(({ uri, file }) => !file && this.#held.has(uri)).map(({ uri }) => uri);
    for (const { uri } of files) this.#held.add(uri);
    for (const uri of gone) this.#held.delete(uri);
    if (gone.length > 0) await this.#deps.index.delete(gone);
    if (files.length > 0) await this.#deps.index.set(files);
  }

  #report(state: IndexState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }
}

function noteOf({ reason, needsChoice }: NonNullable<Meaning["failure"]>, t: Translate): string {
  const failed = t("Search by meaning failed, so only words were searched for: {0}.", t(...reason));
  if (!needsChoice) return failed;
  return `${failed} ${t("Run “Hunch: Choose a Model for Search by Meaning…” to choose a model.")}`;
}
