import { pathKind } from "../index/pathKind.ts";
import type { FoundSpans } from "../passageIndex.ts";
import { confidenceOf, likelyConfidence } from "../rank/confidence.ts";
import { fuse } from "../rank/fuse.ts";
import type { Query } from "../rank/query.ts";
import { inverseFrequency, type ScoredChunk, type TermStatistics } from "../rank/scoreChunks.ts";
import { selectPassages } from "../rank/selectPassages.ts";
import type { SharedHit, SharedHits } from "./sharedStore.ts";

/** Chooses passages from what a shared index found, as an index in this process does from its own chunks. */
export function sharedFindings(
  query: Query,
  { byWords, byMeaning, bestByWords, frequencies, chunkCount, fileCount }: SharedHits,
  limit: number,
): FoundSpans & { readonly confidence: number } {
  const chunks = new Map<string, ScoredChunk>();
  const scored = (hit: SharedHit): ScoredChunk => {
    const key = `${hit.startLine} ${hit.endLine} ${hit.path}`;
    const known = chunks.get(key);
    if (known) return known;
    const fresh = { chunk: chunkOf(hit, chunks.size), score: hit.score };
    chunks.set(key, fresh);
    return fresh;
  };
  const words = byWords.map(scored);
  const numbers = byMeaning.map((hit) => scored(hit).chunk.number);
  const all = [...chunks.values()];
  const ranked = numbers.length > 0 ? fuse(words, numbers, (number) => all[number]?.chunk) : words;
  const statistics = { chunkCount, frequency: (term: string) => frequencies.get(term) ?? 0 };
  const rarity = rarityOf(query, statistics);
  const confidence = confidenceOf(statistics, query, { best: bestByWords, rarity });
  return {
    spans: selectPassages(ranked, limit).map(({ best: { chunk, score }, startLine, endLine }) => {
      const { uri, path, hash } = chunk.file;
      return { uri, path, startLine, endLine, score, hash };
    }),
    rarity,
    fileCount,
    confidence,
    isUnlikely: confidence < likelyConfidence,
  };
}

/** Inverse document frequency of the rarest term of each group of a query, with its weight; 0 if none occurs. */
export function rarityOf({ groups }: Pick<Query, "groups">, statistics: TermStatistics): readonly number[] {
  return groups.map(({ terms }) =>
    Math.max(0, ...[...terms].map(([term, weight]) => inverseFrequency(statistics, term) * weight)),
  );
}

function chunkOf({ path, hash, startLine, endLine }: SharedHit, number: number): ScoredChunk["chunk"] {
  return { number, startLine, endLine, length: 0, file: { uri: path, path, kind: pathKind(path), hash, length: 0 } };
}
