import { createHash } from "node:crypto";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { IndexPlace } from "../node/serveIndex.ts";

/** Servers that may serve one folder at the same time and keep their index; the index of others is in memory. */
const mostServers = 4;
/** An index that was not written for so long is deleted, in milliseconds: 60 days. */
const keptMs = 60 * 86_400_000;

/**
 * Where the index of a folder is kept. Each server has a database of its own, because SQLite lets one process write.
 * @param state folder for the indexes of all folders
 * @param folder path of the folder that is searched
 */
export async function indexPlace(state: string, folder: string): Promise<Pick<IndexPlace, "file" | "spares">> {
  // An index reveals the code: only this user may read it.
  await mkdir(state, { recursive: true, mode: 0o700 });
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  const spares = Array.from({ length: mostServers - 1 }, (_, at) => join(state, `${name}-${at + 2}.db`));
  return { file: join(state, `${name}.db`), spares };
}

/** Deletes indexes that no server has written for 60 days. */
export async function deleteOldIndexes(state: string, now: number): Promise<void> {
  const lastWritten = new Map<string, number>();
  const files = (await readdir(state)).filter((name) => indexFile.test(name));
  for (const name of files) {
    const index = databaseOf(name);
    const { mtimeMs } = await stat(join(state, name));
    lastWritten.set(index, Math.max(mtimeMs, lastWritten.get(index) ?? 0));
  }
  const isOld = (name: string) => now - (lastWritten.get(databaseOf(name)) ?? now) > keptMs;
  for (const name of files.filter(isOld)) await rm(join(state, name), { force: true });
}

/** A database, or what SQLite keeps beside it. */
const indexFile = /^[0-9a-f]{16}(?:-\d)?\.db(?:-wal|-shm|-journal)?$/;

function databaseOf(name: string): string {
  return name.slice(0, name.indexOf(".db"));
}
