import type { Snippet } from "../../types/snippet.ts";
import type { FileIndex } from "../index/fileIndex.ts";
import type { SymbolTable } from "../index/symbolTable.ts";
import type { RatedNames } from "../rate/rateNames.ts";
import type { ReachableFile } from "../rate/reachableFile.ts";
import type { Scratch } from "../rate/scratch.ts";
import { charsPerToken, snippetTokens } from "./chooseBlocks.ts";
import { nthLargest } from "./nthLargest.ts";
import { entryChars, findEntries, type OutlineEntry, renderOutline } from "./outline.ts";
import { Tournament } from "./tournament.ts";

/** What an outline is called where a file's path would stand. */
const outlinePath = "recent files";

export interface NameSource {
  readonly files: readonly ReachableFile[];
  readonly names: RatedNames;
  readonly wanted: Float32Array;
  readonly symbols: SymbolTable;
  readonly scratch: Scratch;
  /** Names that need not be brought. */
  readonly commonNames: ReadonlySet<string>;
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

/** Entries by chance per character; the first of a file pays for its line, the first of a container for its braces. */
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

/** What each of some entries, which stand by file, costs beside those taken so far. */
class EntryCosts {
  readonly #costs: Int32Array;
  readonly #headers: Int32Array;
  readonly #braces: Int32Array;
  /** Places of the entries of the same file, and of the same container. */
  readonly #fileMates: (readonly number[])[] = [];
  readonly #containerMates: (readonly number[])[] = [];
  /** The least that any entry costs by itself. */
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

  /** Marks an entry as taken. Returns the places of those that have become cheaper by it. */
  take(place: number): readonly number[] {
    const fileMates = this.#fileMates[place] ?? [];
    const containerMates = this.#containerMates[place] ?? [];
    const opensFile = this.#drop(this.#headers, fileMates, place);
    const opensContainer = this.#drop(this.#braces, containerMates, place);
    return opensFile ? fileMates : opensContainer ? containerMates : [];
  }

  /** Takes a cost that is paid once from all who share it; false when it was paid before. */
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
