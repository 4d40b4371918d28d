import type { Contender } from "../contender.ts";
import type { ReplayFile } from "../replayCase.ts";
import { chargedTokens, type ScoredSnippet } from "../retrievalScore.ts";

const windowLines = 60;
const snippetLimit = 4;
const charLimit = 10_000;

/** Words of English and code that Copilot's matcher ignores. */
const stopWords = new Set(
  (
    "we our you it its they them their this that these those is are was were be been being have has had having do " +
    "does did doing can don t s will would should what which who when where why how a an the and or not no but " +
    "because as until again further then once here there all any both each few more most other some such above " +
    "below to during before after of at by about between into through from up down in out on off over under only " +
    "own same so than too very just now if else while for switch case return new class def import export default " +
    "const let var function async await try catch finally throw public private protected static void int string " +
    "true false null none self"
  ).split(" "),
);

interface LexedFile {
  readonly lines: readonly string[];
  /** Distinct words of each line, as ids of the shared vocabulary. */
  readonly words: readonly (readonly number[])[];
}

/**
 * Creates a retrieval like Copilot's: compares the words of the 60 lines before the cursor with every 60-line window of
 * every open file under 10,000 characters by Jaccard similarity, and takes the best window of each file and the best
 * four of these. A snippet that does not fit into the budget is skipped. Described in Copilot's open source
 * (similarFiles.ts, selectRelevance.ts, windowDelineations.ts); the code is our own.
 */
export function createCopilotLike(
  limits: { readonly maxChars: number; readonly name: string } = { maxChars: charLimit, name: "copilotLike" },
): Contender {
  const vocabulary = new Map<string, number>();
  const lexed = new Map<string, LexedFile>();
  const wordsOf = (line: string): readonly number[] => {
    const words = new Set<number>();
    for (const word of line.split(/[^a-zA-Z0-9]+/)) {
      if (word === "" || stopWords.has(word)) continue;
      const id = vocabulary.get(word) ?? vocabulary.size;
      vocabulary.set(word, id);
      words.add(id);
    }
    return [...words];
  };
  const lex = (file: ReplayFile): LexedFile => {
    const lines = file.text.split("\n");
    const entry = lexed.get(file.blob) ?? { lines, words: lines.map(wordsOf) };
    lexed.set(file.blob, entry);
    return entry;
  };
  return {
    name: limits.name,
    *prepare(replayCase) {
      const open = new Set(replayCase.recent.map((file) => file.blob));
      for (const blob of [...lexed.keys()].filter((known) => !open.has(known))) lexed.delete(blob);
      for (const file of replayCase.recent.filter((each) => each.text.length < limits.maxChars)) {
        lex(file);
        yield;
      }
    },
    retrieve(replayCase, maxTokens) {
      const reference = new Set(replayCase.prefix.split("\n").slice(-windowLines).flatMap(wordsOf));
      const best = replayCase.recent
        .filter((file) => file.text.length < limits.maxChars)
        .flatMap((file) => bestWindow(file, lex(file), reference));
      return takeFitting(best.sort((a, b) => b.score - a.score).slice(0, snippetLimit), maxTokens);
    },
  };
}

interface ScoredWindow extends ScoredSnippet {
  readonly score: number;
}

/** Finds the best window. Slides it line by line and counts its words. */
function bestWindow(file: ReplayFile, { lines, words }: LexedFile, reference: ReadonlySet<number>): ScoredWindow[] {
  const counts = new Map<number, number>();
  let shared = 0;
  let bestScore = 0;
  let bestStart = -1;
  for (let end = 0; end < lines.length; end++) {
    for (const word of words[end] ?? []) {
      const count = counts.get(word) ?? 0;
      counts.set(word, count + 1);
      if (count === 0 && reference.has(word)) shared++;
    }
    for (const word of words[end - windowLines] ?? []) {
      const count = counts.get(word) ?? 0;
      if (count > 1) counts.set(word, count - 1);
      else counts.delete(word);
      if (count === 1 && reference.has(word)) shared--;
    }
    const score = shared / (counts.size + reference.size - shared);
    const isWindow = end >= windowLines - 1 || end === lines.length - 1;
    if (isWindow && score > bestScore) [bestScore, bestStart] = [score, Math.max(0, end - windowLines + 1)];
  }
  if (bestStart < 0) return [];
  const text = lines.slice(bestStart, bestStart + windowLines).join("\n");
  return [{ path: file.path, text, score: bestScore }];
}

function takeFitting(snippets: readonly ScoredWindow[], maxTokens: number): readonly ScoredSnippet[] {
  let used = 0;
  return snippets.filter((snippet) => {
    const cost = chargedTokens(snippet);
    if (used + cost > maxTokens) return false;
    used += cost;
    return true;
  });
}
