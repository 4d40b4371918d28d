/** Lines `[startLine, endLine)`, from 0. */
export interface PassageRange {
  readonly startLine: number;
  readonly endLine: number;
}

/** A function with its comment mostly fits; more would crowd other passages out of a prompt. */
const mostLines = 40;
/** Below this a passage is joined with the next, unless that begins at the margin. */
const enoughLines = 5;

/**
 * Cuts a file into consecutive passages at blank lines: each a few paragraphs, none longer than forty lines.
 * A paragraph at the margin begins a new passage, so that a function and its comment stay together and alone.
 */
export function splitPassages(lines: readonly string[]): readonly PassageRange[] {
  const passages: PassageRange[] = [];
  let current: PassageRange | undefined;
  for (const paragraph of paragraphs(lines)) {
    if (current && joins(current, paragraph, lines)) {
      current = { startLine: current.startLine, endLine: paragraph.endLine };
      continue;
    }
    if (current) passages.push(current);
    current = paragraph;
  }
  return current ? [...passages, current] : passages;
}

function joins(current: PassageRange, next: PassageRange, lines: readonly string[]): boolean {
  if (next.endLine - current.startLine > mostLines) return false;
  const startsAtMargin = /^[^\s})\]]/.test(lines[next.startLine] ?? "");
  return !startsAtMargin || current.endLine - current.startLine < enoughLines;
}

function* paragraphs(lines: readonly string[]): Generator<PassageRange> {
  let start: number | undefined;
  for (let line = 0; line <= lines.length; line++) {
    const isBlank = (lines[line] ?? "").trim() === "";
    if (start !== undefined && (isBlank || line - start === mostLines)) {
      yield { startLine: start, endLine: line };
      start = undefined;
    }
    if (!isBlank) start ??= line;
  }
}
