import { createAskSources } from "../app/ask/askSources.ts";
import { WorkspaceIndex } from "../app/ask/workspaceIndex.ts";
import type { Passage } from "../core/ask/askFiles.ts";
import { createPassageIndex } from "../core/ask/createPassageIndex.ts";
import { messageOf } from "../core/util/messageOf.ts";
import type { NodeWorkspace } from "./nodeWorkspace.ts";

/** Time for which the list of files is taken as complete. */
const freshMs = 2_000;

/** An index of a folder that notices changes when it is searched: no editor reports them here. */
export class FreshIndex {
  readonly #folder: NodeWorkspace;
  readonly #index: WorkspaceIndex;
  readonly #list: () => Promise<readonly string[]>;
  #times: ReadonlyMap<string, number> = new Map();
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(folder: NodeWorkspace, onError: (sentence: string) => void) {
    this.#folder = folder;
    const { readText, workspace } = folder;
    // Nothing outlives this process, so no file is recognised by its stamp.
    const sources = createAskSources({ recentUris: () => [], readText, readStamp: async () => "", workspace });
    this.#list = sources.list;
    this.#index = new WorkspaceIndex({
      index: createPassageIndex(() => new Promise((resolve) => setImmediate(resolve))),
      ...sources,
      recentUris: () => [],
      history: () => Promise.resolve([]),
      now: () => performance.now(),
      rest: () => Promise.resolve(), // An agent waits.
      embedder: () => undefined,
      clean: (text) => text,
      onError: (error) => onError(messageOf(error)),
    });
  }

  /** Passages that match a question, best first. */
  async search(question: string, limit: number, signal: AbortSignal): Promise<readonly Passage[]> {
    await this.#look();
    const request = { question, selection: undefined, earlier: [] };
    return (await this.#index.find(request, limit, () => undefined, signal))?.passages ?? [];
  }

  async #look(): Promise<void> {
    if (performance.now() - this.#lookedAt < freshMs) return;
    const times = await this.#folder.changeTimes(await this.#list());
    for (const [uri, time] of times) if (this.#times.get(uri) !== time) this.#index.changed(uri);
    for (const uri of this.#times.keys()) if (!times.has(uri)) this.#index.deleted(uri);
    this.#times = times;
    this.#lookedAt = performance.now();
  }
}
