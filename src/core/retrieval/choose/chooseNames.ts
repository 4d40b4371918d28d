import type { Snippet } from "../../types/snippet.ts";
import type { FileIndex } from "../index/fileIndex.ts";
import type { SymbolTable } from "../index/symbolTable.ts";
import type { RatedNames } from "../rate/rateNames.ts";
import type { ReachableFile } from "../rate/reachableFile.ts";
import type { Scratch } from "../rate/scratch.ts";
import { charsPerToken, headerChars, snippetTokens } from "./chooseBlocks.ts";
import { nthLargest } from "./nthLargest.ts";
import { entryChars, findEntries, type OutlineEntry, renderOutline } from "./outline.ts";
import { Tournament } from "./tournament.ts";

/** Replaces the path in the header of an outline. */
const outlinePath = "recent files";

export interface NameSource {
  readonly files: readonly ReachableFile[];
  readonly names: RatedNames;
  readonly wanted: Float32Array;
  readonly symbols: SymbolTable;
  readonly scratch: Scratch;
  /** Names that the model knows anyway. */
  readonly commonNames: ReadonlySet<string>;
}

export interface ChooseNamesOptions {
  readonly maxTokens: number;
  readonly leastWorth: number;
  /** Value of a wanted name, where a line like the wanted one has the value 1. */
  readonly nameWorth: number;
}

interface RatedEntry {
  readonly entry: OutlineEntry;
  readonly chance: number;
}

/** Returns the outline of the likeliest names that no chosen block contains, or nothing if none is worth its tokens. */
export function chooseNames(source: NameSource, options: ChooseNamesOptions): readonly Snippet[] {
  const room = options.maxTokens * charsPerToken - outlinePath.length - headerChars;
  const entries = takeEntries(likeliestEntries(source, room), room, options.leastWorth);
  const [first] = entries;
  if (!first) return [];
  const { uri, languageId } = first.entry.index;
  const text = renderOutline(entries.map(({ entry }) => entry));
  const score = options.nameWorth * entries.reduce((sum, { chance }) => sum + chance, 0);
  const tokens = snippetTokens(text.length, outlinePath);
  return [{ kind: "outline", uri, path: outlinePath, languageId, startLine: 0, endLine: 0, text, score, tokens }];
}

/** Minimum characters per name besides its letters: the separator plus its share of the file's header. */
const entryExtra = 4;
/** Names with a lower probability are noise. */
const leastChance = 0.0002;
/** Lower bound of an entry's average characters; it limits how many entries are examined for a budget. */
const averageEntry = 6;

/** Returns entries of the names that may fit into `room` characters, grouped by file. */
function likeliestEntries(
  { files, names, wanted, symbols, scratch, commonNames }: NameSource,
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
  const byFile = new Map<number, { readonly places: number[]; readonly chances: number[] }>();
  for (let candidate = 0; candidate < names.count; candidate++) {
    if ((worths[candidate] ?? 0) < least) continue;
    if (commonNames.has(symbols.nameOf(names.ids[candidate] ?? 0))) continue;
    const file = names.file[candidate] ?? 0;
    const group = byFile.get(file) ?? { places: [], chances: [] };
    if (group.places.push(names.place[candidate] ?? 0) === 1) byFile.set(file, group);
    group.chances.push(wanted[candidate] ?? 0);
  }
  return [...byFile].flatMap(([file, { places, chances }]) => {
    const index = files[file]?.index;
    const entries = index ? findEntries(index, places, symbols) : [];
    return entries.map((entry, at) => ({ entry, chance: chances[at] ?? 0 }));
  });
}

/**
 * Takes entries by probability per character. The first entry of a file also pays for the file's header, the first of a
 * container for the container's braces.
 */
function takeEntries(open: readonly RatedEntry[], room: number, leastWorth: number): readonly RatedEntry[] {
  const rated = [...open].sort((a, b) => compareEntries(a.entry, b.entry));
  const costs = new EntryCosts(rated);
  const worths = new Tournament(rated.map(({ chance }, place) => chance / costs.of(place)));
  const taken: RatedEntry[] = [];
  let chars = 0;
  while (room - chars >= costs.least) {
    const place = worths.winner;
    const best = rated[place];
    if (!best || worths.at(place) <= leastWorth) return taken;
    worths.set(place, 0);
    const cost = costs.of(place);
    if (chars + cost > room) continue;
    chars += cost;
    taken.push(best);
    for (const other of costs.take(place)) {
      if (worths.at(other) > 0) worths.set(other, (rated[other]?.chance ?? 0) / costs.of(other));
    }
  }
  return taken;
}

/** The characters that each entry costs in addition to the entries taken so far. Entries are sorted by file. */
class EntryCosts {
  readonly #costs: Int32Array;
  readonly #headers: Int32Array;
  readonly #braces: Int32Array;
  /** For each entry, the indexes of the entries of the same file and of the same container. */
  readonly #fileMates: (readonly number[])[] = [];
  readonly #containerMates: (readonly number[])[] = [];
  /** Characters of the shortest entry, without headers and braces. */
  readonly least: number;

  constructor(rated: readonly RatedEntry[]) {
    this.#costs = new Int32Array(rated.length);
    this.#headers = new Int32Array(rated.length);
    this.#braces = new Int32Array(rated.length);
    let file: FileIndex | undefined;
    let mates: number[] = [];
    let byContainer = new Map<string | undefined, number[]>();
    let least = Number.POSITIVE_INFINITY;
    for (const [place, { entry }] of rated.entries()) {
      const { own, header, braces } = entryChars(entry);
      this.#costs[place] = own + header + braces;
      this.#headers[place] = header;
      this.#braces[place] = braces;
      least = Math.min(least, own);
      if (entry.index !== file) [file, mates, byContainer] = [entry.index, [], new Map()];
      mates.push(place);
      const contained = byContainer.get(entry.container) ?? [];
      if (contained.push(place) === 1) byContainer.set(entry.container, contained);
      this.#fileMates.push(mates);
      this.#containerMates.push(contained);
    }
    this.least = least;
  }

  of(place: number): number {
    return this.#costs[place] ?? 0;
  }

  /** Marks an entry as taken. Returns the indexes of the entries that became cheaper. */
  take(place: number): readonly number[] {
    const fileMates = this.#fileMates[place] ?? [];
    const containerMates = this.#containerMates[place] ?? [];
    const opensFile = this.#drop(this.#headers, fileMates, place);
    const opensContainer = this.#drop(this.#braces, containerMates, place);
    return opensFile ? fileMates : opensContainer ? containerMates : [];
  }

  /** Removes a shared cost from all entries that share it. Returns false if it was already paid. */
  #drop(part: Int32Array, mates: readonly number[], place: number): boolean {
    if (part[place] === 0) return false;
    for (const mate of mates) {
      this.#costs[mate] = (this.#costs[mate] ?? 0) - (part[mate] ?? 0);
      part[mate] = 0;
    }
    return true;
  }
}

function compareEntries(a: OutlineEntry, b: OutlineEntry): number {
  if (a.index !== b.index) return a.index.uri < b.index.uri ? -1 : 1;
  return a.line - b.line || (a.text < b.text ? -1 : 1);
}
