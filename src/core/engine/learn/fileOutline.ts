import { topLevelDeclarators } from "../../code/declarators.ts";
import { tabGap } from "./lexLine.ts";
import { type ImportLine, parseImport } from "./parseImport.ts";
import type { TokenizedLines } from "./tokenizedLines.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What a file imports, and what it declares without indentation. */
export interface FileOutline {
  readonly imports: readonly SeenImport[];
  /** Position of each declared name, by token. */
  readonly declared: ReadonlyMap<number, number>;
}

export interface SeenImport {
  readonly parsed: ImportLine;
  readonly line: number;
}

/** Lines at the head of a file in which imports are looked for; further down they are rare. */
const headLines = 150;
/** Lines over which one list of names may go. */
const maxListLines = 40;
const linesPerSlice = 400;

/** Whether the name after a word is one that the word declares. */
export function isDeclarator(word: string): boolean {
  return topLevelDeclarators.has(word);
}

/** Reads a file's imports and declarations; a task so that long files can be read in slices. */
export function* outlineFile(lines: TokenizedLines, vocabulary: Vocabulary): Generator<void, FileOutline, void> {
  const declared = new Map<number, number>();
  const { tokens, lineStarts, indents } = lines;
  for (let line = 0; line < indents.length; line++) {
    if (line % linesPerSlice === linesPerSlice - 1) yield;
    if (indents[line] !== 0) continue;
    const start = (lineStarts[line] ?? 0) + 1;
    const end = Math.min(start + 4, (lineStarts[line + 1] ?? start) - 1);
    for (let at = start; at < end; at++) {
      const name = tokens[at + 1] ?? 0;
      if (isDeclarator(vocabulary.textOf(tokens[at] ?? 0)) && vocabulary.isName(name) && !declared.has(name))
        declared.set(name, at + 1);
    }
  }
  yield;
  return { imports: readImports(lines, vocabulary), declared };
}

function readImports(lines: TokenizedLines, vocabulary: Vocabulary): readonly SeenImport[] {
  const seen: SeenImport[] = [];
  const last = Math.min(lines.indents.length, headLines);
  for (let line = 0; line < last; line++) {
    let text = lineText(lines, line, vocabulary);
    const start = line;
    // A list of names over several lines is read as one.
    if (/^(?:import|export|from)\b.*[{(]$/.test(text.trim()))
      while (++line < last && line - start < maxListLines) {
        text += ` ${lineText(lines, line, vocabulary).trim()}`;
        if (/[)}]/.test(text.slice(-40))) break;
      }
    const parsed = parseImport(text.replace(/, ?\}/, " }").replace(/\( ?(.*?),? ?\)/, "$1"));
    if (parsed !== undefined) seen.push({ parsed, line: start });
  }
  return seen;
}

/** A line's text, its indentation left out. */
export function lineText(lines: TokenizedLines, line: number, vocabulary: Vocabulary): string {
  const { tokens, gaps, lineStarts } = lines;
  let text = "";
  for (let at = (lineStarts[line] ?? 0) + 1; at < (lineStarts[line + 1] ?? 0); at++) {
    const gap = gaps[at] ?? 0;
    text += (gap === tabGap ? "\t" : " ".repeat(gap)) + vocabulary.textOf(tokens[at] ?? 0);
  }
  return text;
}

/** Estimated memory of an outline. */
export function bytesOfOutline(outline: FileOutline | undefined): number {
  return outline === undefined ? 0 : outline.imports.length * bytesPerImport + outline.declared.size * bytesPerName;
}

const bytesPerImport = 400;
const bytesPerName = 40;
