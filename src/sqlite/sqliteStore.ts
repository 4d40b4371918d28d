import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ChunkRow } from "../core/ask/index/chunkTable.ts";
import type {
  CombineLists,
  FileVectors,
  IndexStore,
  Renumbering,
  StoreChange,
  StoredFile,
} from "../core/ask/index/indexStore.ts";
import { mergePlan, type Segment } from "../core/ask/index/mergePlan.ts";

/**
 * Tables of the index. A segment that is not active is being written, or was left behind by a killed process. Postings
 * lie by segment, then term, so that a new segment is appended, and an old one is removed as one range.
 */
const tables = `
  CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS files(
    number INTEGER PRIMARY KEY, uri TEXT NOT NULL, path TEXT NOT NULL, stamp TEXT NOT NULL, hash TEXT NOT NULL,
    textLength INTEGER NOT NULL, first INTEGER NOT NULL, chunks BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS segments(
    id INTEGER PRIMARY KEY, place INTEGER NOT NULL, bytes INTEGER NOT NULL, isActive INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS postings(
    segment INTEGER NOT NULL, term TEXT NOT NULL, list BLOB NOT NULL, PRIMARY KEY(segment, term)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS vectors(
    space TEXT NOT NULL, file INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY(space, file));
  CREATE INDEX IF NOT EXISTS vectorsOfFile ON vectors(file);`;

/** Terms that are read of a segment at once during a merge, and so written between two pauses. */
const pageSize = 500;

interface PlacedSegment extends Segment {
  /** Order by the numbers of its chunks. */
  readonly place: number;
}

/** Keeps an index in an SQLite database. Every change is one transaction. */
export class SqliteStore implements IndexStore {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #segments: readonly PlacedSegment[];
  #generation = 0;

