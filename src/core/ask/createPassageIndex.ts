import type { Passage } from "./askFiles.ts";
import { createCommitIndex } from "./history/commitIndex.ts";
import { commitTerms } from "./history/commitTerms.ts";
import { MemoryIndex } from "./index/memoryIndex.ts";
import type { Findings, PassageIndex } from "./passageIndex.ts";
import { explainPassage } from "./rank/explainPassage.ts";
import type { PassageSpan } from "./rank/selectPassages.ts";
import { type IndexKnowledge, type SearchResult, searchIndex } from "./searchIndex.ts";
import { learnTextVectors } from "./vectors/textVectors.ts";

/**
 * Below this confidence nothing in the workspace is likely to answer. On the questions of `npm run bench:ask` it holds
 * for 2 of 8 without an answer and none of 73 with one; docs/measurements/ask-index.md.
 */
const likelyConfidence = 0.6;
/** Numbers in a vector: 64 lose half of the gain, 256 gain nothing more (docs/measurements/ask-index.md). */
const dimensions = 128;
/** What is beyond in a line is rarely written by hand; UTF-16 units. */
const longestLine = 300;

const nothing: IndexKnowledge = { commits: undefined, vectors: undefined };

/**
 * An index in this thread's memory.
 * @param pause resolves once other work has had the thread
 */
export function createPassageIndex(pause: () => Promise<void>): PassageIndex {
  let index = new MemoryIndex();
  let knowledge = nothing;
  return {
    async set(files) {
      for (const file of files) {
        index.set(file);
        await pause();
      }
    },
    delete(uris) {
      for (const uri of uris) index.delete(uri);
      return Promise.resolve();
    },
    clear() {
      index = new MemoryIndex();
      knowledge = nothing;
      return Promise.resolve();
    },
    async learn(commits) {
      const learnt = index;
      knowledge = { ...knowledge, commits: createCommitIndex(commits) };
      const vectors = await learnTextVectors(learnt, commitTerms(commits), dimensions, pause);
      if (learnt === index) knowledge = { ...knowledge, vectors };
    },
    find(request, { limit, recentUris }) {
      const ranks = new Map(recentUris.map((uri, rank) => [uri, rank]));
      const found = searchIndex(request, index, knowledge, { limit, recency: (uri) => ranks.get(uri) });
      return Promise.resolve(findingsOf(found, index));
    },
  };
}

function findingsOf(found: SearchResult, index: MemoryIndex): Findings {
  return {
    passages: found.passages.map((span) => toPassage(span, found, index)),
    fileCount: index.fileCount,
    isUnlikely: found.confidence < likelyConfidence,
  };
}

function toPassage({ best, startLine, endLine }: PassageSpan, found: SearchResult, index: MemoryIndex): Passage {
  const { uri, path, text } = best.chunk.file;
  const lines = text.split(/\r\n|\n|\r/);
  const { focusLine, words } = explainPassage({ lines, startLine, endLine }, found.query, found.rarity, index.tokenize);
  const shown = lines.slice(startLine, endLine);
  return {
    uri,
    path,
    startLine,
    endLine,
    focusLine,
    text: shown.map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line)).join("\n"),
    score: best.score,
    words,
  };
}
