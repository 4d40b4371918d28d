import { learnRules } from "./learnRules.ts";
import { linesCandidates } from "./linesCandidates.ts";
import type { Candidate, Moment } from "./moment.ts";
import { tokenCandidates } from "./tokenCandidates.ts";
import { Walk } from "./walk.ts";

/** Every change that the rules learnt from the edits suggest, with the features that its confidence depends on. */
export function findCandidates(moment: Moment): readonly Candidate[] {
  const files = new Map(moment.files.map((file) => [file.path, file]));
  const rules = learnRules(moment.made, (path, line) => files.get(path)?.lines[line]?.text);
  const walk = new Walk(moment.made);
  return [...tokenCandidates(moment, rules.tokens, walk), ...linesCandidates(moment, rules.lines, walk)];
}
