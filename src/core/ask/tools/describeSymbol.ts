import { sourceBlock } from "../askPrompt.ts";
import type { IndexedFile } from "../index/chunkIndex.ts";
import { pathKind } from "../index/pathKind.ts";
import { enclosingName, endOfDeclaration, type SymbolLines, symbolLines } from "./symbolLines.ts";

/** Files that are looked through, declarations and other lines that are shown, and lines of a declaration. */
const mostFiles = 300;
const mostDeclarations = 12;
const mostLines = 40;
const declarationLines = 12;
const longestLine = 160;

interface SymbolFile extends SymbolLines {
  readonly file: IndexedFile;
  readonly lines: readonly string[];
}

/**
 * Describes a name to an agent: where it is declared, imported and used, in code first, then in tests.
 * @param redact takes secrets out of what is shown
 * @param symbol a name, or that of a type and of its member: `Type.member`, `Type::member` or `Type#member`
 */
export async function describeSymbol(
  symbol: string,
  filesWith: (word: string, most: number) => AsyncIterable<IndexedFile>,
  redact: (text: string) => string,
): Promise<string> {
  const parts = symbol.split(/\.|::|#|->/).filter((part) => part !== "");
  const name = parts.at(-1) ?? symbol;
  const type = parts.at(-2);
  const files: SymbolFile[] = [];
  // Each is looked through when it was read, so that a keystroke comes in between.
  for await (const file of filesWith(name, mostFiles)) {
    const lines = file.text.split(/\r\n|\n|\r/);
    files.push({ file, lines, ...symbolLines(lines, name) });
  }
  files.sort((a, b) => Number(isTest(a)) - Number(isTest(b)));
  const declared = files.flatMap(({ file, lines, declared: at }) =>
    at
      .map((line) => ({ file, lines, line, around: enclosingName(lines, line) }))
      .filter(({ around }) => type === undefined || around === type),
  );
  const show = { isPartial: files.length === mostFiles, redact };
  return [
    ...(declared.length === 0 ? [`No declaration of ${symbol} was found.`] : []),
    ...declared.slice(0, mostDeclarations).map((each, at) => declarationBlock(each, at, redact)),
    ...rest(declared.length - mostDeclarations, "declarations"),
    ...listOf(
      `Imports of ${name}`,
      placesOf(files, ({ imported }) => imported.map(({ line }) => line)),
      show,
    ),
    ...listOf(
      `Lines that use ${name}, compared by name: of other types, too, if they have a member of this name`,
      placesOf(files, ({ used }) => used),
      show,
    ),
  ].join("\n\n");
}

interface Declaration {
  readonly file: IndexedFile;
  readonly lines: readonly string[];
  readonly line: number;
  readonly around: string | undefined;
}

function declarationBlock(
  { file: { uri, path }, lines, line, around }: Declaration,
  at: number,
  redact: (text: string) => string,
): string {
  // Cleaned as a whole: of a part, a secret may not be recognised.
  const whole = redact(lines.slice(line, endOfDeclaration(lines, line)).join("\n")).split("\n");
  const shown = whole.slice(0, declarationLines);
  const span = { startLine: line, endLine: line + shown.length, focusLine: line };
  const block = sourceBlock({ uri, path, ...span, text: shown.join("\n"), score: 0, words: [] }, at + 1);
  return around === undefined ? block : `In ${around}:\n${block}`;
}

interface Place {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

function placesOf(files: readonly SymbolFile[], linesOf: (file: SymbolFile) => readonly number[]): readonly Place[] {
  return files.flatMap((found) =>
    linesOf(found).map((line) => ({ path: found.file.path, line, text: found.lines[line] ?? "" })),
  );
}

interface ListOptions {
  /** Whether there may be more than was looked through. */
  readonly isPartial: boolean;
  readonly redact: (text: string) => string;
}

function listOf(title: string, places: readonly Place[], { isPartial, redact }: ListOptions): readonly string[] {
  if (places.length === 0) return [];
  const count = isPartial ? `at least ${places.length}` : String(places.length);
  const shown = places.slice(0, mostLines).map(({ path, line, text }) => {
    return `${path}:${line + 1}: ${redact(text).trim().slice(0, longestLine)}`;
  });
  return [`${title} (${count}):\n${shown.join("\n")}`, ...rest(places.length - mostLines, "lines")];
}

function rest(count: number, what: string): readonly string[] {
  return count > 0 ? [`${count} more ${what} are not shown.`] : [];
}

function isTest({ file }: SymbolFile): boolean {
  return pathKind(file.path) === "test";
}
