import type { FindOptions, PassageIndex } from "../../core/ask/passageIndex.ts";
import type { Embedder, EmbedTexts } from "../../core/ask/vectors/embedder.ts";
import type { EmbeddingSpace, FileToEmbed } from "../../core/ask/vectors/embeddings.ts";
import { ModelError, verbatim, type Wording } from "../../core/types/model.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import { textHash } from "../../core/util/textHash.ts";
import type { AskSources } from "./askSources.ts";
import type { IndexPace } from "./indexPace.ts";

/** Why a question could not be made a vector. */
interface MeaningFailure {
  readonly reason: Wording;
  /** Whether the user has to choose a model inside the editor again. */
  readonly needsChoice: boolean;
}

/** A question as a vector, or the reason why it has no vector. */
export interface Meaning {
  readonly meaning?: FindOptions["meaning"];
  /** Given once, until the model answers again or another one is chosen. */
  readonly failure?: MeaningFailure | undefined;
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

/** Files to embed, and how. */
interface EmbeddingWork {
  readonly files: readonly FileToEmbed[];
  readonly space: EmbeddingSpace;
  readonly embed: (texts: readonly string[]) => ReturnType<EmbedTexts>;
}

type ChunkLines = FileToEmbed["chunks"][number];

/** Changes with what is embedded of a chunk. */
export const embeddingVersion = 1;
/** Longest text that is embedded, in UTF-16 units: fits models of 512 tokens. */
export const embeddedLength = 1_500;
/** Chunks that are embedded before the next ones are looked for: the most that a killed process loses of a server's work. */
const chunksAtOnce = 64;
/** Vectors of one file, made inside the editor, that are kept together: the most that a killed process loses. */
const keptAtOnce = 8;

/** Keeps vectors of an embeddings model beside the index, in the background, and goes on after a restart. */
export class EmbeddingSync {
  readonly #deps: EmbeddingSyncDeps;
  /** Lengths of vectors, by model: known once the model has answered. */
  readonly #dimensions = new Map<string, number>();
  #isClosed = false;
  /** Aborts the vectors that are being made. */
  #run: AbortController | undefined;
  #toldFailure: string | undefined;

  constructor(deps: EmbeddingSyncDeps) {
    this.#deps = deps;
  }

  /** Whether an embeddings model may read the whole workspace. */
  get isOn(): boolean {
    return this.#deps.embedder() !== undefined;
  }

  /** Whether vectors are being made. */
  get isRunning(): boolean {
    return this.#run !== undefined;
  }

  /** Resolves with a question as a vector; with neither vector nor failure where no model is configured. */
  async meaningOf(question: string, signal: AbortSignal): Promise<Meaning> {
    const embedder = this.#deps.embedder();
    if (!embedder) return {};
    try {
      const embed = embedder.inEditor?.embedQuestion ?? embedder.embed;
      // At once, so that no passage comes in between.
      const [[vector], name] = await Promise.all([
        embed([this.#clean(question)], signal),
        this.#nameOf(embedder, signal),
      ]);
      this.#toldFailure = undefined;
      return vector ? { meaning: { space: this.#spaceOf(name, vector), vector } } : {};
    } catch (error) {
      if (signal.aborted) return {};
      this.#deps.onError(error);
      const isTold = this.#toldFailure === messageOf(error);
      this.#toldFailure = messageOf(error);
      if (isTold) return {};
      if (!(error instanceof ModelError))
        return { failure: { reason: verbatim(messageOf(error)), needsChoice: false } };
      const needsChoice = embedder.inEditor !== undefined && error.kind !== "loading";
      return { failure: { reason: error.wording, needsChoice } };
    }
  }

  /** Embeds what has no vector yet; does nothing while it is at it. A failure ends it until the next call. */
  start(): void {
    if (this.#run || this.#isClosed || !this.isOn) return;
    const run = new AbortController();
    this.#run = run;
    void this.#embedAll(run.signal)
      .catch((error: unknown) => {
        if (!run.signal.aborted) this.#deps.onError(error);
      })
      .finally(() => {
        this.#run = undefined;
        if (run.signal.aborted) this.start();
      });
  }

  /** Ends what is being embedded, and starts with the model that is configured now. */
  restart(): void {
    this.#toldFailure = undefined;
    this.#run?.abort();
    this.start();
  }

  dispose(): void {
    this.#isClosed = true;
    this.#run?.abort();
  }

  async #embedAll(signal: AbortSignal): Promise<void> {
    const { index, embedder } = this.#deps;
    let tried = "";
    for (let model = embedder(); model && !signal.aborted; model = embedder()) {
      const space = await this.#space(model, signal);
      const files = await index.toEmbed(space, chunksAtOnce);
      const names = files.map(({ uri, hash, first }) => `${uri} ${hash} ${first}`).join("\n");
      if (files.length === 0 || names === tried) return; // Done, or files that changed and are not indexed again yet.
      tried = names;
      const work = { files, space, embed: (texts: readonly string[]) => model.embed(texts, signal) };
      if (model.inEditor) await this.#embedPaced(work, signal);
      else await this.#embedAtOnce(work);
    }
  }

  /** By a server: all texts at once, then a rest. */
  async #embedAtOnce({ files, embed, space }: EmbeddingWork): Promise<void> {
    await this.#deps.pace.work(async () => {
      const embedded = await Promise.all(
        files.map(async (file) => {
          const textOf = await this.#read(file);
          return textOf && { ...file, vectors: await embed(file.chunks.map(textOf)) };
        }),
      );
      await this.#deps.index.addVectors(
        space,
        embedded.flatMap((file) => file ?? []),
      );
    });
  }

