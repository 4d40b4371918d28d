import type { IndexedFile } from "./indexedFile.ts";
import type { Features, Moment } from "./moment.ts";
import type { Walk } from "./walk.ts";

/** Grows with the order of magnitude of a count. */
export function magnitude(count: number): number {
  return Math.log2(1 + Math.max(0, count));
}

interface Evidence {
  readonly path: string;
  readonly line: number;
  readonly edit: number;
  readonly oldIndent: number;
}

interface Spot {
  readonly file: IndexedFile;
  readonly rank: number;
  readonly line: number;
}

/** Where a place lies: seen from the cursor, from the examples of its rule and on the way the person took. */
export function describePosition(
  { file, rank, line }: Spot,
  examples: readonly Evidence[],
  { made, cursorLine }: Moment,
  walk: Walk,
): Features {
  const isHere = rank === 0;
  const beside = examples.filter((example) => example.path === file.path);
  const first = Math.min(...examples.map((example) => example.edit));
  const nearest = beside.reduce<Evidence | undefined>(
    (best, example) => (best && Math.abs(best.line - line) <= Math.abs(example.line - line) ? best : example),
    undefined,
  );
  const edits = walk.editsIn(file.path);
  return {
    here: Number(isHere),
    rank,
    edited: Number(walk.isEdited(file.path)),
    below: Number(isHere && line >= cursorLine),
    fromCursor: isHere ? magnitude(Math.abs(line - cursorLine)) : 14,
    next: Number(isHere && line >= cursorLine && line <= cursorLine + 1),
    passed: Number(walk.isPassed(file.path, line, first)),
    left: Number(walk.isLeft(file.path, first)),
    aboveFirstEdit: Number(edits.length > 0 && edits.every((edit) => edit.line > line)),
    belowAllEdits: Number(edits.every((edit) => edit.line < line)),
    exampleInFile: Number(beside.length > 0),
    fromExample: nearest ? magnitude(Math.abs(nearest.line - line)) : 14,
    scopeGap: nearest ? scopeGap(file, nearest.line, line) : 3,
    sameParent: Number(beside.some((example) => parentOf(file, example.line) === parentOf(file, line))),
    sameParentText: Number(hasParentLikeExample(file, line, beside)),
    made: magnitude(made.length),
    isTest: Number(isTest(file.path)),
    exampleIsTest: Number(examples.some((example) => isTest(example.path))),
    testDiffers: Number(examples.every((example) => isTest(example.path) !== isTest(file.path))),
    sameFolder: Number(examples.some((example) => folderOf(example.path) === folderOf(file.path))),
    sameExtension: Number(examples.some((example) => extensionOf(example.path) === extensionOf(file.path))),
    sameIndent: Number(examples.some((example) => example.oldIndent === file.lines[line]?.indent)),
  };
}

function isTest(path: string): boolean {
  return /(?:^|[/._-])(?:tests?|specs?|__tests__)(?:[/._-]|$)|Test\.\w+$/.test(path);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

const maxLooked = 400;

/** The nearest line above that is indented less, or -1. */
function parentOf(file: IndexedFile, line: number): number {
  const indent = file.lines[line]?.indent ?? 0;
  for (let at = line - 1; at >= 0 && at > line - maxLooked; at--) {
    const own = file.lines[at]?.indent ?? -1;
    if (own >= 0 && own < indent) return at;
  }
  return -1;
}

function hasParentLikeExample(file: IndexedFile, line: number, beside: readonly Evidence[]): boolean {
  const own = file.lines[parentOf(file, line)]?.tokens[0]?.text;
  if (own === undefined) return false;
  return beside.some((example) => file.lines[parentOf(file, example.line)]?.tokens[0]?.text === own);
}

/** How far the code between two lines steps out of their indentation: 0 not at all, 1 somewhat, 2 to the margin or far away. */
function scopeGap(file: IndexedFile, left: number, right: number): number {
  const start = Math.min(left, right);
  const end = Math.max(left, right);
  if (end - start > maxLooked) return 2;
  const base = Math.min(indentAt(file, start), indentAt(file, end));
  let least = base;
  for (let at = start + 1; at < end; at++) {
    const own = file.lines[at]?.indent ?? -1;
    if (own >= 0) least = Math.min(least, own);
  }
  if (least < base) return least === 0 ? 2 : 1;
  return base === 0 ? 1 : 0;
}

function indentAt(file: IndexedFile, line: number): number {
  return Math.max(0, file.lines[line]?.indent ?? 0);
}
