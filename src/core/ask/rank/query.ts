import type { AskRequest } from "../askFiles.ts";
import { questionTerms } from "../questionTerms.ts";
import { subWords } from "../subWords.ts";
import { relatedToPhrases, relatedWords } from "../vocabulary/relatedWords.ts";
import { isForeign, translate } from "../vocabulary/translate.ts";

/** Words that mean the same: a chunk is credited with the best of them, once. */
export interface TermGroup {
  /** Terms with their weights; the first is the question's own word, except in a phrase or a translation. */
  readonly terms: ReadonlyMap<string, number>;
  /** The question's own word; undefined for a phrase or a translation. */
  readonly own: string | undefined;
}

export interface Query {
  readonly groups: readonly TermGroup[];
  /** Terms of proper names in the question, such as PostgreSQL: an answer must contain them. */
  readonly names: ReadonlySet<string>;
  readonly isForeign: boolean;
  /** Whether the question asks for tests. */
  readonly wantsTests: boolean;
  /** Whether it asks for instructions: documentation answers it as well as code. */
  readonly wantsGuide: boolean;
}

export interface QueryOptions {
  /** Adds synonyms and translations. */
  readonly expand: boolean;
}

/** Weights beside the question's own words: `npm run bench:ask -- --data DIR`, docs/measurements/ask-index.md. */
const synonymWeight = 0.5;
const phraseWeight = 0.7;
const translationWeight = 0.8;

const guide =
  /\bhow (?:do|can|could|should|would|does) (?:i|you|we|one|someone)\b|\bhow to\b|\bwie (?:kann|soll|muss) (?:ich|man|wir)\b|\bwie \p{L}+ ich\b|\b(?:cómo|como) (?:puedo|se puede|hago)\b|\bcomment (?:puis|peut|faire)|怎么|如何/iu;
const tests = /\b(?:tests?|tested by|specs?)\b|测试|\bprueba/iu;
/** A capital inside a sentence, a capital inside a word, or a number. */
const properName =
  /(?<=[\p{L}\p{N},)]\s["'`(]*)(\p{Lu}[\p{L}\p{N}]+)|(\p{L}*\p{Ll}\p{Lu}[\p{L}\p{N}]*)|(?<!\p{L})(\p{N}{2,})/gu;

/** UTF-16 units of a question that are searched for. A longer one is mostly a log or code. */
const mostQuestion = 3_000;

/** Turns a question into groups of terms to look for. */
export function buildQuery(request: AskRequest, { expand }: QueryOptions = { expand: true }): Query {
  const question = startAndEnd(request.question);
  const own = [...questionTerms({ ...request, question })].map(
    ([term, weight]): TermGroup => ({ terms: grouped(term, weight, expand), own: term }),
  );
  const foreign = isForeign(question);
  const added = expand ? [...phraseGroups(question), ...translationGroups(question)] : [];
  return {
    groups: [...own, ...added],
    names: foreign ? new Set() : namesIn(question),
    isForeign: foreign,
    wantsTests: tests.test(question),
    wantsGuide: guide.test(question),
  };
}

/** What is asked comes before or after what was pasted. */
function startAndEnd(question: string): string {
  if (question.length <= mostQuestion) return question;
  return `${question.slice(0, mostQuestion / 2)}\n${question.slice(-mostQuestion / 2)}`;
}

function grouped(term: string, weight: number, expand: boolean): ReadonlyMap<string, number> {
  const terms = new Map([[term, weight]]);
  if (expand) for (const related of relatedWords(term)) terms.set(related, weight * synonymWeight);
  return terms;
}

function phraseGroups(question: string): readonly TermGroup[] {
  return relatedToPhrases(question).map((related) => ({
    terms: new Map([...related].map((term) => [term, phraseWeight])),
    own: undefined,
  }));
}

function translationGroups(question: string): readonly TermGroup[] {
  return translate(question).map((english) => {
    const terms = new Map<string, number>();
    for (const term of english) {
      for (const related of relatedWords(term)) terms.set(related, translationWeight * synonymWeight);
    }
    for (const term of english) terms.set(term, translationWeight);
    return { terms, own: undefined };
  });
}

function namesIn(question: string): ReadonlySet<string> {
  const names = [...question.matchAll(properName)].map(([name]) => name);
  return new Set(names.flatMap((name) => subWords(name).slice(-1)));
}
