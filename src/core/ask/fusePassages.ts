import type { Passage } from "./askFiles.ts";

/** Damps the first ranks in reciprocal rank fusion (Cormack, Clarke & Büttcher 2009). */
const fusionConstant = 60;

/** Puts two lists of passages, each best first, into one by reciprocal rank fusion. Of two that overlap, the better stays. */
export function fusePassages(one: readonly Passage[], other: readonly Passage[], limit: number): readonly Passage[] {
  const scores = new Map<string, { readonly passage: Passage; readonly score: number }>();
  for (const list of [one, other]) {
    for (const [rank, passage] of list.entries()) {
      const key = `${passage.startLine} ${passage.endLine} ${passage.uri}`;
      const known = scores.get(key);
      const score = (known?.score ?? 0) + 1 / (fusionConstant + rank + 1);
      scores.set(key, { passage: known?.passage ?? passage, score });
    }
  }
  const kept: Passage[] = [];
  for (const { passage } of [...scores.values()].sort((a, b) => b.score - a.score))
    if (kept.length < limit && !kept.some((each) => overlaps(each, passage))) kept.push(passage);
  return kept;
}

function overlaps(a: Passage, b: Passage): boolean {
  return a.uri === b.uri && a.startLine < b.endLine && b.startLine < a.endLine;
}
