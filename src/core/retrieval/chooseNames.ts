import type { FileIndex } from "../index/fileIndex.ts";
import type { SymbolTable } from "../index/symbolTable.ts";
import type { Snippet } from "../types/snippet.ts";
import { charsPerToken, indexOfLargest, snippetTokens } from "./chooseBlocks.ts";
import { nthLargest } from "./nthLargest.ts";
import { containerKey, entryChars, findEntries, type OutlineEntry, renderOutline } from "./outline.ts";
import type { RatedNames } from "./rateNames.ts";
import type { ReachableFile } from "./reachableFile.ts";
import type { Scratch } from "./scratch.ts";

/** What an outline is called where a file's path would stand. */
const outlinePath = "recent files";

export interface NameSource {
  readonly files: readonly ReachableFile[];
  readonly names: RatedNames;
  readonly wanted: Float32Array;
  readonly symbols: SymbolTable;
  readonly scratch: Scratch;
  /** Names that need not be brought. */
  readonly familiar: ReadonlySet<string>;
}

export interface ChooseNamesOptions {
  readonly maxTokens: number;
  readonly leastWorth: number;
  /** What a wanted name counts beside a line like the wanted one. */
  readonly nameWorth: number;
}

interface RatedEntry {
  readonly entry: OutlineEntry;
  readonly chance: number;
}

/** The outline of the likeliest names that no chosen block brings; none when none is worth its tokens. */
export function chooseNames(source: NameSource, options: ChooseNamesOptions): readonly Snippet[] {
  const room = options.maxTokens * charsPerToken - outlinePath.length - 5;
  const entries = takeEntries(likeliestEntries(source, room), room, options.leastWorth);
  const [first] = entries;
  if (!first) return [];
  const { uri, languageId } = first.entry.index;
  const text = renderOutline(entries.map(({ entry }) => entry));
  const score = options.nameWorth * entries.reduce((sum, { chance }) => sum + chance, 0);
  const tokens = snippetTokens(text.length, outlinePath);
  return [{ kind: "outline", uri, path: outlinePath, languageId, startLine: 0, endLine: 0, text, score, tokens }];
}

/** What a name costs at least beside its letters: a comma, a space, and its part of what stands around. */
const entryExtra = 4;
/** Names less likely than this are noise. */
const leastChance = 0.0002;
/** An entry has at least so many characters on average, so no more of them are looked at than may fit. */
const averageEntry = 6;

/** Entries of the names that may fit, the best first. */
function likeliestEntries(
  { files, names, wanted, symbols, scratch, familiar }: NameSource,
  room: number,
): readonly RatedEntry[] {
  const worths = scratch.floats("nameWorth", names.count).subarray(0, names.count);
  for (let candidate = 0; candidate < names.count; candidate++) {
    const id = names.ids[candidate] ?? 0;
    const chance = wanted[candidate] ?? 0;
    const isOpen = scratch.candidates[id] === candidate && chance >= leastChance;
    if (isOpen) worths[candidate] = chance / (symbols.lengthOf(id) + entryExtra);
  }
  const least = Math.max(nthLargest(worths, Math.ceil(room / averageEntry)), Number.MIN_VALUE);
  const chanceOf = new Map<number, number>();
  const byFile = new Map<number, number[]>();
  for (let candidate = 0; candidate < names.count; candidate++) {
    if ((worths[candidate] ?? 0) < least) continue;
    const id = names.ids[candidate] ?? 0;
    if (familiar.has(symbols.nameOf(id))) continue;
    chanceOf.set(id, wanted[candidate] ?? 0);
    const file = names.file[candidate] ?? 0;
    const group = byFile.get(file);
    if (group) group.push(id);
    else byFile.set(file, [id]);
  }
  return [...byFile]
    .flatMap(([file, ids]) => {
      const index = files[file]?.index;
      return index ? findEntries(index, ids, symbols, scratch) : [];
    })
    .map((entry) => ({ entry, chance: chanceOf.get(entry.id) ?? 0 }));
}

/** Entries by chance per character; the first of a file pays for its line, the first of a container for its braces. */
function takeEntries(open: readonly RatedEntry[], room: number, leastWorth: number): readonly RatedEntry[] {
  const rated = [...open].sort((a, b) => compareEntries(a.entry, b.entry));
  const files = new Set<FileIndex>();
  const containers = new Set<string>();
  const worthOf = ({ entry, chance }: RatedEntry) => chance / entryChars(entry, files, containers);
  const worths = Float64Array.from(rated, worthOf);
  const reweigh = (place: number): void => {
    const each = rated[place];
    if (each && (worths[place] ?? 0) > 0) worths[place] = worthOf(each);
  };
  const taken: RatedEntry[] = [];
  let chars = 0;
  for (;;) {
    const place = indexOfLargest(worths);
    const best = rated[place];
    if (!best || (worths[place] ?? 0) <= leastWorth) return taken;
    worths[place] = 0;
    const { entry } = best;
    const cost = entryChars(entry, files, containers);
    if (chars + cost > room) continue;
    chars += cost;
    taken.push(best);
    const opensFile = !files.has(entry.index);
    files.add(entry.index);
    if (entry.container !== undefined) containers.add(containerKey(entry));
    if (!opensFile && entry.container === undefined) continue;
    // Entries stand by file, so those that have become cheaper are next to this one.
    for (let other = place - 1; rated[other]?.entry.index === entry.index; other--) reweigh(other);
    for (let other = place + 1; rated[other]?.entry.index === entry.index; other++) reweigh(other);
  }
}

function compareEntries(a: OutlineEntry, b: OutlineEntry): number {
  if (a.index !== b.index) return a.index.uri < b.index.uri ? -1 : 1;
  return a.line - b.line || (a.text < b.text ? -1 : 1);
}
