import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildWorker } from "../../../../test/support/tinyModel/workerBundle.ts";
import { embeddedLength } from "../../../app/ask/embeddingSync.ts";
import { ModelWorker } from "../../../transformers/modelWorker.ts";

/** Makes the vectors of questions or passages, in their order. */
export type EmbedByRole = (
  role: "question" | "passage",
  texts: readonly string[],
) => Promise<readonly (readonly number[])[]>;

/** An embeddings model in a folder, which runs as it does in the editor. */
export interface EmbeddingsFolder {
  readonly embed: EmbedByRole;
  /** One line: the length of its vectors, and what a chunk took so far. */
  report(): string;
  close(): Promise<void>;
}

/** Builds the worker of the extension for a model. @param folder with config.json, tokenizer.json and onnx/ */
export async function openEmbeddingsFolder(folder: string): Promise<EmbeddingsFolder> {
  const built = mkdtempSync(join(tmpdir(), "hunch-embeddings-"));
  const worker = new ModelWorker({
    entry: await buildWorker(built),
    folderOf: () => Promise.resolve(resolve(folder)),
    idleMs: 60_000,
    mostThreads: 1,
  });
  const { signal } = new AbortController();
  await worker.embed(folder, "passage", ["code"], signal); // Loading it counts for no chunk.
  let [dimensions, chunks, chunkMs] = [0, 0, 0];
  return {
    async embed(role, texts) {
      const started = performance.now();
      const cut = texts.map((text) => text.slice(0, embeddedLength));
      const { vectors } = await worker.embed(folder, role, cut, signal);
      if (role === "passage") {
        chunks += texts.length;
        chunkMs += performance.now() - started;
      }
      dimensions = vectors[0]?.length ?? dimensions;
      return vectors.map((vector) => [...vector]);
    },
    report: () =>
      `${dimensions} dimensions, ${(chunkMs / Math.max(1, chunks)).toFixed(1)} ms per chunk, ${chunks} chunks, 1 thread`,
    async close() {
      await worker.stop();
      rmSync(built, { recursive: true, force: true });
    },
  };
}
