import { occurrence, occurrenceBits } from "../../code/occurrence.ts";
import type { FileIndex } from "../index/fileIndex.ts";
import { lineKind } from "../index/indexLine.ts";
import type { SymbolTable } from "../index/symbolTable.ts";

/** A name in an outline, with its location and the text that represents it. */
export interface OutlineEntry {
  readonly id: number;
  readonly index: FileIndex;
  readonly line: number;
  /** For example `resize(width, height)`, `.width` or `Size`. */
  readonly text: string;
  /** Name of the class, interface or struct that declares it. */
  readonly container: string | undefined;
  /** Name of its file in an outline. */
  readonly label: string;
}

/** Longer parameter lists are omitted, in characters. */
const longestParameters = 48;
/** Characters that a container adds besides its name: " { ", " }" and its share of a separator. */
const braceChars = 6;
/** Lines above a declaration that are searched for its container. */
const containerReach = 400;

/**
 * Returns an entry for each name: at its declaration, or at its first use if the file does not declare it.
 * @param places indexes into the distinct names of the file
 */
export function findEntries(
  index: FileIndex,
  places: readonly number[],
  symbols: SymbolTable,
): readonly OutlineEntry[] {
  const label = fileLabel(index.path);
  const { ids, shown } = index.names;
  return places.map((place) => entryAt(index, ids[place] ?? 0, shown[place] ?? 0, label, symbols));
}

/** Returns the line of an occurrence, by binary search. */
function lineOf(index: FileIndex, at: number): number {
  let low = 0;
  let high = index.lines.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((index.offsets[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  return low;
}

function entryAt(index: FileIndex, id: number, at: number, label: string, symbols: SymbolTable): OutlineEntry {
  const facts = index.occurrences[at] ?? 0;
  const line = lineOf(index, at);
  const name = symbols.nameOf(id);
  const called = (facts & occurrence.called) !== 0;
  const declared = (facts & occurrence.declared) !== 0;
  const parameters = called && declared ? parametersOf(index.lines[line] ?? "", name) : called ? "()" : "";
  const dot = !declared && facts & occurrence.member ? "." : "";
  const container = declared ? containerOf(index, line, symbols) : undefined;
  return { id, index, line, text: `${dot}${name}${parameters}`, container, label };
}

function parametersOf(line: string, name: string): string {
  const start = line.indexOf(`${name}(`) + name.length;
  const end = line.indexOf(")", start);
  const parameters = end < 0 ? "" : line.slice(start, end + 1).replace(/\((?:&?(?:mut )?self|cls)(?:, |(?=\)))/, "(");
  return parameters.length > 2 && parameters.length <= longestParameters ? parameters : "()";
}

/** Returns the name of the nearest declaration above with less indentation. */
function containerOf(index: FileIndex, line: number, symbols: SymbolTable): string | undefined {
  const { kinds, margins, offsets, occurrences } = index;
  let margin = margins[line] ?? 0;
  for (let above = line - 1; above >= Math.max(0, line - containerReach) && margin > 0; above--) {
    const kind = kinds[above] ?? 0;
    if (kind & (lineKind.blank | lineKind.comment | lineKind.brackets) || (margins[above] ?? 0) >= margin) continue;
    margin = margins[above] ?? 0;
    if (!(kind & lineKind.declares)) continue;
    for (let at = offsets[above] ?? 0; at < (offsets[above + 1] ?? 0); at++) {
      const packed = occurrences[at] ?? 0;
      if (packed & occurrence.declared) return symbols.nameOf(packed >> occurrenceBits);
    }
  }
  return undefined;
}

/**
 * Renders entries as one line per file, each in the order of the file:
 * `geometry.ts: Size { width, height }, resize(size, factor), .area`.
 */
export function renderOutline(entries: readonly OutlineEntry[]): string {
  const byFile = new Map<FileIndex, OutlineEntry[]>();
  for (const entry of entries) {
    const group = byFile.get(entry.index);
    if (group) group.push(entry);
    else byFile.set(entry.index, [entry]);
  }
  return [...byFile]
    .sort(([a], [b]) => (a.uri < b.uri ? -1 : 1))
    .map(([, group]) => `${group[0]?.label}: ${renderGroup(group)}`)
    .join("\n");
}

/** Groups the members of a container at the position of the first member. */
function renderGroup(entries: readonly OutlineEntry[]): string {
  const groups = new Map<string, OutlineEntry[]>();
  for (const entry of [...entries].sort((a, b) => a.line - b.line || (a.text < b.text ? -1 : 1))) {
    const key = entry.container === undefined ? `${entry.line} ${entry.text}` : `{ ${entry.container}`;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.values()]
    .map((group) => {
      const texts = group.map(({ text }) => text).join(", ");
      const container = group[0]?.container;
      return container === undefined ? texts : `${container} { ${texts} }`;
    })
    .join(", ");
}

/** Matches file names that identify a file without its folder. */
const distinctive = /^(?!(?:index|mod|lib|main|__init__)\.)/;

/** Returns the file's name, with its folder if the name alone is ambiguous. */
function fileLabel(path: string): string {
  const parts = path.split("/");
  const name = parts.at(-1) ?? path;
  return distinctive.test(name) ? name : parts.slice(-2).join("/");
}

/** Characters that an entry adds to an outline: its own, its file's header and its container's braces. */
export interface EntryChars {
  readonly own: number;
  readonly header: number;
  readonly braces: number;
}

/** Returns the characters that an entry costs in the format of {@link renderOutline}. */
export function entryChars({ container, label, text }: OutlineEntry): EntryChars {
  return {
    own: text.length + ", ".length,
    header: label.length + ": \n".length,
    braces: container === undefined ? 0 : container.length + braceChars,
  };
}
