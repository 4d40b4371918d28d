import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { languages } from "../../core/code/languages/languages.ts";
import { parseCases } from "./parseCases.ts";
import type { ReplayCase } from "./replayCase.ts";

/** Reads the cases of a data folder: `cases.jsonl` and `blobs.jsonl.br` as docs/replay.md describes them. */
export function loadCases(folder: string): readonly ReplayCase[] {
  return parseCases({
    casesJsonl: readFileSync(join(folder, "cases.jsonl"), "utf8"),
    blobsJsonl: brotliDecompressSync(readFileSync(join(folder, "blobs.jsonl.br"))).toString("utf8"),
    languageIdOf: (path) => languages.ofPath(path),
  });
}
