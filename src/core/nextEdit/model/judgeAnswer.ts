import { offersSecret } from "../../privacy/offersSecret.ts";
import { redactionMark } from "../../privacy/redaction.ts";
import type { LineEdit } from "../lineEdit.ts";
import { toTextReplacement } from "../textReplacement.ts";
import { applyChanges, diffLines } from "./diffLines.ts";
import type { EditRegion, LinesChange } from "./editQuestion.ts";
import type { EditRefusal } from "./readAnswer.ts";

/** Lines that an answer may change at most, the larger side of each change counted. */
const mostLines = 16;

/** The edits of an answer, in the file's lines, or the reason why none of them is proposed. */
export type JudgedAnswer =
  | { readonly kind: "edits"; readonly changes: readonly LinesChange[] }
  | { readonly kind: "refused"; readonly reason: EditRefusal };

export interface Judged {
  readonly region: EditRegion;
  /** The region as the model rewrites it. */
  readonly answer: readonly string[];
  /** Lines of the whole file. */
  readonly lines: readonly string[];
  /** Edits of the file, oldest first. */
  readonly edits: readonly LineEdit[];
}

/** Judges a rewritten region: what it changes must be small, new, and leave alone what the user has just done. */
export function judgeAnswer({ region, answer: written, lines, edits }: Judged): JudgedAnswer {
  const answer = withEdges(region.lines, written);
  const changes = diffLines(region.lines, answer, region.start);
  const refused = (reason: EditRefusal): JudgedAnswer => ({ kind: "refused", reason });
  if (changes.every(isBlank)) return refused("unchanged");
  if (isCut(region, answer, changes)) return refused("cut");
  if (repeatsOutside(region, changes, lines)) return refused("outsideRegion");
  const changed = changes.reduce((sum, each) => sum + Math.max(each.oldLines.length, each.newLines.length), 0);
  if (changed > mostLines) return refused("tooManyLines");
  const undone = edits.some((edit) => undoes(edit, changes, lines));
  if (undone) return refused("undoesEdit");
  const last = edits.at(-1);
  if (last && deletes(last, changes)) return refused("deletesTyped");
  if (changes.some((change) => writesSecret(change, lines))) return refused("secret");
  return { kind: "edits", changes };
}

/** The answer with the empty lines at the edges of the region, which models drop, where the lines beside them are kept. */
function withEdges(region: readonly string[], answer: readonly string[]): readonly string[] {
  const isWritten = (line: string) => line.trim() !== "";
  const [top, from] = [region.findIndex(isWritten), answer.findIndex(isWritten)];
  const [bottom, to] = [region.findLastIndex(isWritten), answer.findLastIndex(isWritten)];
  if (top < 0 || from < 0) return answer;
  const above = region[top] === answer[from] ? region.slice(0, Math.max(0, top - from)) : [];
  const missing = region.length - bottom - (answer.length - to);
  const below = region[bottom] === answer[to] && missing > 0 ? region.slice(-missing) : [];
  return [...above, ...answer, ...below];
}

/** Whether only white space changes. */
function isBlank({ oldLines, newLines }: LinesChange): boolean {
  const flat = (texts: readonly string[]) => texts.join("").replace(/\s+/g, "");
  return flat(oldLines) === flat(newLines);
}

/** Whether the answer seems to end before the region does: its end is lost, or is the start of the region's. */
function isCut({ end }: EditRegion, answer: readonly string[], changes: readonly LinesChange[]): boolean {
  const last = changes.at(-1);
  if (!last || last.line + last.oldLines.length !== end) return false;
  const lost = last.oldLines.filter((line) => line.trim() !== "");
  const kept = last.newLines.filter((line) => line.trim() !== "");
  if (lost.length > kept.length) return true;
  const written = answer.at(-1) ?? "";
  return lost.some((line) => line !== written && line.startsWith(written));
}

/** Whether a change at an edge of the region writes what the file holds beyond it: the model went on writing. */
function repeatsOutside(
  { start, end }: EditRegion,
  changes: readonly LinesChange[],
  lines: readonly string[],
): boolean {
  return changes.some(({ line, oldLines, newLines }) => {
    const [first = "", final = ""] = [newLines[0], newLines.at(-1)];
    const isAtEnd = line + oldLines.length === end && newLines.length > oldLines.length;
    const isAtStart = line === start && newLines.length > oldLines.length;
    const before = lines[start - 1];
    if (isAtStart && before !== undefined && before.trim() !== "" && first === before) return true;
    const beyond = lines.slice(end, end + newLines.length).filter((text) => text.trim().length > 1);
    return isAtEnd && beyond.some((text) => text === final || newLines.includes(text));
  });
}

/** Whether the changes give the lines of an edit back the text that they had before it. */
function undoes(
  { line, oldLines, newLines }: LineEdit,
  changes: readonly LinesChange[],
  lines: readonly string[],
): boolean {
  const end = line + newLines.length;
  const own = changes.filter((each) => each.line <= end && line <= each.line + each.oldLines.length);
  if (own.length === 0) return false;
  const reverted = applyChanges(lines, [{ line, oldLines: newLines, newLines: oldLines }]);
  const isSame = (texts: readonly string[]) =>
    texts.length === reverted.length && texts.every((text, at) => text.trim() === reverted[at]?.trim());
  return isSame(applyChanges(lines, own)) || own.some((each) => isSame(applyChanges(lines, [each])));
}

/** Whether a change removes the words that the last edit wrote. */
function deletes({ line, oldLines, newLines }: LineEdit, changes: readonly LinesChange[]): boolean {
  const typed = toTextReplacement({ line: 0, oldLines, newLines }, oldLines)?.text.trim() ?? "";
  const words = typed.match(/[\p{L}\p{N}_$]+/gu) ?? [];
  if (words.length === 0) return false;
  const end = line + newLines.length;
  return changes
    .filter((each) => each.line < end && line < each.line + each.oldLines.length)
    .some((each) => {
      const before = each.oldLines.join("\n");
      const after = each.newLines.join("\n");
      return words.some((word) => before.includes(word) && !after.includes(word));
    });
}

function writesSecret({ line, newLines }: LinesChange, lines: readonly string[]): boolean {
  const text = newLines.join("\n");
  if (text.includes(redactionMark) && !lines.some((each) => each.includes(redactionMark))) return true;
  const prefix = lines
    .slice(0, line)
    .map((each) => `${each}\n`)
    .join("");
  return offersSecret(text, prefix, "");
}
