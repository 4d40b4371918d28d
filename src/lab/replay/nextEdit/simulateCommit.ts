import { alignLines, isLinePair } from "../../../core/nextEdit/alignLines.ts";
import { diffTokens } from "../../../core/nextEdit/diffTokens.ts";
import { tokenise } from "../../../core/nextEdit/tokenise.ts";
import { momentOf } from "./evaluateMoments.ts";
import { judgeProposal } from "./judgeProposal.ts";
import type { NextEditCase } from "./nextEditCase.ts";
import type { NextEditPredictor, ScoredReplacement } from "./nextEditPredictor.ts";
import { World } from "./world.ts";

export interface SimulationOptions {
  /** Least confidence of a proposal that is shown. */
  readonly threshold: number;
  /** Whether a person makes a whole edit at a time or one piece of it. */
  readonly grain: "edit" | "piece";
}

/** Counts of a walk through one commit or several. */
export interface SimulationCounts {
  commits: number;
  /** Edits after the first of each commit, their pieces, and the characters to type for them. */
  edits: number;
  pieces: number;
  characters: number;
  offers: number;
  right: number;
  wrong: number;
  savedPieces: number;
  savedCharacters: number;
  commitsWithOffer: number;
  commitsWithWrong: number;
}

export function emptyCounts(): SimulationCounts {
  return {
    commits: 0, edits: 0, pieces: 0, characters: 0, offers: 0, right: 0, wrong: 0,
    savedPieces: 0, savedCharacters: 0, commitsWithOffer: 0, commitsWithWrong: 0,
  }; // biome-ignore format: a list
}

const maxSteps = 1500;
/** Proposals of a moment that are looked at: a refused one gives way to the next. */
const considered = 3;

/**
 * Walks through a commit. The first edit is made by hand. Then the best proposal not refused before is shown: a right one
 * is accepted, a wrong one refused; without one, the next edit is made by hand.
 * @throws if the commit's text does not come out
 */
export function simulateCommit(
  recorded: NextEditCase,
  predictor: NextEditPredictor,
  { threshold, grain }: SimulationOptions,
): SimulationCounts {
  const world = new World(recorded);
  const counts = emptyCounts();
  world.makeNext(grain);
  counts.commits = 1;
  counts.edits = world.due.length;
  for (const edit of world.due) {
    counts.pieces += alignLines(world.oldLinesOf(edit), edit.newLines).length;
    counts.characters += charactersToType(world.oldLinesOf(edit), edit.newLines);
  }
  const refused: ScoredReplacement[] = [];
  for (let step = 0; step < maxSteps; step++) {
    const offer = predictor
      .predict(momentOf(world, refused))
      .filter((proposal) => proposal.confidence >= threshold)
      .slice(0, considered)
      .find((proposal) => !refused.some((other) => isSame(other, proposal)));
    if (offer && accept(world, offer, counts)) continue;
    if (offer) refused.push(offer);
    if (world.due.length === 0) break;
    world.makeNext(grain);
  }
  counts.commitsWithOffer = counts.offers > 0 ? 1 : 0;
  counts.commitsWithWrong = counts.wrong > 0 ? 1 : 0;
  checkOutcome(world, recorded);
  return counts;
}

function accept(world: World, offer: ScoredReplacement, counts: SimulationCounts): boolean {
  counts.offers++;
  const verdict = judgeProposal(world, offer);
  if (verdict.kind !== "exact" && verdict.kind !== "part") {
    counts.wrong++;
    return false;
  }
  counts.right++;
  const { edit } = verdict;
  const old = world.oldLinesOf(edit);
  if (verdict.kind === "part") {
    const { piece } = verdict;
    counts.savedPieces++;
    counts.savedCharacters += charactersToType(
      old.slice(piece.oldStart, piece.oldEnd),
      edit.newLines.slice(piece.newStart, piece.newEnd),
    );
    world.makePiece(edit, piece);
  } else {
    counts.savedPieces += alignLines(old, edit.newLines).length;
    counts.savedCharacters += charactersToType(old, edit.newLines);
    world.make(edit);
  }
  return true;
}

function isSame(left: ScoredReplacement, right: ScoredReplacement): boolean {
  return (
    left.path === right.path &&
    left.newLines.join("\n") === right.newLines.join("\n") &&
    left.oldLines.join("\n") === right.oldLines.join("\n")
  );
}

/** New characters of changed tokens, new lines without indentation, one key per deleted line or run of tokens. */
function charactersToType(oldLines: readonly string[], newLines: readonly string[]): number {
  let keys = 0;
  for (const piece of alignLines(oldLines, newLines)) {
    if (isLinePair(piece)) {
      const now = tokenise(newLines[piece.newStart] ?? "");
      for (const change of diffTokens(tokenise(oldLines[piece.oldStart] ?? ""), now))
        keys += Math.max(1, (now[change.newEnd - 1]?.end ?? 0) - (now[change.newStart]?.start ?? 0));
      continue;
    }
    for (const line of newLines.slice(piece.newStart, piece.newEnd)) keys += line.trim().length + 1;
    if (piece.newStart === piece.newEnd) keys += piece.oldEnd - piece.oldStart;
  }
  return keys;
}

function checkOutcome(world: World, recorded: NextEditCase): void {
  const wanted = new World(recorded, recorded.edits.length);
  const textOf = (lines: readonly string[]) => lines.map((line) => line.trimEnd()).join("\n");
  for (const file of world.files)
    if (textOf(file.lines) !== textOf(wanted.linesOf(file.path)))
      throw new Error(`The simulation of ${recorded.id} left another text in ${file.path} than the commit.`);
}
