import type { Contender } from "../contender.ts";
import type { ReplayFile } from "../replayCase.ts";

const chunkLines = 20;
const queryLines = 20;
const chunkLimit = 60;
/** Robertson and Zaragoza's usual constants (The Probabilistic Relevance Framework, 2009). */
const k1 = 1.2;
const b = 0.75;

interface Chunk {
  readonly text: string;
  readonly counts: ReadonlyMap<string, number>;
  readonly words: number;
}

/** Creates BM25 over chunks of 20 lines, with the words of the last 20 lines as the query: a plain search engine. */
export function createBm25(): Contender {
  const known = new Map<string, readonly Chunk[]>();
  const chunksOf = (file: ReplayFile): readonly Chunk[] => {
    const chunks = known.get(file.blob) ?? cutIntoChunks(file.text);
    known.set(file.blob, chunks);
    return chunks;
  };
  return {
    name: "bm25",
    *prepare(replayCase) {
      const open = new Set(replayCase.recent.map((file) => file.blob));
      for (const blob of [...known.keys()].filter((each) => !open.has(each))) known.delete(blob);
      for (const file of replayCase.recent) {
        chunksOf(file);
        yield;
      }
    },
    retrieve({ prefix, recent }) {
      const query = new Set(wordsOf(prefix.split("\n").slice(-queryLines).join("\n")));
      const chunks = recent.flatMap((file) => chunksOf(file).map((chunk) => ({ chunk, path: file.path })));
      const score = bm25Scorer(
        query,
        chunks.map(({ chunk }) => chunk),
      );
      return chunks
        .map(({ chunk, path }) => ({ path, text: chunk.text, score: score(chunk) }))
        .filter((each) => each.score > 0)
        .sort((one, other) => other.score - one.score)
        .slice(0, chunkLimit);
    },
  };
}

function bm25Scorer(query: ReadonlySet<string>, chunks: readonly Chunk[]): (chunk: Chunk) => number {
  const average = chunks.reduce((sum, chunk) => sum + chunk.words, 0) / Math.max(1, chunks.length);
  const weights = [...query].map((word) => {
    const holding = chunks.filter((chunk) => chunk.counts.has(word)).length;
    return [word, Math.log(1 + (chunks.length - holding + 0.5) / (holding + 0.5))] as const;
  });
  return ({ counts, words }) => {
    let score = 0;
    for (const [word, weight] of weights) {
      const count = counts.get(word);
      if (count) score += (weight * count * (k1 + 1)) / (count + k1 * (1 - b + (b * words) / average));
    }
    return score;
  };
}

function cutIntoChunks(text: string): readonly Chunk[] {
  const lines = text.split("\n");
  const starts = Array.from({ length: Math.ceil(lines.length / chunkLines) }, (_, index) => index * chunkLines);
  return starts.map((start) => {
    const chunk = lines.slice(start, start + chunkLines).join("\n");
    const counts = new Map<string, number>();
    const words = wordsOf(chunk);
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    return { text: chunk, counts, words: words.length };
  });
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[A-Za-z_$][A-Za-z0-9_$]*/g) ?? [];
}
