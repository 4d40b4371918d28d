import type { LineEdit, LineRange } from "../types/source.ts";

/** Number of edited ranges remembered per file. Older ones say little about the next edit. */
const rangeLimit = 8;

/**
 * Moves ranges of an older version along with edits, and adds the edited ranges. Joins ranges that touch. Returns at
 * most eight, the most recently edited first.
 */
export function followEdits(ranges: readonly LineRange[], edits: readonly LineEdit[]): readonly LineRange[] {
  let followed = ranges;
  for (const edit of edits) {
    const moved = followed.map((range) => moveRange(range, edit)).filter((range) => range.endLine > range.startLine);
    const place = { startLine: edit.startLine, endLine: edit.startLine + Math.max(1, edit.lines.length) };
    followed = joinFirst(place, moved).slice(0, rangeLimit);
  }
  return followed;
}

function moveRange(range: LineRange, edit: LineEdit): LineRange {
  const grown = edit.lines.length - (edit.endLine - edit.startLine);
  if (range.endLine <= edit.startLine) return range;
  if (range.startLine >= edit.endLine) return { startLine: range.startLine + grown, endLine: range.endLine + grown };
  const startLine = Math.min(range.startLine, edit.startLine);
  return { startLine, endLine: Math.max(startLine, Math.max(range.endLine, edit.endLine) + grown) };
}

function joinFirst(first: LineRange, others: readonly LineRange[]): readonly LineRange[] {
  let joined = first;
  const apart: LineRange[] = [];
  for (const range of others) {
    const touches = range.startLine <= joined.endLine && joined.startLine <= range.endLine;
    if (!touches) apart.push(range);
    else
      joined = {
        startLine: Math.min(range.startLine, joined.startLine),
        endLine: Math.max(range.endLine, joined.endLine),
      };
  }
  return [joined, ...apart];
}
