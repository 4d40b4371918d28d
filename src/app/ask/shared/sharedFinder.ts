import type { AskRequest, Passage } from "../../../core/ask/askFiles.ts";
import type { Findings, FoundSpan } from "../../../core/ask/passageIndex.ts";
import { passagesOf } from "../../../core/ask/passagesOf.ts";
import { buildQuery } from "../../../core/ask/rank/query.ts";
import { sharedFindings } from "../../../core/ask/shared/sharedFindings.ts";
import { sharedHash } from "../../../core/ask/shared/sharedHash.ts";
import { SharedIndexError } from "../../../core/ask/shared/sharedIndexError.ts";
import type { SharedHits, SharedSearch, SharedStore } from "../../../core/ask/shared/sharedStore.ts";
import { parseStoreAddress, type StoreAddress } from "../../../core/ask/shared/storeAddress.ts";
import type { EmbedTexts } from "../../../core/ask/vectors/embedder.ts";
import type { Translate } from "../../../core/types/translate.ts";
import { untilAborted } from "../../../core/util/untilAborted.ts";
import type { Clock } from "../../ports.ts";
import type { AskSources } from "../askSources.ts";
import { embeddedLength } from "../embeddingSync.ts";

/** An open folder that belongs to a repository. */
export interface SharedPlace {
  /** Names under which the repository may be indexed, the likeliest first. */
  readonly repositories: readonly string[];
  /** Path of the open folder in the repository, "" for its root; otherwise it ends with "/". */
  readonly folder: string;
  /** The uri of a file. @param path relative to the open folder */
  readonly uriOf: (path: string) => string;
}

export interface SharedFinderDeps extends Pick<AskSources, "read"> {
  /** Address of the index as the user has set it; "" for none. */
  readonly address: () => string;
  readonly passwordOf: (address: StoreAddress) => Promise<string | undefined>;
  /** Loads the client of the database. It connects when it is used. */
  readonly open: (address: StoreAddress, password: string | undefined, timeoutMs: number) => Promise<SharedStore>;
  /** Empty if no folder belongs to a repository, or the workspace is not trusted. */
  readonly places: () => Promise<readonly SharedPlace[]>;
  /** The configured embeddings model, which makes a vector of the question. */
  readonly embedder: () => { readonly model: string; readonly embed: EmbedTexts } | undefined;
  /** Takes secrets out of what leaves. */
  readonly clean: (text: string) => string;
  readonly clock: Pick<Clock, "monotonic" | "after">;
  readonly t: Translate;
  /** Receives sentences for the log. */
  readonly log: (sentence: string) => void;
}

/** The result of asking a shared index. */
export type SharedAnswer =
  /** None is configured, or it holds no repository of an open folder. */
  | { readonly kind: "off" }
  | { readonly kind: "found"; readonly findings: Findings }
  /** `sentence` says why, for the user. */
  | { readonly kind: "failed"; readonly sentence: string };

/** Time that a shared index may take for a question; without its answer, that of this machine is shown. Milliseconds. */
const mostMs = 1_500;
/** Part of it that the embeddings model may take; without its vector, words alone are searched for. Milliseconds. */
const mostEmbeddingMs = 500;
/** Pause after a failure, so that only one question waits. Milliseconds. */
const restMs = 60_000;
/** Pause before a repository that the index did not hold is asked for again: the team may have indexed it. Milliseconds. */
const missingMs = 600_000;

/**
 * Searches the index that a team shares. A passage is returned only if the file on this machine has exactly the text in
 * which it was found: what differs here is found by the index of this machine, and what is gone or excluded vanishes.
 */
export class SharedFinder {
  readonly #deps: SharedFinderDeps;
  #store: { readonly address: string; readonly opened: Promise<SharedStore> } | undefined;
  /** Places whose repository this index does not hold, by their names, and when they are asked for again. */
  #missing = new Map<string, number>();
  #failure: { readonly sentence: string; readonly until: number } | undefined;

  constructor(deps: SharedFinderDeps) {
    this.#deps = deps;
  }

