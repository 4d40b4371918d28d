import { readFileSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Store } from "../../app/ports.ts";

/** A store that can tell when everything is saved. */
export interface FileStore extends Store {
  /** Resolves when nothing is being saved, whether or not it could be. */
  settled(): Promise<void>;
}

/**
 * Keeps values in a file that only the user can read. Several servers may share it: what is saved is joined with what
 * the file holds by then, and the file is replaced as a whole.
 * @param onError called when the file is damaged; its values count as missing then
 */
export function createFileStore(path: string, onError: (error: unknown) => void): FileStore {
  const saved = readAll(path, onError);
  /** What this process has set. */
  const own = new Map<string, unknown>();
  let saving: Promise<void> = Promise.resolve();
  const save = async () => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const part = `${path}.${process.pid}`;
    const values = { ...readAll(path, onError), ...Object.fromEntries(own) };
    await writeFile(part, JSON.stringify(values), { mode: 0o600 });
    await rename(part, path);
  };
  return {
    get: (key) => (own.has(key) ? own.get(key) : saved[key]),
    set(key, value) {
      own.set(key, value);
      saving = saving.catch(() => undefined).then(save);
      return saving;
    },
    settled: () => saving.catch(() => undefined),
  };
}

function readAll(path: string, onError: (error: unknown) => void): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof read === "object" && read !== null && !Array.isArray(read) ? { ...read } : {};
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) onError(error);
    return {};
  }
}
