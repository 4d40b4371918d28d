/**
 * Scans whole source files of a data set. A file that compiles leaves no bracket open and closes none that is not open,
 * so every other result shows a part of the language that the scanner does not know.
 *
 *     node src/lab/bench/scanReplay.ts --data DIR [--show LANGUAGE]
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { brotliDecompressSync } from "node:zlib";
import { languages } from "../../core/code/languages/languages.ts";
import { scan } from "../../core/code/scan/scan.ts";

const { values } = parseArgs({ options: { data: { type: "string" }, show: { type: "string" } } });
if (values.data === undefined) throw new Error("--data DIR is missing");

const languageOf = new Map<string, string>();
interface Pointer {
  readonly path: string;
  readonly blob: string;
}
for (const line of readFileSync(join(values.data, "cases.jsonl"), "utf8").split("\n")) {
  if (line === "") continue;
  const each: Pointer & { readonly recent: readonly Pointer[] } = JSON.parse(line);
  for (const { path, blob } of [each, ...each.recent]) {
    languageOf.set(blob, languages.ofPath(path));
  }
}

const counts = new Map<string, { files: number; whole: number; characters: number; ms: number }>();
for (const line of brotliDecompressSync(readFileSync(join(values.data, "blobs.jsonl.br")))
  .toString("utf8")
  .split("\n")) {
  if (line === "") continue;
  const blob: { readonly id: string; readonly text: string } = JSON.parse(line);
  const languageId = languageOf.get(blob.id);
  if (languageId === undefined) continue;
  const count = counts.get(languageId) ?? { files: 0, whole: 0, characters: 0, ms: 0 };
  counts.set(languageId, count);
  const from = performance.now();
  const { state, marks } = scan(blob.text, languageId);
  count.ms += performance.now() - from;
  count.files++;
  count.characters += blob.text.length;
  const loose = marks.find((mark) => mark.kind === "close" && mark.partner === undefined);
  const open = state.frames.find((frame) => frame.kind !== "comment" || frame.close !== "\n");
  if (loose === undefined && open === undefined) count.whole++;
  else if (values.show === languageId) {
    const at = loose?.at ?? open?.at ?? 0;
    console.log(
      `${blob.id} ${loose ? "closes nothing" : `left open: ${open?.kind}`}: ${blob.text.slice(at - 60, at + 40).replaceAll("\n", "⏎")}`,
    );
  }
}
for (const [languageId, { files, whole, characters, ms }] of [...counts].sort()) {
  const share = ((whole * 100) / files).toFixed(1);
  console.log(
    `${languageId.padEnd(16)} ${whole} of ${files} files in balance (${share} %), ${(ms / (characters / 1e5)).toFixed(2)} ms per 100,000 characters`,
  );
}
