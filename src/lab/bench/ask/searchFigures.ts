import { groupBy } from "../../fit/groupBy.ts";
import type { LabelledQuestion, LineRange } from "./questionSet.ts";

/** What a ranker returns for a question, best first. */
export interface Ranking {
  readonly passages: readonly LineRange[];
  /** Greater where the ranker expects that the passages answer the question. */
  readonly confidence: number;
}

/** One question with its ranking. */
export interface Ranked {
  readonly question: LabelledQuestion;
  readonly ranking: Ranking;
  readonly ms: number;
}

/** Figures in [0, 1] by the definitions of the question set's README; times in milliseconds. */
export interface SearchFigures {
  readonly hit1: number;
  readonly hit5: number;
  readonly hit20: number;
  readonly mrr: number;
  readonly recall5: number;
  /** Chance that an answerable question gets a higher confidence than one that the repository does not answer. */
  readonly separation: number;
  /** hit5 of the questions in other words than the code, of those that ask for instructions, and of those not in English. */
  readonly otherWords: number;
  readonly howto: number;
  readonly notEnglish: number;
  /** Mean number of lines that the first five passages show. */
  readonly lines5: number;
  readonly p50: number;
  readonly p95: number;
}

const depth = 20;
/** Lines of a passage that count. */
const longestPassage = 60;

export function searchFigures(all: readonly Ranked[]): SearchFigures {
  const answerable = all.filter(({ question }) => question.answerable);
  const hit = (k: number, rows = answerable) => mean(rows.map((row) => (firstHit(row) <= k ? 1 : 0)));
  const times = all.map(({ ms }) => ms).sort((a, b) => a - b);
  return {
    hit1: hit(1),
    hit5: hit(5),
    hit20: hit(20),
    mrr: mean(answerable.map((row) => 1 / firstHit(row))),
    recall5: mean(answerable.map((row) => recall(row, 5))),
    separation: separation(all),
    otherWords: hit(
      5,
      answerable.filter(({ question }) => !question.sharesWords),
    ),
    howto: hit(
      5,
      answerable.filter(({ question }) => question.kind === "howto"),
    ),
    notEnglish: hit(
      5,
      answerable.filter(({ question }) => question.lang !== "en"),
    ),
    lines5: mean(answerable.map(({ ranking }) => shownLines(ranking.passages.slice(0, 5)))),
    p50: times[Math.floor(times.length * 0.5)] ?? 0,
    p95: times[Math.floor(times.length * 0.95)] ?? 0,
  };
}

/** Rank of the first passage that shows an answer, from 1; infinite beyond the twentieth. */
export function firstHit({ question, ranking }: Ranked): number {
  const wanted = [...question.answers, ...question.alsoFine];
  const at = ranking.passages.slice(0, depth).findIndex((passage) => wanted.some((range) => shows(passage, range)));
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
}

function recall({ question, ranking }: Ranked, k: number): number {
  const passages = ranking.passages.slice(0, k);
  return mean(question.answers.map((range) => (passages.some((passage) => shows(passage, range)) ? 1 : 0)));
}

/** Whether a passage shows half of a range's lines, or ten of them. */
function shows(passage: LineRange, range: LineRange): boolean {
  if (passage.path !== range.path) return false;
  const end = Math.min(passage.endLine, passage.startLine + longestPassage - 1);
  const shared = Math.min(end, range.endLine) - Math.max(passage.startLine, range.startLine) + 1;
  return shared >= Math.min(10, Math.ceil((range.endLine - range.startLine + 1) / 2));
}

/** Area under the ROC curve in each repository, weighted by its questions without an answer. */
function separation(all: readonly Ranked[]): number {
  const byRepository = groupBy(all, ({ question }) => question.repo);
  const areas = [...byRepository.values()].map((rows) => {
    const confidences = (isAnswerable: boolean) =>
      rows.filter(({ question }) => question.answerable === isAnswerable).map(({ ranking }) => ranking.confidence);
    const without = confidences(false);
    const wins = confidences(true).flatMap((a) => without.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
    return { area: mean(wins), weight: without.length };
  });
  const total = areas.reduce((sum, { weight }) => sum + weight, 0);
  return areas.reduce((sum, { area, weight }) => sum + area * weight, 0) / Math.max(1, total);
}

function shownLines(passages: readonly LineRange[]): number {
  return passages.reduce((sum, { startLine, endLine }) => sum + Math.min(longestPassage, endLine - startLine + 1), 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
