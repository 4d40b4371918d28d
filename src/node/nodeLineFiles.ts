import { mkdir, open, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LineFiles } from "../app/ports.ts";
import { unlessMissing } from "./unlessMissing.ts";

/** Files of lines in a folder of this machine, which is created with the first line. */
export function nodeLineFiles(folder: string): LineFiles {
  const locationOf = (name: string) => join(folder, name);
  return {
    locationOf,
    async names() {
      return (await unlessMissing(() => readdir(folder))) ?? [];
    },
    async append(name, text) {
      await mkdir(folder, { recursive: true });
      const file = await open(locationOf(name), "a");
      try {
        // One call of the operating system: `appendFile` may split a text, and hides how much was written.
        const { bytesWritten } = await file.write(text);
        return bytesWritten;
      } finally {
        await file.close();
      }
    },
    read: (name, from, maxBytes) => unlessMissing(() => readPart(locationOf(name), from, maxBytes)),
    stat: (name) =>
      unlessMissing(async () => {
        const { size, mtimeMs } = await stat(locationOf(name));
        return { size, modified: mtimeMs };
      }),
    overwrite: (name, text) => writeFile(locationOf(name), text),
    remove: (name) => rm(locationOf(name), { force: true }),
  };
}

async function readPart(path: string, from: number, maxBytes: number): Promise<Uint8Array | undefined> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    if (size < from) return undefined;
    const bytes = new Uint8Array(Math.min(maxBytes, size - from));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
