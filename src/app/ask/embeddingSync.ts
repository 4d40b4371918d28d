import type { FindOptions, PassageIndex } from "../../core/ask/passageIndex.ts";
import type { EmbedTexts } from "../../core/ask/rerankPassages.ts";
import type { EmbeddedFile, EmbeddingSpace, FileToEmbed } from "../../core/ask/vectors/embeddings.ts";
import { textHash } from "../../core/util/textHash.ts";
import type { AskSources } from "./askSources.ts";
import type { IndexPace } from "./indexPace.ts";

/** An embeddings model that may read the whole workspace. */
export interface Embedder {
  readonly model: string;
  readonly embed: EmbedTexts;
}

export interface EmbeddingSyncDeps extends Pick<AskSources, "read"> {
  readonly index: Pick<PassageIndex, "toEmbed" | "addVectors">;
  /** Undefined where none is configured, or only to reorder passages. */
  readonly embedder: () => Embedder | undefined;
  /** Takes secrets out of what leaves. */
  readonly clean: (text: string) => string;
  readonly pace: IndexPace;
  readonly onError: (error: unknown) => void;
}

/** Changes with what is embedded of a chunk. */
export const embeddingVersion = 1;
/** Longest text that is embedded, in UTF-16 units: fits models of 512 tokens. */
export const embeddedLength = 1_500;
/** Chunks that are embedded before the next ones are looked for: the most that a killed process loses. */
const chunksAtOnce = 64;

/** Keeps vectors of an embeddings model beside the index, in the background, and goes on after a restart. */
export class EmbeddingSync {
  readonly #deps: EmbeddingSyncDeps;
  /** Lengths of vectors, by model: known once the model has answered. */
  readonly #dimensions = new Map<string, number>();
  readonly #closed = new AbortController();
  #isRunning = false;

  constructor(deps: EmbeddingSyncDeps) {
    this.#deps = deps;
  }

  /** Whether an embeddings model may read the whole workspace. */
  get isOn(): boolean {
    return this.#deps.embedder() !== undefined;
  }

  /** Resolves with a question as a vector; with undefined where no model is configured, or if it fails. */
  async meaningOf(question: string, signal: AbortSignal): Promise<FindOptions["meaning"]> {
    const embedder = this.#deps.embedder();
    if (!embedder) return undefined;
    try {
      const [vector] = await embedder.embed([this.#clean(question)], signal);
      return vector && { space: this.#spaceOf(embedder, vector), vector };
    } catch (error) {
      if (!signal.aborted) this.#deps.onError(error);
      return undefined;
    }
  }

  /** Embeds what has no vector yet; does nothing while it is at it. A failure ends it until the next call. */
  start(): void {
    if (this.#isRunning || !this.isOn) return;
    this.#isRunning = true;
    void this.#embedAll()
      .catch((error: unknown) => {
        if (!this.#closed.signal.aborted) this.#deps.onError(error);
      })
      .finally(() => {
        this.#isRunning = false;
      });
  }

  dispose(): void {
    this.#closed.abort();
  }

  async #embedAll(): Promise<void> {
    const { index, embedder, pace } = this.#deps;
    let tried = "";
    for (let model = embedder(); model && !this.#closed.signal.aborted; model = embedder()) {
      const space = await this.#space(model);
      const files = await index.toEmbed(space, chunksAtOnce);
      const names = files.map(({ uri, hash }) => `${uri} ${hash}`).join("\n");
      if (files.length === 0 || names === tried) return; // Done, or files that changed and are not indexed again yet.
      tried = names;
      const { embed } = model;
      await pace.work(async () => {
        const embedded = await Promise.all(files.map((file) => this.#embed(file, embed)));
        await index.addVectors(
          space,
          embedded.flatMap((file) => file ?? []),
        );
      });
    }
  }

  /** The space of a model, which is asked for a vector if its length is not known. */
  async #space(embedder: Embedder): Promise<EmbeddingSpace> {
    const dimensions = this.#dimensions.get(embedder.model);
    if (dimensions !== undefined) return { model: embedder.model, dimensions, version: embeddingVersion };
    const [vector = []] = await embedder.embed(["code"], this.#closed.signal);
    return this.#spaceOf(embedder, vector);
  }

  #spaceOf({ model }: Embedder, { length: dimensions }: readonly number[]): EmbeddingSpace {
    this.#dimensions.set(model, dimensions);
    return { model, dimensions, version: embeddingVersion };
  }

  /** Resolves with undefined for a file that is not as it was indexed, or may not be read any more. */
  async #embed({ uri, hash, chunks }: FileToEmbed, embed: EmbedTexts): Promise<EmbeddedFile | undefined> {
    const file = await this.#deps.read(uri);
    if (!file || textHash(file.text) !== hash) return undefined;
    const lines = file.text.split(/\r\n|\n|\r/);
    const texts = chunks.map((chunk) => embeddedText(file.path, lines, chunk));
    const vectors = await embed(
      texts.map((text) => this.#clean(text)),
      this.#closed.signal,
    );
    return { uri, hash, vectors };
  }

  #clean(text: string): string {
    return this.#deps.clean(text).slice(0, embeddedLength);
  }
}

/** What is embedded of a chunk, before secrets are taken out and it is cut to `embeddedLength`. */
export function embeddedText(
  path: string,
  lines: readonly string[],
  { startLine, endLine }: FileToEmbed["chunks"][number],
): string {
  return `${path}\n${lines.slice(startLine, endLine).join("\n")}`;
}