  /**
   * On the user's own processor: a rest after each text, so that a question and the user's own work come in between. What
   * was made is kept when this ends early, so that a long file is done some day.
   */
  async #embedPaced({ files, embed, space }: EmbeddingWork, signal: AbortSignal): Promise<void> {
    const { index, pace } = this.#deps;
    for (const file of files) {
      const textOf = await this.#read(file);
      if (!textOf) continue;
      let { first } = file;
      let vectors: (readonly number[])[] = [];
      const keep = async () => {
        const made = vectors;
        vectors = [];
        if (made.length > 0) await index.addVectors(space, [{ ...file, first, vectors: made }]);
        first += made.length;
      };
      try {
        for (const chunk of file.chunks) {
          if (signal.aborted) return;
          await pace.work(async () => void vectors.push(...(await embed([textOf(chunk)]))), Number.POSITIVE_INFINITY);
          if (vectors.length >= keptAtOnce) await keep();
        }
      } finally {
        await keep();
      }
    }
  }

  /** The space of a model, which is asked for a vector if its length is not known. */
  async #space(embedder: Embedder, signal: AbortSignal): Promise<EmbeddingSpace> {
    const name = await this.#nameOf(embedder, signal);
    const dimensions = this.#dimensions.get(name);
    if (dimensions !== undefined) return { model: name, dimensions, version: embeddingVersion };
    const [vector = []] = await embedder.embed(["code"], signal);
    return this.#spaceOf(name, vector);
  }

  /** Tells models apart whose vectors can't be compared, also if they have the same name. */
  async #nameOf({ model, inEditor }: Embedder, signal: AbortSignal): Promise<string> {
    return inEditor ? `${model} ${await inEditor.fingerprint(signal)}` : model;
  }

  #spaceOf(name: string, { length: dimensions }: readonly number[]): EmbeddingSpace {
    this.#dimensions.set(name, dimensions);
    return { model: name, dimensions, version: embeddingVersion };
  }

  /**
   * Reads a file and returns what is embedded of its chunks, one at a time: to take secrets out of a long file at once
   * would hold up a keystroke. Undefined for a file that is not as it was indexed, or may not be read any more.
   */
  async #read({ uri, hash }: FileToEmbed): Promise<((chunk: ChunkLines) => string) | undefined> {
    const file = await this.#deps.read(uri);
    if (!file || textHash(file.text) !== hash) return undefined;
    const lines = file.text.split(/\r\n|\n|\r/);
    return (chunk) => this.#clean(embeddedText(file.path, lines, chunk));
  }

  #clean(text: string): string {
    return this.#deps.clean(text).slice(0, embeddedLength);
  }
}

/** What is embedded of a chunk, before secrets are taken out and it is cut to `embeddedLength`. */
export function embeddedText(path: string, lines: readonly string[], { startLine, endLine }: ChunkLines): string {
  return `${path}\n${lines.slice(startLine, endLine).join("\n")}`;
}
