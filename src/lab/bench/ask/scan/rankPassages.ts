import type { QuestionTerms } from "../../../../core/ask/questionTerms.ts";
import type { ScannedFile, ScannedPassage } from "./scanFile.ts";
import type { ScannedResult } from "./scanTypes.ts";

/**
 * BM25's saturation and length normalisation (Robertson & Zaragoza 2009). These and the shares below were chosen with
 * `node src/lab/bench/askQuestions.ts`; docs/measurements/ask-search.md holds the figures.
 */
const k1 = 2;
const b = 0.5;
/** Share of the score that depends on how many of the question's terms a passage has at all. */
const coverageShare = 0.2;
/** Share of a file's best other passage that is added: what stands in a file about the matter is more likely to be it. */
const fileShare = 0.1;
const mostFromOneFile = 3;
/** What stands beyond in a line is rarely written by hand; UTF-16 units. */
const longestLine = 300;
const testPenalty = 0.7;
/** Prose repeats a question's words more often than code that answers it. */
const proseWeight = 0.6;
const recentBonus = 0.15;
const isProse = /\.(md|mdx|rst|adoc|txt)$/i;
const isTest = /(^|\/)(tests?|specs?|__tests__|fixtures)\/|[._-](test|spec)\.|_test\./i;

/** The passages that speak most of the question, best first. */
export function rankPassages(
  files: readonly ScannedFile[],
  question: QuestionTerms,
  limit: number,
): readonly ScannedResult[] {
  const weights = [...question.values()];
  const passageCount = sum(files.map((file) => file.passageCount));
  const meanLength = sum(files.map((file) => file.totalLength)) / Math.max(1, passageCount);
  const candidates = files.flatMap((file) => file.passages);
  const rarity = weights.map((weight, term) => weight * rarityOf(term, candidates, passageCount));
  const wantsTests = question.has("test") || question.has("spec");
  const scored = files.flatMap((file) => {
    const scores = file.passages.map((passage) => bm25(passage, rarity, meanLength) * prior(passage, wantsTests));
    const [best = 0, second = 0] = [...scores].sort((one, other) => other - one);
    return file.passages.map((passage, i) => {
      const own = scores[i] ?? 0;
      return { passage, score: own + fileShare * (own === best ? second : best) };
    });
  });
  scored.sort((a, b) => b.score - a.score || compareText(a.passage.file.path, b.passage.file.path));
  return fewFromEach(scored, limit).map(({ passage, score }) => toPassage(passage, score));
}

function rarityOf(term: number, candidates: readonly ScannedPassage[], passageCount: number): number {
  const having = candidates.filter((passage) => passage.counts.has(term)).length;
  return Math.log(1 + (passageCount - having + 0.5) / (having + 0.5));
}

function bm25({ counts, length }: ScannedPassage, rarity: readonly number[], meanLength: number): number {
  const norm = k1 * (1 - b + (b * length) / Math.max(1, meanLength));
  let score = 0;
  let covered = 0;
  for (const [term, times] of counts) {
    const weight = rarity[term] ?? 0;
    score += (weight * times * (k1 + 1)) / (times + norm);
    covered += weight * Math.min(1, times);
  }
  return score * (1 - coverageShare + (coverageShare * covered) / Math.max(1e-9, sum(rarity)));
}

function prior({ file }: ScannedPassage, wantsTests: boolean): number {
  const recency = file.recency === undefined ? 1 : 1 + recentBonus / (1 + file.recency / 5);
  if (isProse.test(file.path)) return recency * proseWeight;
  return isTest.test(file.path) && !wantsTests ? recency * testPenalty : recency;
}

function fewFromEach<T extends { readonly passage: ScannedPassage }>(
  scored: readonly T[],
  limit: number,
): readonly T[] {
  const taken = new Map<string, number>();
  const chosen: T[] = [];
  for (const each of scored) {
    if (chosen.length === limit) break;
    const uri = each.passage.file.uri;
    const before = taken.get(uri) ?? 0;
    if (before >= mostFromOneFile) continue;
    taken.set(uri, before + 1);
    chosen.push(each);
  }
  return chosen;
}

function toPassage({ file, startLine, endLine, focusLine }: ScannedPassage, score: number): ScannedResult {
  const lines = file.lines.slice(startLine, endLine);
  const text = lines.map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line)).join("\n");
  return { uri: file.uri, path: file.path, startLine, endLine, focusLine, text, score };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
