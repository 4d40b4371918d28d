import { mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { messageOf } from "../core/util/messageOf.ts";
import { SqliteStore } from "./sqliteStore.ts";

/** Changes with the tables and with what they mean: an index of another version is built again. */
const format = "2";

/** While a window is reloaded, the one before it may still have the file open. Milliseconds. */
const mostBusyMs = 3_000;

export interface OpenedStore {
  readonly store: SqliteStore;
  /** Why the index that was there could not be used and was deleted. */
  readonly damage: string | undefined;
}

/** Why there is no index on the disk. */
export interface NoStore {
  readonly reason: string;
  /** Whether another process has the database open. */
  readonly isBusy: boolean;
}

/**
 * Opens the database of an index, or creates it. A damaged one, or one of another version, is replaced by an empty one.
 * @param file path of the database
 * @param version of whatever decides what is in the index
 * @param busyMs how long to wait for another process to close it, in milliseconds
 */
export function openSqliteStore(file: string, version: string, busyMs: number = mostBusyMs): OpenedStore | NoStore {
  const sqlite = process.getBuiltinModule("node:sqlite");
  if (!sqlite) return { reason: `Node ${process.versions.node} has no SQLite.`, isBusy: false };
  const open = (): SqliteStore | undefined => {
    const database = new sqlite.DatabaseSync(file);
    try {
      return prepared(database, `${format} ${version}`, busyMs);
    } catch (error) {
      database.close();
      throw error;
    }
  };
  try {
    mkdirSync(dirname(file), { recursive: true });
    const store = open();
    if (store) return { store, damage: undefined };
    deleteDatabase(file);
    return { store: required(open()), damage: undefined };
  } catch (error) {
    if (!isDamage(error)) return noStore(error);
    return rebuilt(file, () => required(open()), messageOf(error));
  }
}

function rebuilt(file: string, open: () => SqliteStore, damage: string): OpenedStore | NoStore {
  try {
    deleteDatabase(file);
    return { store: open(), damage };
  } catch (error) {
    return noStore(error);
  }
}

function noStore(error: unknown): NoStore {
  return { reason: messageOf(error), isBusy: primaryCode(error) === 5 }; // SQLITE_BUSY
}

/** Whether SQLite reported an error: a damaged file, a full disk, and others. */
export function isDatabaseError(error: unknown): boolean {
  return error instanceof Error && "errcode" in error;
}

/** Whether an error of SQLite says that the file is damaged or no database: SQLITE_CORRUPT and SQLITE_NOTADB. */
export function isDamage(error: unknown): boolean {
  const code = primaryCode(error);
  return code === 11 || code === 26;
}

/** The low byte of SQLite's extended code; undefined for other errors. */
function primaryCode(error: unknown): number | undefined {
  return error instanceof Error && "errcode" in error ? Number(error.errcode) & 255 : undefined;
}

/** Deletes a database with the files that SQLite keeps beside it. */
export function deleteDatabase(file: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(file + suffix, { force: true });
}

/** Returns the store, or undefined if the database is of another version. Only one process may have it open. */
function prepared(database: DatabaseSync, version: string, busyMs: number): SqliteStore | undefined {
  database.exec(`
    PRAGMA busy_timeout = ${busyMs};
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA cache_size = -16000;
    PRAGMA journal_size_limit = 16000000;
    CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;`);
  const check = database.prepare("PRAGMA quick_check(1)").get()?.["quick_check"];
  if (check !== "ok") throw Object.assign(new Error(`The index is damaged: ${String(check)}`), { errcode: 11 });
  const found = database.prepare("SELECT value FROM meta WHERE key = 'version'").get()?.["value"];
  const hasTables = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'files'").get() !== undefined;
  if (hasTables && found !== version) {
    database.close();
    return undefined;
  }
  const store = new SqliteStore(database);
  database.prepare("INSERT OR REPLACE INTO meta(key, value) VALUES ('version', ?)").run(version);
  return store;
}

function required(store: SqliteStore | undefined): SqliteStore {
  if (!store) throw new Error("The index was created by another version at the same time.");
  return store;
}