  /** Asks for passages. Never rejects, and takes 1.5 seconds at most. */
  async find(request: AskRequest, limit: number, signal: AbortSignal): Promise<SharedAnswer> {
    const { address, clock, t, log } = this.#deps;
    if (address() === "") return { kind: "off" };
    if (this.#failure && clock.monotonic() < this.#failure.until)
      return { kind: "failed", sentence: this.#failure.sentence };
    const ended = new AbortController();
    const work = this.#search(request, limit, AbortSignal.any([signal, ended.signal]));
    try {
      const found = await this.#inTime(work, signal);
      this.#failure = undefined;
      return found ? { kind: "found", findings: found } : { kind: "off" };
    } catch (error) {
      if (signal.aborted) return { kind: "off" };
      const known = SharedIndexError.of(error);
      log(`The shared index was not searched: ${known.message}`);
      const failure = { sentence: known.sentence(t), until: clock.monotonic() + restMs };
      this.#failure = failure;
      if (known.kind === "slow") this.#forgetOnceDone(failure, work);
      return { kind: "failed", sentence: failure.sentence };
    } finally {
      ended.abort();
    }
  }

  /** Connects again with the next question: the address or the password may be another one. */
  reset(): void {
    const store = this.#store;
    this.#store = undefined;
    this.#failure = undefined;
    this.#missing = new Map();
    store?.opened.then((opened) => opened.close()).catch(() => undefined); // It could not be opened: nothing to close.
  }

  /** An answer that came too late shows that the next one comes in time: connecting takes most of the first one. */
  #forgetOnceDone(failure: object, work: Promise<unknown>): void {
    const forget = () => {
      if (this.#failure === failure) this.#failure = undefined;
    };
    work.then(forget, () => undefined);
  }

  /** Resolves with undefined if the question is stopped. */
  async #inTime<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result | undefined> {
    let stop = (): void => undefined;
    const late = new Promise<never>((_, reject) => {
      stop = this.#deps.clock.after(mostMs, () => reject(new SharedIndexError("slow")));
    });
    try {
      return await untilAborted(Promise.race([work, late]), signal);
    } finally {
      stop();
    }
  }

  async #search(request: AskRequest, limit: number, signal: AbortSignal): Promise<Findings | undefined> {
    const now = this.#deps.clock.monotonic();
    const places = (await this.#deps.places()).filter((place) => now >= (this.#missing.get(keyOf(place)) ?? now));
    if (places.length === 0) return undefined;
    const safe = this.#withoutSecrets(request);
    const store = await this.#open();
    const meaning = await this.#meaningOf(safe.question, signal);
    const asked = await Promise.allSettled(
      places.map((place) => this.#searchPlace(safe, store, place, limit, meaning)),
    );
    const found = asked.flatMap((result) => (result.status === "fulfilled" ? (result.value ?? []) : []));
    const [failed] = asked.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    if (found.length === 0 && failed) throw failed;
    if (found.length === 0) return undefined;
    if (failed) this.#deps.log(`A part of the shared index was not searched: ${SharedIndexError.of(failed).message}`);
    return {
      passages: found
        .flatMap(({ passages }) => passages)
        .toSorted((a, b) => b.score - a.score)
        .slice(0, limit),
      fileCount: found.reduce((sum, { fileCount }) => sum + fileCount, 0),
      isUnlikely: found.every(({ isUnlikely }) => isUnlikely),
    };
  }

  /** Resolves with undefined if the index does not hold the repository. */
  async #searchPlace(
    request: AskRequest,
    store: SharedStore,
    place: SharedPlace,
    limit: number,
    meaning: SharedSearch["meaning"],
  ): Promise<Findings | undefined> {
    const { repositories, folder, uriOf } = place;
    const query = buildQuery(request);
    const filter = { folder, languageIds: [] };
    const hits = await this.#unlessMissing(place, store.search({ repositories, query, filter, meaning }));
    if (!hits) return undefined;
    // Twice as many, because those of files that differ here are left out.
    const { spans, rarity, fileCount, isUnlikely } = sharedFindings(query, hits, 2 * limit);
    const here = spans.map((span) => ({ ...span, uri: uriOf(span.path.slice(folder.length)) }));
    const passages = await this.#read(request, here, rarity);
    return { passages: passages.slice(0, limit), fileCount, isUnlikely };
  }

  /** A repository that the team has not indexed is no failure. */
  async #unlessMissing(place: SharedPlace, search: Promise<SharedHits>): Promise<SharedHits | undefined> {
    const missing = this.#missing;
    try {
      return await search;
    } catch (error) {
      const known = SharedIndexError.of(error);
      if (known.kind !== "noIndex") throw error;
      if (!missing.has(keyOf(place))) this.#deps.log(`${known.message} Names: ${place.repositories.join(", ")}`);
      missing.set(keyOf(place), this.#deps.clock.monotonic() + missingMs);
      return undefined;
    }
  }

  /** The passages whose files have the same text here. */
  async #read(
    request: AskRequest,
    spans: readonly FoundSpan[],
    rarity: readonly number[],
  ): Promise<readonly Passage[]> {
    const files = new Map<string, { readonly path: string; readonly text: string }>();
    await Promise.all(
      [...new Map(spans.map(({ uri, hash }) => [uri, hash]))].map(async ([uri, hash]) => {
        const file = await this.#deps.read(uri);
        if (file && sharedHash(file.text) === hash) files.set(uri, file);
      }),
    );
    const shown = spans.map((span) => ({ ...span, path: files.get(span.uri)?.path ?? span.path }));
    return passagesOf(request, shown, rarity, (uri) => files.get(uri)?.text);
  }

  async #open(): Promise<SharedStore> {
    const text = this.#deps.address();
    if (this.#store?.address !== text) {
      this.reset();
      this.#store = { address: text, opened: this.#connect(text) };
    }
    try {
      return await this.#store.opened;
    } catch (error) {
      this.#store = undefined;
      throw error;
    }
  }

  async #connect(text: string): Promise<SharedStore> {
    const address = parseStoreAddress(text);
    if (address.password !== undefined) throw new SharedIndexError("passwordInAddress");
    return this.#deps.open(address, await this.#deps.passwordOf(address), mostMs);
  }

  /** The question as a vector; undefined if the model fails or is late. */
  async #meaningOf(question: string, signal: AbortSignal): Promise<SharedSearch["meaning"]> {
    const embedder = this.#deps.embedder();
    if (!embedder) return undefined;
    const late = new AbortController();
    const stop = this.#deps.clock.after(mostEmbeddingMs, () => late.abort());
    const either = AbortSignal.any([signal, late.signal]);
    try {
      const vectors = await untilAborted(embedder.embed([question.slice(0, embeddedLength)], either), either);
      const vector = vectors?.[0];
      return vector && { model: embedder.model, vector };
    } catch {
      return undefined; // The health of the server has its own place in the status bar.
    } finally {
      stop();
    }
  }

  #withoutSecrets({ question, selection, earlier }: AskRequest): AskRequest {
    const { clean } = this.#deps;
    return {
      question: clean(question),
      selection: selection && { ...selection, text: clean(selection.text) },
      earlier: earlier.map((turn) => ({ question: clean(turn.question), answer: "" })),
    };
  }
}

function keyOf({ repositories }: SharedPlace): string {
  return repositories.join("\n");
}
