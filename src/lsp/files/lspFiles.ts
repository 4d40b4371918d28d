import { unwatchFile, watchFile } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Files } from "../../app/ports.ts";
import { nodeFiles } from "../../node/nodeFiles.ts";

/** Time between two looks at a watched file, in milliseconds. There are a few: git's settings of the user. */
const watchEveryMs = 5_000;

/** The files of this machine. Only clients watch folders. */
export const lspFiles: Files = {
  ...nodeFiles,
  watch: (uri, onChange) => {
    const path = fileURLToPath(uri);
    watchFile(path, { interval: watchEveryMs, persistent: false }, onChange);
    return () => unwatchFile(path, onChange);
  },
};
