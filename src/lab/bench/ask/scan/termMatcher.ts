import type { QuestionTerms } from "../../../../core/ask/questionTerms.ts";
import { subWords } from "../../../../core/ask/subWords.ts";
import { areRelated } from "./relatedTerms.ts";

/** A term of the question that a word speaks of, and how surely, in (0, 1]. */
export interface TermMatch {
  /** Position of the term in the question's terms. */
  readonly term: number;
  readonly strength: number;
}

/** What one word of a file contributes: how many terms it is, and which of the question's terms it matches. */
export interface WordMatches {
  readonly length: number;
  readonly matches: readonly TermMatch[];
}

const prefixStrength = 0.3;
const relatedStrength = 0.4;
const shortestPrefix = 4;
/** Distinct words remembered; more than that many in one workspace are looked up again each time. */
const rememberedWords = 200_000;

/** Finds the question's terms in words of files. Every distinct word is taken apart once. */
export function createTermMatcher(question: QuestionTerms): (word: string) => WordMatches {
  const terms = [...question.keys()];
  const known = new Map<string, WordMatches>();
  return (word) => {
    const remembered = known.get(word);
    if (remembered) return remembered;
    const parts = subWords(word);
    const fresh = { length: Math.max(1, parts.length), matches: terms.flatMap((term, i) => matchOf(term, i, parts)) };
    if (known.size < rememberedWords) known.set(word, fresh);
    return fresh;
  };
}

function matchOf(term: string, index: number, parts: readonly string[]): readonly TermMatch[] {
  const strength = Math.max(0, ...parts.map((part) => likeness(term, part)));
  return strength === 0 ? [] : [{ term: index, strength }];
}

function likeness(term: string, part: string): number {
  if (term === part) return 1;
  const shorter = Math.min(term.length, part.length);
  if (shorter >= shortestPrefix && (term.startsWith(part) || part.startsWith(term))) return prefixStrength;
  return areRelated(term, part) ? relatedStrength : 0;
}