  /** @param database an open database, in which the tables are created if they are missing */
  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(tables);
    this.#segments = this.#all("SELECT id, place, bytes FROM segments WHERE isActive = 1 ORDER BY place").map(
      (row) => ({
        id: Number(row["id"]),
        place: Number(row["place"]),
        bytes: Number(row["bytes"]),
      }),
    );
    this.#dropInactive();
  }

  *files(): Generator<StoredFile> {
    const select = this.#statement("SELECT number, uri, path, stamp, hash, textLength, first, chunks FROM files");
    for (const row of select.iterate()) {
      yield {
        number: Number(row["number"]),
        uri: String(row["uri"]),
        path: String(row["path"]),
        stamp: String(row["stamp"]),
        hash: String(row["hash"]),
        textLength: Number(row["textLength"]),
        first: Number(row["first"]),
        chunks: readChunks(bytesOf(row["chunks"])),
      };
    }
  }

  limit(): number {
    return Number(this.#statement("SELECT value FROM meta WHERE key = 'limit'").get()?.["value"] ?? 0);
  }

  lists(term: string): readonly Uint8Array[] {
    const select = this.#statement("SELECT list FROM postings WHERE segment = ? AND term = ?");
    return this.#segments.flatMap(({ id }) => {
      const row = select.get(id, term);
      return row ? bytesOf(row["list"]) : [];
    });
  }

  eachTerm(visit: (term: string, list: Uint8Array) => void): void {
    const select = this.#statement("SELECT term, list FROM postings WHERE segment = ?");
    for (const { id } of this.#segments)
      for (const row of select.iterate(id)) visit(String(row["term"]), bytesOf(row["list"]));
  }

  commit({ removed, added, postings, limit }: StoreChange): void {
    const segments = this.#transact(() => {
      const remove = this.#statement("DELETE FROM files WHERE number = ?");
      const removeVectors = this.#statement("DELETE FROM vectors WHERE file = ?");
      for (const number of removed) {
        remove.run(number);
        removeVectors.run(number);
      }
      this.#putFiles(added);
      this.#putLimit(limit);
      if (postings.size === 0) return this.#segments;
      const segment = this.#newSegment((this.#segments.at(-1)?.place ?? 0) + 1);
      const bytes = this.#putLists(segment.id, postings);
      this.#activate({ ...segment, bytes });
      return [...this.#segments, { ...segment, bytes }];
    });
    this.#segments = segments;
  }

  async merge(combine: CombineLists, pause: () => Promise<void>): Promise<void> {
    const generation = this.#generation;
    for (let run = mergePlan(this.#segments); run.length > 0; run = mergePlan(this.#segments)) {
      const target = this.#newSegment(run[0]?.place ?? 0);
      let bytes = 0;
      for (const page of this.#mergedPages(run, combine)) {
        bytes += this.#transact(() => this.#putLists(target.id, page));
        await pause();
        if (generation !== this.#generation) return;
      }
      const merged = { ...target, bytes };
      this.#transact(() => {
        const deactivate = this.#statement("UPDATE segments SET isActive = 0 WHERE id = ?");
        for (const { id } of run) deactivate.run(id);
        this.#activate(merged);
      });
      this.#segments = this.#segments.flatMap((each) => (each === run[0] ? merged : run.includes(each) ? [] : each));
      this.#dropInactive();
    }
  }

  rewrite({ files, before, limit, combine }: Renumbering): void {
    this.#generation++;
    const segments = this.#transact(() => {
      const target = this.#newSegment(0);
      let bytes = 0;
      for (const page of this.#mergedPages(this.#segments, combine)) bytes += this.#putLists(target.id, page);
      this.#database.exec("DELETE FROM files; UPDATE segments SET isActive = 0;");
      this.#putFiles(files);
      // By way of negative numbers: a number may be new for one file and old for another.
      const move = this.#statement("UPDATE vectors SET file = ? WHERE file = ?");
      for (const [number, old] of before.entries()) move.run(-1 - number, old);
      this.#database.exec("DELETE FROM vectors WHERE file >= 0; UPDATE vectors SET file = -1 - file;");
      this.#putLimit(limit);
      this.#activate({ ...target, bytes });
      return [{ ...target, bytes }];
    });
    this.#segments = segments;
    this.#dropInactive();
  }

  clear(): void {
    this.#generation++;
    this.#transact(() =>
      this.#database.exec(
        "DELETE FROM files; DELETE FROM postings; DELETE FROM segments; DELETE FROM vectors; DELETE FROM meta WHERE key <> 'version';",
      ),
    );
    this.#segments = [];
  }

  value(key: string): Uint8Array | undefined {
    const value = this.#statement("SELECT value FROM meta WHERE key = ?").get(key)?.["value"];
    return value instanceof Uint8Array ? value : undefined;
  }

  setValue(key: string, value: Uint8Array): void {
    this.#statement("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)").run(key, value);
  }

  *vectors(space: string): Generator<FileVectors> {
    const select = this.#statement("SELECT file, bytes FROM vectors WHERE space = ?");
    for (const row of select.iterate(space)) yield { file: Number(row["file"]), bytes: bytesOf(row["bytes"]) };
  }

  putVectors(space: string, vectors: readonly FileVectors[]): void {
    this.#transact(() => {
      const insert = this.#statement("INSERT OR REPLACE INTO vectors(space, file, bytes) VALUES (?, ?, ?)");
      for (const { file, bytes } of vectors) insert.run(space, file, bytes);
    });
  }

  keepSpace(space: string): void {
    this.#statement("DELETE FROM vectors WHERE space <> ?").run(space);
  }

  bytes(): number {
    const size = this.#statement("SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size");
    return Number(size.get()?.["bytes"] ?? 0);
  }

  close(): void {
    this.#generation++;
    this.#database.close();
  }

  /** Lists of several segments as one, by term, some at a time. */
  *#mergedPages(run: readonly Segment[], combine: CombineLists): Generator<ReadonlyMap<string, Uint8Array>> {
    const cursors = run.map(({ id }) => new SegmentCursor(this.#statement(SegmentCursor.query), id));
    while (true) {
      for (const cursor of cursors) cursor.fill();
      const ends = cursors.flatMap(({ lastTerm }) => lastTerm ?? []);
      if (ends.length === 0) return;
      const end = ends.reduce((least, term) => (isBefore(term, least) ? term : least));
      const lists = new Map<string, Uint8Array[]>();
      for (const cursor of cursors) {
        for (const { term, list } of cursor.takeUntil(end)) {
          const known = lists.get(term);
          if (known) known.push(list);
          else lists.set(term, [list]);
        }
      }
      const page = new Map<string, Uint8Array>();
      for (const [term, parts] of lists) {
        const list = combine(parts);
        if (list) page.set(term, list);
      }
      yield page;
    }
  }

  #newSegment(place: number): { readonly id: number; readonly place: number } {
    const insert = this.#statement("INSERT INTO segments(place, bytes, isActive) VALUES (?, 0, 0)");
    return { id: Number(insert.run(place).lastInsertRowid), place };
  }

  #activate({ id, bytes }: Segment): void {
    this.#statement("UPDATE segments SET isActive = 1, bytes = ? WHERE id = ?").run(bytes, id);
  }

  /** Removes segments that were merged, or that a killed process left unfinished. */
  #dropInactive(): void {
    this.#transact(() =>
      this.#database.exec(
        "DELETE FROM postings WHERE segment IN (SELECT id FROM segments WHERE isActive = 0); DELETE FROM segments WHERE isActive = 0;",
      ),
    );
  }

  #putFiles(files: readonly StoredFile[]): void {
    const insert = this.#statement("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (const { number, uri, path, stamp, hash, textLength, first, chunks } of files)
      insert.run(number, uri, path, stamp, hash, textLength, first, writeChunks(chunks));
  }

  #putLimit(limit: number): void {
    this.#statement("INSERT OR REPLACE INTO meta(key, value) VALUES ('limit', ?)").run(limit);
  }

  #putLists(segment: number, lists: ReadonlyMap<string, Uint8Array>): number {
    const insert = this.#statement("INSERT INTO postings(segment, term, list) VALUES (?, ?, ?)");
    let bytes = 0;
    for (const [term, list] of lists) {
      insert.run(segment, term, list);
      bytes += list.length;
    }
    return bytes;
  }

  /** Does all or nothing. */
  #transact<Result>(work: () => Result): Result {
    this.#database.exec("BEGIN");
    try {
      const result = work();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  #all(query: string): ReturnType<StatementSync["all"]> {
    return this.#statement(query).all();
  }

  #statement(query: string): StatementSync {
    const known = this.#statements.get(query);
    if (known) return known;
    const prepared = this.#database.prepare(query);
    this.#statements.set(query, prepared);
    return prepared;
  }
}

