import type { AskRequest } from "./askFiles.ts";
import { subWords } from "./subWords.ts";

/** Terms to look for, each with how much it counts. */
export type QuestionTerms = ReadonlyMap<string, number>;

/** Words of questions about code that say nothing about the code. */
const empty = new Set(
  `a about an and any are aren as at be been by can code could did didn do does doesn don done explain file files find for from get gets
  give go had happen happens has have how i if implement implemented implementation in into is isn it its kind know like
  line look make many may me mean means might much must my need not of on one or our own please program project
  repository say says see should show someone something anything everything else so some source tell than that the their them then there these they thing this
  those to under us use used uses using want was wasn way we what when where which while who why will with work works would
  you your`
    .split(/\s+/)
    .flatMap((word) => subWords(word)),
);

const words = /[\p{L}\p{N}_$]+/gu;
/** What people write when they mean a name: `quoted`, call(), snake_case, camelCase. */
const names = /`([^`\n]+)`|([\p{L}_$][\p{L}\p{N}_$]*)(?=\()|(\p{L}+_[\p{L}\p{N}_]+)|(\p{Ll}+\p{Lu}[\p{L}\p{N}]*)/gu;

const nameBonus = 1.5;
const selectionShare = 0.35;
/** For the question before this one, and the one before that. */
const earlierShares = [0.3, 0.15];
const maxTerms = 60;

/**
 * What to look for: the question's own words count 1 each and names in it more; the selection and the questions before
 * this one count less, and mostly where the question itself says little ("what does this do?").
 */
export function questionTerms({ question, selection, earlier }: AskRequest): QuestionTerms {
  const terms = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const term of termsOf(text)) terms.set(term, Math.max(terms.get(term) ?? 0, weight));
  };
  for (const [back, share] of earlierShares.entries()) add(earlier.at(-1 - back)?.question ?? "", share);
  if (selection) add(selection.text, selectionShare);
  add(question, 1);
  for (const name of question.matchAll(names)) {
    for (const term of termsOf(name[0])) terms.set(term, 1 + nameBonus);
  }
  return new Map([...terms].sort((a, b) => b[1] - a[1]).slice(0, maxTerms));
}

function termsOf(text: string): readonly string[] {
  const all = [...text.matchAll(words)]
    .flatMap(([word]) => subWords(word))
    .filter((term) => !/^[\p{N}a-z]$/u.test(term));
  return all.filter((term) => !empty.has(term));
}
