import type { ScoredChunk } from "./scoreChunks.ts";

/** Lines `[startLine, endLine)` of a file, made of one chunk or of neighbours. */
export interface PassageSpan {
  readonly best: ScoredChunk;
  readonly startLine: number;
  readonly endLine: number;
}

/** Neighbours are joined up to this length, if they score at least this share of the passage they join. */
const mostLines = 60;
const joinedShare = 0.75;
/** Blank lines between neighbours. */
const mostBetween = 3;
const mostFromOneFile = 3;
/** Chunks that may join a passage, and how many of the last passages are looked at. */
const mostLooked = 200;

/** Chooses passages, best first: few from each file, with neighbouring chunks joined into one. */
export function selectPassages(ranked: readonly ScoredChunk[], limit: number): readonly PassageSpan[] {
  const passages: PassageSpan[] = [];
  const taken = new Map<string, number>();
  for (const scored of ranked.slice(0, mostLooked)) {
    const { uri } = scored.chunk.file;
    const near = passages.findIndex((passage) => joins(passage, scored));
    const neighbour = passages[near];
    if (neighbour) {
      passages[near] = joined(neighbour, scored);
      continue;
    }
    const count = taken.get(uri) ?? 0;
    if (count >= mostFromOneFile || passages.length >= limit) continue;
    taken.set(uri, count + 1);
    passages.push({ best: scored, startLine: scored.chunk.startLine, endLine: scored.chunk.endLine });
  }
  return passages;
}

function joins(passage: PassageSpan, { chunk, score }: ScoredChunk): boolean {
  if (passage.best.chunk.file.uri !== chunk.file.uri || score < joinedShare * passage.best.score) return false;
  const gap =
    chunk.startLine >= passage.endLine ? chunk.startLine - passage.endLine : passage.startLine - chunk.endLine;
  const length = Math.max(passage.endLine, chunk.endLine) - Math.min(passage.startLine, chunk.startLine);
  return gap >= 0 && gap <= mostBetween && length <= mostLines;
}

function joined(passage: PassageSpan, { chunk }: ScoredChunk): PassageSpan {
  return {
    best: passage.best,
    startLine: Math.min(passage.startLine, chunk.startLine),
    endLine: Math.max(passage.endLine, chunk.endLine),
  };
}