interface TermList {
  readonly term: string;
  readonly list: Uint8Array;
}

/** Reads the lists of a segment by term, a page at a time. */
class SegmentCursor {
  static readonly query =
    `SELECT term, list FROM postings WHERE segment = ? AND term > ? ORDER BY term LIMIT ${pageSize}`;
  readonly #select: StatementSync;
  readonly #segment: number;
  #page: readonly TermList[] = [];
  #at = 0;
  #last = "";

  constructor(select: StatementSync, segment: number) {
    this.#select = select;
    this.#segment = segment;
  }

  /** Last term of the page that is left; undefined at the end of the segment. */
  get lastTerm(): string | undefined {
    return this.#at < this.#page.length ? this.#page.at(-1)?.term : undefined;
  }

  /** Reads the next page if nothing is left of the one before it. */
  fill(): void {
    if (this.#at < this.#page.length) return;
    const rows = this.#select.all(this.#segment, this.#last);
    this.#page = rows.map((row) => ({ term: String(row["term"]), list: bytesOf(row["list"]) }));
    this.#at = 0;
    this.#last = this.#page.at(-1)?.term ?? this.#last;
  }

  *takeUntil(end: string): Generator<TermList> {
    for (let next = this.#page[this.#at]; next && !isBefore(end, next.term); next = this.#page[++this.#at]) yield next;
  }
}

const encoder = new TextEncoder();

/** Orders terms as SQLite does: by the bytes of UTF-8. */
function isBefore(one: string, other: string): boolean {
  return Buffer.compare(encoder.encode(one), encoder.encode(other)) < 0;
}

function bytesOf(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array();
}

const fields = 3;

function writeChunks(chunks: readonly ChunkRow[]): Uint8Array {
  const numbers = Uint32Array.from(chunks.flatMap(({ startLine, endLine, length }) => [startLine, endLine, length]));
  return new Uint8Array(numbers.buffer);
}

function readChunks(bytes: Uint8Array): readonly ChunkRow[] {
  const numbers = new Uint32Array(bytes.slice(0, bytes.length - (bytes.length % 4)).buffer); // Aligned.
  return Array.from({ length: Math.floor(numbers.length / fields) }, (_, at) => ({
    startLine: numbers[at * fields] ?? 0,
    endLine: numbers[at * fields + 1] ?? 0,
    length: numbers[at * fields + 2] ?? 0,
  }));
}
