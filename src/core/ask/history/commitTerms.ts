import { subWords } from "../subWords.ts";
import type { CommitTerms } from "../vectors/textVectors.ts";
import type { Commit } from "./commitIndex.ts";

const word = /[\p{L}\p{N}_$]+/gu;
/** A commit of more paths is about none of them in particular. */
const mostPaths = 5;

/** Returns the terms of each commit's subject and of the names of the files it changed, for learning vectors. */
export function commitTerms(commits: readonly Commit[]): readonly CommitTerms[] {
  return commits.filter(({ paths }) => paths.length <= mostPaths).map(termsOf);
}

function termsOf({ subject, paths }: Commit): CommitTerms {
  const terms = new Map<string, number>();
  for (const term of wordsOf(subject)) terms.set(term, 1);
  for (const path of paths) {
    for (const term of wordsOf(path.split("/").slice(-2).join("/"))) terms.set(term, (terms.get(term) ?? 0) + 1);
  }
  return terms;
}

function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(word)].flatMap(([each]) => subWords(each));
}
