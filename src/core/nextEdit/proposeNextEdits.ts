import type { NextEditModel } from "./confidence.ts";
import { findCandidates } from "./findCandidates.ts";
import type { Candidate, Moment, Refusal } from "./moment.ts";

/** A next edit to propose: replaces `oldLines` from `line` (from 0) on by `newLines`. */
export interface Proposal {
  readonly path: string;
  readonly line: number;
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  /** Calibrated probability that the edit is wanted. */
  readonly confidence: number;
  /** Keys of the rules it applies. */
  readonly rules: readonly string[];
  /** Numbers of the edits that the rules were learnt from. */
  readonly learntFrom: readonly number[];
}

const usualProposals = 10;
/** Log odds that each refusal takes from what the same rule proposes elsewhere. Chosen with `npm run replay -- --next-edit`. */
const refusalPenalty = 1;

/** The `most` best proposals for a moment, the most confident first; equal ones in the order in which a person meets them. */
export function proposeNextEdits(moment: Moment, model: NextEditModel, most = usualProposals): readonly Proposal[] {
  const refusedRules = countRefusedRules(moment.refused);
  const rated = findCandidates(moment).flatMap((candidate) => {
    const oldLines = candidate.file.lines
      .slice(candidate.line, candidate.line + candidate.oldCount)
      .map((line) => line.text);
    if (moment.refused.some((refusal) => isSame(refusal, candidate, oldLines))) return [];
    const refusals = Math.max(0, ...candidate.rules.map((rule) => refusedRules.get(rule) ?? 0));
    const score = model.score(candidate.features) - refusalPenalty * refusals;
    return [{ candidate, oldLines, score, way: wayTo(candidate, moment) }];
  });
  rated.sort((a, b) => b.score - a.score || a.way - b.way);
  return nearestFirst(rated)
    .slice(0, most)
    .map(({ candidate, oldLines, score }) => ({
      path: candidate.file.path,
      line: candidate.line,
      oldLines,
      newLines: candidate.newLines,
      confidence: model.confidence(score),
      rules: candidate.rules,
      learntFrom: candidate.learntFrom,
    }));
}

interface Rated {
  readonly candidate: Candidate;
  readonly score: number;
  /** Grows with the way from the cursor. */
  readonly way: number;
}

/** Log odds by which places of one rule may differ and still count as equally likely. */
const tieMargin = 0.3;

/** Puts the nearest of the best rule's equally likely places first: that is the order in which a person goes through them. */
function nearestFirst<Each extends Rated>(rated: readonly Each[]): readonly Each[] {
  const [best] = rated;
  if (!best) return rated;
  const rules = best.candidate.rules.join("\n");
  const tied = rated.filter(
    ({ candidate, score }) => best.score - score <= tieMargin && candidate.rules.join("\n") === rules,
  );
  const nearest = tied.reduce((a, b) => (b.way < a.way ? b : a));
  return [nearest, ...rated.filter((each) => each !== nearest)];
}

function countRefusedRules(refused: readonly Refusal[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rules } of refused) for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

function isSame(refusal: Refusal, { file, newLines }: Candidate, oldLines: readonly string[]): boolean {
  return (
    refusal.path === file.path &&
    refusal.newLines.join("\n") === newLines.join("\n") &&
    refusal.oldLines.join("\n") === oldLines.join("\n")
  );
}

/** Orders places: downwards from the cursor, then from the cursor upwards, then the other files. */
function wayTo({ file, line }: Candidate, { files, cursorLine }: Moment): number {
  const rank = files.indexOf(file);
  if (rank > 0) return rank * 1e7 + line;
  return line >= cursorLine ? line - cursorLine : 1e6 + cursorLine - line;
}
