import type { FindOptions, PassageIndex } from "../../core/ask/passageIndex.ts";
import type { Embedder, EmbedTexts } from "../../core/ask/vectors/embedder.ts";
import type { EmbeddingSpace, FileToEmbed } from "../../core/ask/vectors/embeddings.ts";
import { ModelError, type ModelErrorKind, verbatim, type Wording } from "../../core/types/model.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import { textHash } from "../../core/util/textHash.ts";
import { translatable } from "../../core/util/translatable.ts";
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

type Vectors = Awaited<ReturnType<EmbedTexts>>;
/** Returns what is embedded of a chunk, without secrets. */
type TextOf = (chunk: ChunkLines) => string;

/** How files are embedded in one run. */
interface EmbeddingWork {
  readonly space: EmbeddingSpace;
  readonly embed: (texts: readonly string[]) => Promise<Vectors>;
  /** Hashes of the texts that are not looked at again in this run. */
  readonly skipped: Set<string>;
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

/** Failures that are those of a text, not of the model. */
const ofText: ReadonlySet<ModelErrorKind> = new Set(["badRequest", "badResponse", "contextOverflow"]);
/** Files in a row that a model may refuse before it counts as failing. */
const mostRefusals = 8;

/** Keeps vectors of an embeddings model beside the index, in the background, and goes on after a restart. */
export class EmbeddingSync {
  readonly #deps: EmbeddingSyncDeps;
  /** Lengths of vectors, by model: known once the model has answered. */
  readonly #dimensions = new Map<string, number>();
  #isClosed = false;
  /** Aborts the vectors that are being made. */
  #run: AbortController | undefined;
  #toldFailure: string | undefined;
  /** Files in a row that the model refused. */
  #refusals = 0;

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
      if (!vector) return {};
      const space = this.#spaceOf(name, vector);
      this.#comparable([vector], 1, space);
      this.#toldFailure = undefined;
      return { meaning: { space, vector } };
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
    const { index, embedder, pace } = this.#deps;
    const skipped = new Set<string>();
    this.#refusals = 0;
    for (let model = embedder(); model && !signal.aborted; model = embedder()) {
      const space = await this.#space(model, signal);
      const files = await index.toEmbed(space, chunksAtOnce, [...skipped]);
      if (files.length === 0) return;
      const { embed, inEditor } = model;
      const work: EmbeddingWork = {
        space,
        embed: async (texts) => this.#comparable(await embed(texts, signal), texts.length, space),
        skipped,
      };
      if (inEditor) for (const file of files) await this.#embedFile(file, work, signal, true);
      else
        await pace.work(async () => {
          await Promise.all(files.map((file) => this.#embedFile(file, work, signal, false)));
        });
    }
  }

  /** Embeds a file, or skips it until the next run: it is not as it was indexed, or the model refuses its texts. */
  async #embedFile(file: FileToEmbed, work: EmbeddingWork, signal: AbortSignal, isPaced: boolean): Promise<void> {
    const textOf = await this.#read(file);
    if (!textOf) return void work.skipped.add(file.hash);
    try {
      if (isPaced) await this.#embedPaced(file, textOf, work, signal);
      else await this.#embedAtOnce(file, textOf, work);
      this.#refusals = 0;
    } catch (error) {
      const isOfText = error instanceof ModelError && ofText.has(error.kind);
      if (!isOfText || ++this.#refusals > mostRefusals) throw error;
      this.#deps.onError(error);
      work.skipped.add(file.hash);
    }
  }

  /** By a server: all texts at once. */
  async #embedAtOnce(file: FileToEmbed, textOf: TextOf, { space, embed }: EmbeddingWork): Promise<void> {
    const vectors = await embed(file.chunks.map(textOf));
    await this.#deps.index.addVectors(space, [{ ...file, vectors }]);
  }

  /**
   * On the user's own processor: a rest before each text, so that a question and the user's own work come in between. What
   * was made is kept when this ends early, so that a long file is done some day.
   */
  async #embedPaced(
    file: FileToEmbed,
    textOf: TextOf,
    { space, embed }: EmbeddingWork,
    signal: AbortSignal,
  ): Promise<void> {
    const { index, pace } = this.#deps;
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

  /**
   * Returns vectors that can be compared with those of a space.
   * @throws ModelError `badResponse` if they are too few, of another length or not finite
   */
  #comparable(vectors: Vectors, count: number, { model, dimensions }: EmbeddingSpace): Vectors {
    const isWhole = vectors.length === count && vectors.every((vector) => vector.every(Number.isFinite));
    if (isWhole && vectors.every(({ length }) => length === dimensions)) return vectors;
    this.#dimensions.delete(model); // Another model may answer under this name from now on.
    throw new ModelError("badResponse", translatable("the model answered with vectors that can't be compared"));
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
  async #read({ uri, hash }: FileToEmbed): Promise<TextOf | undefined> {
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
