import { embeddedText } from "../../../app/ask/embeddingSync.ts";
import { createCommitIndex } from "../../../core/ask/history/commitIndex.ts";
import { commitTerms } from "../../../core/ask/history/commitTerms.ts";
import { ChunkIndex } from "../../../core/ask/index/chunkIndex.ts";
import type { IndexStore } from "../../../core/ask/index/indexStore.ts";
import { MemoryStore } from "../../../core/ask/index/memoryStore.ts";
import type { IndexKnowledge } from "../../../core/ask/searchIndex.ts";
import { searchIndex } from "../../../core/ask/searchIndex.ts";
import { Embeddings } from "../../../core/ask/vectors/embeddings.ts";
import { learnTermVectors, TextVectors } from "../../../core/ask/vectors/textVectors.ts";
import { createDiskStore } from "./diskStore.ts";
import type { EmbedByRole } from "./embeddingsFolder.ts";
import { withFeedback } from "./feedback.ts";
import { createFullTextRanker } from "./fullText.ts";
import type { LabelledRepository } from "./questionSet.ts";
import type { PreparedRanker, Rank, Ranker } from "./ranker.ts";
import { findPassages } from "./scan/findPassages.ts";
import type { AskFile } from "./scan/scanTypes.ts";
import { embedTiny } from "./tinyEmbeddings.ts";

const depth = 20;
const lineCount = 40;
/** Chunks in the list of an embeddings model. */
const nearestCount = 200;
/** Length of the vectors that are learnt from a workspace. */
const dimensions = 128;

/** Every way to rank, from the simplest on; each of the last ones adds to the one before it. */
export const rankers = {
  /** Words of the question per forty lines, as a text search finds them. */
  literal: { prepare: (repository) => Promise.resolve({ rank: literalRank(repository), diskBytes: 0 }) },
  /** The scan that Ask did at each question before it had an index. */
  scan: { prepare: (repository) => Promise.resolve({ rank: scanRank(repository), diskBytes: 0 }) },
  /** SQLite's FTS5 with its BM25 over the same chunks, without fields. */
  fts5: { prepare: (repository) => Promise.resolve(createFullTextRanker(repository, depth, { isRich: false })) },
  /** FTS5 with weights by field, synonyms and translated key terms: as much of the ranking as SQL takes. */
  "fts5 rich": { prepare: (repository) => Promise.resolve(createFullTextRanker(repository, depth, { isRich: true })) },
  /** Chunks by syntax with weights by field. */
  fields: { prepare: (repository) => indexRanker(repository, { expand: false }) },
  synonyms: { prepare: (repository) => indexRanker(repository, { expand: true }) },
  history: { prepare: (repository) => indexRanker(repository, { expand: true, history: true }) },
  feedback: { prepare: (repository) => indexRanker(repository, { expand: true, history: true, feedback: true }) },
  /** History without feedback, with vectors. */
  vectors: { prepare: (repository) => indexRanker(repository, { expand: true, history: true, vectors: true }) },
  /** What ships: the same with postings in SQLite, on the disk. */
  sqlite: {
    prepare: (repository) =>
      indexRanker(repository, { expand: true, history: true, vectors: true, store: createDiskStore() }),
  },
  /** What ships, with a second list of an embeddings model, for which a tiny one stands in. */
  "tiny model": {
    prepare: (repository) =>
      indexRanker(repository, {
        expand: true,
        history: true,
        vectors: true,
        store: createDiskStore(),
        embed: (_, texts) => Promise.resolve(texts.map(embedTiny)),
      }),
  },
} as const satisfies Record<string, Ranker>;

/** What ships, with a second list of an embeddings model. */
export function withEmbeddings(embed: EmbedByRole): Ranker {
  return {
    prepare: (repository) =>
      indexRanker(repository, { expand: true, history: true, vectors: true, store: createDiskStore(), embed }),
  };
}

