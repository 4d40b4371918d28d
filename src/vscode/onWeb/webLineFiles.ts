import type { LineFileState, LineFiles } from "../../app/ports.ts";

/** A folder whose files are written as a whole. */
export interface WholeFiles {
  at(name: string): { toString(): string };
  names(): Promise<readonly string[]>;
  read(name: string): Promise<Uint8Array | undefined>;
  stat(name: string): Promise<LineFileState | undefined>;
  write(name: string, bytes: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Runs work while nobody else holds the lock of this name. */
export type WithLock = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/**
 * Files of lines where a file can only be written as a whole: an append reads the file and writes it back. The lock
 * keeps windows that share it from overwriting each other's lines, and an append from writing back what was deleted.
 */
export function webLineFiles(folder: WholeFiles, withLock: WithLock): LineFiles {
  const locked = <T>(name: string, work: () => Promise<T>) => withLock(`hunch:${folder.at(name).toString()}`, work);
  return {
    locationOf: (name) => folder.at(name).toString(),
    names: () => folder.names(),
    append: (name, text) =>
      locked(name, async () => {
        const added = new TextEncoder().encode(text);
        const before = (await folder.read(name)) ?? new Uint8Array();
        const whole = new Uint8Array(before.length + added.length);
        whole.set(before);
        whole.set(added, before.length);
        await folder.write(name, whole);
        return added.length;
      }),
    async read(name, from, maxBytes) {
      const bytes = await folder.read(name);
      return bytes && bytes.length >= from ? bytes.subarray(from, from + maxBytes) : undefined;
    },
    stat: (name) => folder.stat(name),
    overwrite: (name, text) => locked(name, () => folder.write(name, new TextEncoder().encode(text))),
    remove: (name) => locked(name, () => folder.remove(name)),
  };
}
