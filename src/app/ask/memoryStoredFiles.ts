import type { StoredFiles } from "./conversations.ts";

/** Files that end with the process, for a window without a folder. */
export function memoryStoredFiles(): StoredFiles {
  const texts = new Map<string, string>();
  return {
    names: () => Promise.resolve([...texts.keys()]),
    read: (name) => Promise.resolve(texts.get(name)),
    write: (name, text) => Promise.resolve(void texts.set(name, text)),
    remove: (name) => Promise.resolve(void texts.delete(name)),
  };
}
