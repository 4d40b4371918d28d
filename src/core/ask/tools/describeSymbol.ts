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
 * Describes a name to an agent: where it is declared, imported and used, in code first, then in tests. The text is to be
 * cleaned of secrets.
 * @param symbol a name, or that of a type and of its member: `Type.member`, `Type::member` or `Type#member`
 */
export async function describeSymbol(
  symbol: string,
  filesWith: (word: string, most: number) => Promise<readonly IndexedFile[]>,
): Promise<string> {
  const parts = symbol.split(/\.|::|#|->/).filter((part) => part !== "");
  const name = parts.at(-1) ?? symbol;
  const type = parts.at(-2);
  const found = await filesWith(name, mostFiles);
  const files = found.map((file): SymbolFile => {
    const lines = file.text.split(/\r\n|\n|\r/);
    return { file, lines, ...symbolLines(lines, name) };
  });
  files.sort((a, b) => Number(isTest(a)) - Number(isTest(b)));
  const declared = files.flatMap(({ file, lines, declared: at }) =>
    at
      .map((line) => ({ file, lines, line, around: enclosingName(lines, line) }))
      .filter(({ around }) => type === undefined || around === type),
  );
  const isPartial = found.length === mostFiles;
  return [
    ...(declared.length === 0 ? [`No declaration of ${symbol} was found.`] : []),
    ...declared.slice(0, mostDeclarations).map(declarationBlock),
    ...rest(declared.length - mostDeclarations, "declarations"),
    ...listOf(`Imports of ${name}`, files, "imported", isPartial),
    ...listOf(
      `Lines that use ${name}, compared by name: of other types, too, if they have a member of this name`,
      files,
      "used",
      isPartial,
    ),
  ].join("\n\n");
}

interface Declaration {
  readonly file: IndexedFile;
  readonly lines: readonly string[];
  readonly line: number;
  readonly around: string | undefined;
}

function declarationBlock({ file: { uri, path }, lines, line, around }: Declaration, at: number): string {
  const endLine = Math.min(endOfDeclaration(lines, line), line + declarationLines);
  const text = lines.slice(line, endLine).join("\n");
  const block = sourceBlock(
    { uri, path, startLine: line, endLine, focusLine: line, text, score: 0, words: [] },
    at + 1,
  );
  return around === undefined ? block : `In ${around}:\n${block}`;
}

function listOf(
  title: string,
  files: readonly SymbolFile[],
  what: "imported" | "used",
  isPartial: boolean,
): readonly string[] {
  const places = files.flatMap(({ file, lines, ...found }) => {
    const at = what === "used" ? found.used : found.imported.map(({ line }) => line);
    return at.map((line) => `${file.path}:${line + 1}: ${(lines[line] ?? "").trim().slice(0, longestLine)}`);
  });
  if (places.length === 0) return [];
  const count = isPartial ? `at least ${places.length}` : String(places.length);
  const shown = places.slice(0, mostLines).join("\n");
  return [`${title} (${count}):\n${shown}`, ...rest(places.length - mostLines, "lines")];
}

function rest(count: number, what: string): readonly string[] {
  return count > 0 ? [`${count} more ${what} are not shown.`] : [];
}

function isTest({ file }: SymbolFile): boolean {
  return pathKind(file.path) === "test";
}
