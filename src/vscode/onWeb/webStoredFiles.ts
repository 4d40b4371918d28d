import type { StoredFiles } from "../../app/ask/conversations.ts";
import type { WholeFiles } from "./webLineFiles.ts";

/** Texts in a folder of Hunch's own storage. VS Code's file systems in a browser replace a file at once. */
export function webStoredFiles(folder: WholeFiles): StoredFiles {
  return {
    names: () => folder.names(),
    async read(name) {
      const bytes = await folder.read(name);
      return bytes && new TextDecoder().decode(bytes);
    },
    write: (name, text) => folder.write(name, new TextEncoder().encode(text)),
    remove: (name) => folder.remove(name),
  };
}
