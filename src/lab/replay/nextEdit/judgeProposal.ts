import { alignLines, type Piece } from "../../../core/nextEdit/alignLines.ts";
import type { DueEdit, World } from "./world.ts";

/** A replacement of `oldCount` lines from `line` (from 0) on. */
export interface Replacement {
  readonly path: string;
  readonly line: number;
  readonly oldCount: number;
  readonly newLines: readonly string[];
}

/**
 * `exact`: same effect as one whole edit that is due. `part`: same effect as one piece of it. `place`: touches an edit that
 * is due, with other text; `isFormat` if only white space, line breaks or trailing commas differ. `false`: nothing is due there.
 */
export type Verdict =
  | { readonly kind: "exact"; readonly edit: DueEdit }
  | { readonly kind: "part"; readonly edit: DueEdit; readonly piece: Piece }
  | { readonly kind: "place"; readonly isFormat: boolean }
  | { readonly kind: "false" };

const farLines = 60;

/** Compares a proposal with the edits that are due. Trailing white space of lines never counts. */
export function judgeProposal(world: World, proposal: Replacement): Verdict {
  const file = world.file(proposal.path);
  if (!file || proposal.line < 0 || proposal.oldCount < 0) return { kind: "false" };
  const end = proposal.line + proposal.oldCount;
  if (end > file.lines.length) return { kind: "false" };
  const old = file.lines.slice(proposal.line, end);
  if (isSameText(old, proposal.newLines)) return { kind: "false" };
  const near = world.due.filter(
    (edit) =>
      edit.path === proposal.path &&
      edit.line <= end - 1 + farLines &&
      edit.line + edit.oldCount - 1 >= proposal.line - farLines,
  );
  for (const edit of near) if (hasSameEffect(file.lines, proposal, edit)) return { kind: "exact", edit };
  for (const edit of near) {
    const piece = pieceLike(world, proposal, edit, file.lines);
    if (piece) return { kind: "part", edit, piece };
  }
  const touched = near.filter((edit) => touches(proposal, edit));
  if (touched.length === 0) return { kind: "false" };
  return { kind: "place", isFormat: touched.some((edit) => isSameButForFormat(file.lines, proposal, edit)) };
}

function pieceLike(world: World, proposal: Replacement, edit: DueEdit, lines: readonly string[]): Piece | undefined {
  const pieces = alignLines(world.oldLinesOf(edit), edit.newLines);
  const asReplacement = (piece: Piece): Replacement => ({
    path: edit.path,
    line: edit.line + piece.oldStart,
    oldCount: piece.oldEnd - piece.oldStart,
    newLines: edit.newLines.slice(piece.newStart, piece.newEnd),
  });
  const same = pieces.find((piece) => hasSameEffect(lines, proposal, asReplacement(piece)));
  if (same) return same;
  for (const piece of pieces) {
    const shorter = firstLinesLike(proposal, piece, (part) => {
      const replacement = asReplacement(part);
      return !isBlank(replacement.newLines) && hasSameEffect(lines, proposal, replacement);
    });
    if (shorter) return shorter;
    const start = proposal.line - edit.line;
    const end = start + proposal.oldCount;
    const isWithin = piece.newStart === piece.newEnd && start >= piece.oldStart && end <= piece.oldEnd;
    if (
      isWithin &&
      proposal.newLines.length === 0 &&
      !isBlank(lines.slice(proposal.line, proposal.line + proposal.oldCount))
    )
      return { ...piece, oldStart: start, oldEnd: end };
  }
  return undefined;
}

/** The first lines of a pure insertion that have the proposal's effect. */
function firstLinesLike(proposal: Replacement, piece: Piece, isLike: (part: Piece) => boolean): Piece | undefined {
  if (piece.oldStart !== piece.oldEnd || proposal.oldCount > 0) return undefined;
  for (let newEnd = piece.newStart + 1; newEnd < piece.newEnd; newEnd++)
    if (isLike({ ...piece, newEnd })) return { ...piece, newEnd };
  return undefined;
}

function isBlank(lines: readonly string[]): boolean {
  return lines.every((line) => line.trim() === "");
}

function isSameText(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((line, at) => line.trimEnd() === right[at]?.trimEnd());
}

/** The text of the lines from `start` to `end` once the replacement is made. */
function textAfter(
  lines: readonly string[],
  edit: Span & { readonly newLines: readonly string[] },
  start: number,
  end: number,
) {
  return [...lines.slice(start, edit.line), ...edit.newLines, ...lines.slice(edit.line + edit.oldCount, end)];
}

interface Span {
  readonly line: number;
  readonly oldCount: number;
}

function around(left: Span, right: Span): readonly [start: number, end: number] {
  return [Math.min(left.line, right.line), Math.max(left.line + left.oldCount, right.line + right.oldCount)];
}

function hasSameEffect(lines: readonly string[], left: Replacement, right: Omit<Replacement, "path">): boolean {
  if (left.newLines.length - left.oldCount !== right.newLines.length - right.oldCount) return false;
  const [start, end] = around(left, right);
  return isSameText(textAfter(lines, left, start, end), textAfter(lines, right, start, end));
}

function touches(left: Span, right: Span): boolean {
  const leftEnd = left.line + left.oldCount;
  const rightEnd = right.line + right.oldCount;
  return left.oldCount === 0 || right.oldCount === 0
    ? left.line <= rightEnd && right.line <= leftEnd
    : left.line < rightEnd && right.line < leftEnd;
}

function isSameButForFormat(lines: readonly string[], left: Replacement, right: DueEdit): boolean {
  const [start, end] = around(left, right);
  const flat = (edit: Replacement | DueEdit) =>
    textAfter(lines, edit, start, end)
      .join("")
      .replace(/\s+/g, "")
      .replace(/,(?=[)\]}])/g, "");
  return flat(left) === flat(right);
}
