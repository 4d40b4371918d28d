import { withoutSecrets } from "../../../core/ask/shared/describeSharedFile.ts";
import { sharedHash } from "../../../core/ask/shared/sharedHash.ts";
import type { SharedEmbeddedFile, SharedFileToEmbed } from "../../../core/ask/shared/sharedStore.ts";
import type { EmbedTexts } from "../../../core/ask/vectors/embedder.ts";
import { embeddedLength, embeddedText, embeddingVersion } from "../embeddingSync.ts";
import type { IndexingDeps } from "./clone.ts";

/** Chunks that are embedded before the next ones are looked for: the most that a killed process loses. */
const chunksAtOnce = 256;

/**
 * Embeds what has no vector of this model yet. Resolves with the number of files.
 * @throws ModelError if the model fails
 */
export async function embedShared(deps: Omit<IndexingDeps, "pause">): Promise<number> {
  const { clone, writer, embedder, redact, onProgress } = deps;
  if (!embedder) return 0;
  const { signal } = new AbortController();
  const [probe = []] = await embedder.embed(["code"], signal);
  const space = { model: embedder.model, dimensions: probe.length, version: embeddingVersion };
  let embedded = 0;
  for (let files = await writer.toEmbed(space, chunksAtOnce, ""); files.length > 0; ) {
    const vectors: SharedEmbeddedFile[] = [];
    for (const file of files) {
      const text = await clone.read(file.path);
      if (text === undefined || sharedHash(text) !== file.hash) continue; // Changed since: the next run reads it again.
      vectors.push(await embed(file, withoutSecrets(text, redact), embedder.embed, signal));
    }
    await writer.putEmbeddings(space, vectors);
    embedded += vectors.length;
    onProgress("embedding", embedded, clone.paths.length);
    files = await writer.toEmbed(space, chunksAtOnce, files.at(-1)?.path ?? "");
  }
  return embedded;
}

async function embed(
  { path, hash, chunks }: SharedFileToEmbed,
  lines: readonly string[],
  embedTexts: EmbedTexts,
  signal: AbortSignal,
): Promise<SharedEmbeddedFile> {
  const texts = chunks.map((chunk) => embeddedText(path, lines, chunk).slice(0, embeddedLength));
  return { path, hash, vectors: await embedTexts(texts, signal) };
}
