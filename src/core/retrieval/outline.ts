import type { FileIndex } from "../index/fileIndex.ts";
import { lineKind, occurrence, occurrenceBits } from "../index/lexLine.ts";
import type { SymbolTable } from "../index/symbolTable.ts";

/** A name in an outline: where it stands and what it looks like there. */
export interface OutlineEntry {
  readonly id: number;
  readonly index: FileIndex;
  readonly line: number;
  /** `resize(width, height)`, `.width`, `Size`. */
  readonly text: string;
  /** Name of what declares it: a class, interface, struct. */
  readonly container: string | undefined;
}

/** Longer parameter lists are left out. */
const longestParameters = 48;
/** Lines above a declaration among which its container is looked for. */
const containerReach = 400;

/**
 * Finds where each of some names of a file is best shown: where it is declared, else where it is first used.
 * Returns an entry for each name that the file holds.
 */
export function findEntries(index: FileIndex, ids: ReadonlySet<number>, symbols: SymbolTable): readonly OutlineEntry[] {
  const places = new Map<number, { readonly line: number; readonly facts: number }>();
  for (let line = 0; line < index.lines.length; line++) {
    const stop = index.offsets[line + 1] ?? 0;
    for (let at = index.offsets[line] ?? 0; at < stop; at++) {
      const packed = index.occurrences[at] ?? 0;
      const id = packed >> occurrenceBits;
      if (!ids.has(id)) continue;
      const known = places.get(id);
      const declares = (packed & occurrence.declared) !== 0;
      if (!known || (declares && (known.facts & occurrence.declared) === 0)) places.set(id, { line, facts: packed });
    }
  }
  return [...places].map(([id, { line, facts }]) => entryAt(index, id, line, facts, symbols));
}

function entryAt(index: FileIndex, id: number, line: number, facts: number, symbols: SymbolTable): OutlineEntry {
  const name = symbols.nameOf(id);
  const called = (facts & occurrence.called) !== 0;
  const declared = (facts & occurrence.declared) !== 0;
  const parameters = called && declared ? parametersOf(index.lines[line] ?? "", name) : called ? "()" : "";
  const dot = !declared && facts & occurrence.member ? "." : "";
  const container = declared ? containerOf(index, line, symbols) : undefined;
  return { id, index, line, text: `${dot}${name}${parameters}`, container };
}

function parametersOf(line: string, name: string): string {
  const start = line.indexOf(`${name}(`) + name.length;
  const end = line.indexOf(")", start);
  const parameters = end < 0 ? "" : line.slice(start, end + 1);
  return parameters.length > 2 && parameters.length <= longestParameters ? parameters : "()";
}

/** The nearest declaration above that stands further left. */
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
 * Renders entries as one line per file, in the files' own order of lines:
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
    .map(([index, group]) => `${fileLabel(index.path)}: ${renderGroup(group)}`)
    .join("\n");
}

/** Members of a container stand together, at the place of the first of them. */
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

/** The file's name, with its folder where the name alone says nothing. */
export function fileLabel(path: string): string {
  const parts = path.split("/");
  const name = parts.at(-1) ?? path;
  return /^(?:index|mod|lib|main|__init__)\./.test(name) ? parts.slice(-2).join("/") : name;
}

/** Characters an entry adds to an outline that shows the given files and containers already. */
export function entryChars(
  entry: OutlineEntry,
  files: ReadonlySet<FileIndex>,
  containers: ReadonlySet<string>,
): number {
  const file = files.has(entry.index) ? 0 : fileLabel(entry.index.path).length + 3;
  const container =
    entry.container === undefined || containers.has(containerKey(entry)) ? 0 : entry.container.length + 6;
  return entry.text.length + 2 + file + container;
}

export function containerKey({ index, container }: OutlineEntry): string {
  return `${index.uri}\n${container}`;
}
