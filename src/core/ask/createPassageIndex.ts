import { createCommitIndex } from "./history/commitIndex.ts";
import { commitTerms } from "./history/commitTerms.ts";
import { type AddedChunk, ChunkIndex } from "./index/chunkIndex.ts";
import type { IndexStore } from "./index/indexStore.ts";
import { MemoryStore } from "./index/memoryStore.ts";
import type { PassageIndex } from "./passageIndex.ts";
import { likelyConfidence } from "./rank/confidence.ts";
import { type IndexKnowledge, searchIndex } from "./searchIndex.ts";
import { type EmbeddingSpace, Embeddings } from "./vectors/embeddings.ts";
import { savedTermVectors, saveTermVectors } from "./vectors/storedVectors.ts";
import { fitsSize, learnTermVectors, type TermVectors, TextVectors, termDimensions } from "./vectors/textVectors.ts";

/** Chunks in the list of an embeddings model. */
const mostByMeaning = 200;

const nothing: IndexKnowledge = { commits: undefined, vectors: undefined };

/**
 * An index in this thread.
 * @param pause resolves once other work has had the thread
 * @param store keeps the index; in memory if left out
 */
export function createPassageIndex(pause: () => Promise<void>, store: IndexStore = new MemoryStore()): PassageIndex {
  const index = new ChunkIndex(store);
  let knowledge = nothing;
  /** For each making of vectors that goes on: the chunks that were added meanwhile. */
  const late = new Set<AddedChunk[]>();
  let embeddings: Embeddings | undefined;

  async function termVectors(commits: Parameters<PassageIndex["learn"]>[0]): Promise<TermVectors> {
    const saved = savedTermVectors(store);
    if (saved && fitsSize(saved, index.chunkCount)) return saved;
    const learnt = await learnTermVectors(index, commitTerms(commits), termDimensions, pause);
    saveTermVectors(store, learnt);
    return learnt;
  }

  /** Makes the vectors of all chunks. */
  async function project(terms: TermVectors): Promise<void> {
    const { numbering } = index;
    const added: AddedChunk[] = [];
    late.add(added);
    try {
      const vectors = await TextVectors.of(terms, index, pause);
      if (numbering !== index.numbering) return; // Chunks have other numbers: `save` makes the vectors again.
      vectors.add(added);
      knowledge = { ...knowledge, vectors };
    } finally {
      late.delete(added);
    }
  }

  function embeddingsOf(space: EmbeddingSpace): Embeddings {
    if (!embeddings?.fits(space)) embeddings = new Embeddings(space, index, store);
    return embeddings;
  }

  async function save(): Promise<void> {
    const { numbering } = index;
    index.save();
    const terms = numbering === index.numbering ? undefined : savedTermVectors(store);
    if (terms) {
      knowledge = { ...knowledge, vectors: undefined };
      await project(terms);
    }
    await index.merge(pause);
  }

  return {
    known: () => Promise.resolve([...index.stamps()]),
    async set(files) {
      for (const file of files) {
        const added = index.set(file);
        if (added) knowledge.vectors?.add(added);
        if (added) for (const list of late) list.push(...added);
        await pause();
      }
      if (index.isFull) await save();
    },
    delete(uris) {
      for (const uri of uris) index.delete(uri);
      return Promise.resolve();
    },
    clear() {
      index.clear();
      knowledge = nothing;
      return Promise.resolve();
    },
    save,
    async learn(commits) {
      knowledge = { ...knowledge, commits: createCommitIndex(commits) };
      await project(await termVectors(commits));
    },
    filesWith: (word, most) => Promise.resolve(index.filesWith(word, most)),
    async toEmbed(space, mostChunks, except = []) {
      await save(); // Vectors go with files that are there after a restart.
      return embeddingsOf(space).missing(mostChunks, new Set(except));
    },
    addVectors(space, files) {
      embeddingsOf(space).add(files);
      return Promise.resolve();
    },
    find(request, { limit, recentUris, meaning }) {
      const ranks = new Map(recentUris.map((uri, rank) => [uri, rank]));
      const found = searchIndex(request, index, knowledge, {
        limit,
        recency: (uri) => ranks.get(uri),
        byMeaning: meaning && embeddingsOf(meaning.space).nearest(meaning.vector, mostByMeaning),
      });
      return Promise.resolve({
        spans: found.passages.map(({ best: { chunk, score }, startLine, endLine }) => {
          const { uri, path, hash } = chunk.file;
          return { uri, path, startLine, endLine, score, hash };
        }),
        rarity: found.rarity,
        fileCount: index.fileCount,
        isUnlikely: found.confidence < likelyConfidence,
      });
    },
    size() {
      const { fileCount: files, chunkCount: chunks, textLength } = index;
      return Promise.resolve({
        files,
        chunks,
        embedded: embeddings && embeddingsOf(embeddings.space).count(),
        textLength,
        diskBytes: store.bytes(),
      });
    },
  };
}
