/**
 * Redacts the source files of a data set and shows what changes. Published source contains hardly any secrets, so
 * almost every finding is a false alarm or a made-up password of a test.
 *
 *     node src/lab/bench/redactReplay.ts --data DIR [--show]
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { brotliDecompressSync } from "node:zlib";
import { redact } from "../../core/privacy/redactSecrets.ts";

const { values } = parseArgs({ options: { data: { type: "string" }, show: { type: "boolean" } } });
if (values.data === undefined) throw new Error("--data DIR is missing");

let files = 0;
let hit = 0;
let characters = 0;
let count = 0;
const from = performance.now();
let slowestMs = 0;
for (const line of brotliDecompressSync(readFileSync(join(values.data, "blobs.jsonl.br")))
  .toString("utf8")
  .split("\n")) {
  if (line === "") continue;
  const blob: { readonly id: string; readonly text: string } = JSON.parse(line);
  files++;
  characters += blob.text.length;
  const start = performance.now();
  const result = redact(blob.text);
  slowestMs = Math.max(slowestMs, performance.now() - start);
  if (result.count === 0) continue;
  hit++;
  count += result.count;
  if (!values.show) continue;
  const lines = blob.text.split("\n");
  const kept = result.text.split("\n");
  if (lines.length !== kept.length) console.log(`${blob.id}  (lines gone)`);
  else
    for (const [i, text] of lines.entries())
      if (text !== kept[i]) console.log(`${blob.id}  ${text.trim().slice(0, 150)}`);
}
const ms = performance.now() - from;
console.log(
  `${files} files, ${(characters / 1e6).toFixed(1)} million characters, ${(characters / 1e3 / ms).toFixed(1)} million characters per second`,
);
console.log(
  `${count} redactions in ${hit} files (${((hit * 100) / files).toFixed(2)} % of the files), slowest file ${slowestMs.toFixed(0)} ms`,
);