function literalRank({ files }: LabelledRepository): Rank {
  const chunks = files.flatMap(({ path, text }) => {
    const lines = text.toLowerCase().split("\n");
    return Array.from({ length: Math.ceil(lines.length / lineCount) }, (_, at) => ({
      path,
      startLine: at * lineCount + 1,
      endLine: Math.min(lines.length, (at + 1) * lineCount),
      text: lines.slice(at * lineCount, (at + 1) * lineCount).join("\n"),
    }));
  });
  return (question) => {
    const words = new Set((question.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []).filter((word) => word.length > 2));
    const scored = chunks.map((chunk) => {
      const counts = [...words].map((word) => chunk.text.split(word).length - 1);
      const times = counts.reduce((sum, count) => sum + count, 0);
      return { chunk, score: counts.filter((count) => count > 0).length + times / (times + 1_000) };
    });
    const best = scored
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, depth);
    return { passages: best.map(({ chunk }) => chunk), confidence: best[0]?.score ?? 0 };
  };
}

function scanRank({ files }: LabelledRepository): Rank {
  const asked: readonly AskFile[] = files.map(({ path, text }) => ({
    uri: path,
    path,
    lines: text.split("\n"),
    recency: undefined,
  }));
  const deps = {
    files: async function* () {
      yield* asked;
    },
    now: () => performance.now(),
    pause: () => new Promise<void>((resolve) => setImmediate(resolve)),
  };
  return async (question) => {
    const request = { question, selection: undefined, earlier: [] };
    const found = await findPassages(request, deps, new AbortController().signal, depth);
    const passages = (found?.passages ?? []).map((passage) => ({ ...passage, startLine: passage.startLine + 1 }));
    return { passages, confidence: found?.passages[0]?.score ?? 0 };
  };
}

interface IndexParts {
  readonly expand: boolean;
  readonly history?: boolean;
  readonly feedback?: boolean;
  readonly vectors?: boolean;
  /** Keeps the index; in memory if left out. */
  readonly store?: IndexStore;
  readonly embed?: EmbedByRole;
}

/** Embeds all chunks; returns what finds the nearest ones to a question. */
async function embedAll(
  index: ChunkIndex,
  store: IndexStore,
  embed: EmbedByRole,
  texts: ReadonlyMap<string, string>,
): Promise<(question: string) => Promise<readonly number[]>> {
  const [probe = []] = await embed("passage", ["code"]);
  const embeddings = new Embeddings({ model: "measured", dimensions: probe.length, version: 1 }, index, store);
  for (const { uri, hash, first, chunks } of embeddings.missing(Number.POSITIVE_INFINITY)) {
    const lines = (texts.get(uri) ?? "").split("\n");
    const passages = chunks.map((chunk) => embeddedText(uri, lines, chunk));
    embeddings.add([{ uri, hash, first, vectors: await embed("passage", passages) }]);
  }
  return async (question) => embeddings.nearest((await embed("question", [question]))[0] ?? [], nearestCount);
}

async function indexRanker({ files, history }: LabelledRepository, parts: IndexParts): Promise<PreparedRanker> {
  const index = new ChunkIndex(parts.store);
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  for (const { path, text } of files) index.set({ uri: path, path, text });
  index.save();
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
  const knowledge: IndexKnowledge = {
    commits: parts.history ? createCommitIndex(history) : undefined,
    vectors: parts.vectors
      ? await TextVectors.of(await learnTermVectors(index, commitTerms(history), dimensions, pause), index, pause)
      : undefined,
  };
  const nearest = parts.embed && (await embedAll(index, parts.store ?? new MemoryStore(), parts.embed, texts));
  const rank: Rank = async (question) => {
    const request = { question, selection: undefined, earlier: [] };
    const options = { limit: depth, expand: parts.expand, byMeaning: await nearest?.(question) };
    const found = searchIndex(request, index, knowledge, options);
    const { passages, confidence } = parts.feedback
      ? withFeedback(
          found,
          (path) => texts.get(path) ?? "",
          (query) => searchIndex(request, index, knowledge, { ...options, query }),
        )
      : found;
    const ranges = passages.map(({ best, startLine, endLine }) => ({
      path: best.chunk.file.path,
      startLine: startLine + 1,
      endLine,
    }));
    return { passages: ranges, confidence };
  };
  return { rank, diskBytes: parts.store?.bytes() ?? 0 };
}
