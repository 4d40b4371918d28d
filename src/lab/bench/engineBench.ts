import { globSync, readFileSync } from "node:fs";
import { languages } from "../../core/code/languages/languages.ts";
import { createEngine } from "../../core/engine/engine.ts";
import { lexLine } from "../../core/engine/learn/lexLine.ts";
import { confidenceThresholds } from "../../core/engine/score/thresholds.ts";
import { indexLine } from "../../core/retrieval/index/indexLine.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { EmbeddedEngine } from "../../core/types/engine.ts";

/**
 * `npm run bench:engine`: measures time and memory of the embedded engine with 20 files of 2,000 lines, made from this
 * project's sources with other names in each file. Prints medians and maxima; needs no data.
 */
const fileCount = 20;
const linesPerFile = 2_000;
const requests = 400;
/** Number of times each request is made. The fastest counts, because other processes disturb the others. */
const repeats = 3;
/** Estimated bytes of an entry of a map, the string's header included. */
const mapEntryBytes = 60;

const ours = globSync(["src/**/*.ts", "test/**/*.ts"])
  .sort()
  .filter((path) => !path.includes("generated"))
  .flatMap((path) => readFileSync(path, "utf8").split("\n"));

function fileOf(number: number): string[] {
  const start = (number * 977) % ours.length;
  const other = number % 3 === 0 ? "" : `V${number}`;
  return Array.from({ length: linesPerFile }, (_, at) => {
    const line = ours[(start + at) % ours.length] ?? "";
    return other === "" ? line : line.replace(/\b(options|cursor|line|snippet|text)\b/g, `$1${other}`);
  });
}

function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
}

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function row(name: string, value: string): void {
  console.log(`${name.padEnd(46)}${value}`);
}

const uriOf = (number: number) => `bench:///${number}.ts`;

function learnAll(engine: EmbeddedEngine): { readonly perFile: number[]; readonly slices: number[] } {
  const perFile: number[] = [];
  const slices: number[] = [];
  for (let number = 0; number < fileCount; number++) {
    const path = `${number}.ts`;
    const task = engine.learn({
      uri: uriOf(number),
      path,
      languageId: "typescript",
      version: 1,
      lines: fileOf(number),
    });
    let total = 0;
    for (let done = false; !done; ) {
      const ms = timed(() => {
        done = task.next().done === true;
      });
      slices.push(ms);
      total += ms;
    }
    perFile.push(total);
  }
  return { perFile, slices };
}

function cursorAt(lines: readonly string[], line: number, column: number, version: number): Cursor {
  const before = lines
    .slice(0, line)
    .map((each) => `${each}\n`)
    .join("");
  const text = lines[line] ?? "";
  const after = lines
    .slice(line + 1)
    .map((each) => `\n${each}`)
    .join("");
  const indentation = { insertSpaces: true, tabSize: 2 };
  return {
    uri: uriOf(0),
    path: "0.ts",
    languageId: "typescript",
    version,
    line,
    prefix: before + text.slice(0, column),
    suffix: after,
    indentation,
  };
}

/** Milliseconds per 1,000 lines, the fastest of several turns. */
function cutting(cut: (lines: readonly string[]) => void): number {
  const files = Array.from({ length: fileCount }, (_, number) => fileOf(number));
  const turns = Array.from({ length: repeats }, () => timed(() => files.forEach(cut)));
  return Math.min(...turns) / ((fileCount * linesPerFile) / 1000);
}

function lexAll(lines: readonly string[]): void {
  for (const line of lines) lexLine(line);
}

function indexAll(lines: readonly string[]): void {
  for (const line of lines) indexLine(line, languages.of("typescript"));
}

/** Their number and what the second copy costs: the text at two bytes per character, and an entry of a map. */
function sharedWords(): string {
  const rules = languages.of("typescript");
  const lines = Array.from({ length: fileCount }, (_, number) => fileOf(number)).flat();
  const words = new Set(lines.flatMap((line) => wordsOf(line)));
  const names = new Set(lines.flatMap((line) => indexLine(line, rules).names.map(({ name }) => name)));
  const both = [...names].filter((name) => words.has(name));
  const bytes = both.reduce((sum, name) => sum + name.length * 2 + mapEntryBytes, 0);
  return `${both.length} of ${words.size}, ${(bytes / 1e6).toFixed(2)} MB`;
}

function wordsOf(line: string): readonly string[] {
  const { starts, ends } = lexLine(line);
  return starts.map((start, at) => line.slice(start, ends[at]));
}

learnAll(createEngine());
globalThis.gc?.();
const heapBefore = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
const engine = createEngine();
const { perFile, slices } = learnAll(engine);
globalThis.gc?.();
const grown = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers - heapBefore;
row("files × lines", `${fileCount} × ${linesPerFile}`);
row(
  "learn, ms per 1,000 lines (median, worst)",
  `${(percentile(perFile, 0.5) / (linesPerFile / 1000)).toFixed(2)}, ${(percentile(perFile, 1) / (linesPerFile / 1000)).toFixed(2)}`,
);
row("of it cutting lines into tokens, the index's", `${cutting(lexAll).toFixed(2)}, ${cutting(indexAll).toFixed(2)}`);
row("words that engine and index both keep", sharedWords());
row(
  "longest stretch while learning, ms (p99, worst)",
  `${percentile(slices, 0.99).toFixed(2)}, ${percentile(slices, 1).toFixed(2)}`,
);
row(
  "memory, MB (estimated, measured)",
  `${(engine.bytes / 1e6).toFixed(1)}, ${globalThis.gc ? (grown / 1e6).toFixed(1) : "needs --expose-gc"}`,
);

const lines = fileOf(0);
const recent = Array.from({ length: fileCount - 1 }, (_, at) => ({ uri: uriOf(at + 1), edited: [] }));
const answers: number[] = [];
const edits: number[] = [];
let version = 1;
/** Cuts a line at the column, requests a completion, and restores the line. */
function ask(line: number, column: number): { readonly edit: number; readonly answer: number } {
  const text = lines[line] ?? "";
  const change = (to: string) =>
    engine.edit(uriOf(0), ++version, [{ startLine: line, endLine: line + 1, lines: [to] }]);
  const edit = timed(() => change(text.slice(0, column)));
  const cursor = cursorAt(lines, line, column, version);
  const options = { minConfidence: confidenceThresholds.balanced, maxLines: 6, limit: 1, mayStopEarly: true };
  const answer = timed(() => engine.answer(cursor, recent, options));
  change(text);
  return { edit, answer };
}

for (let request = -100; request < requests; request++) {
  const line = (7 + (request + 100) * 37) % linesPerFile;
  const text = lines[line] ?? "";
  const indent = text.length - text.trimStart().length;
  const column = request % 2 === 0 ? indent : Math.min(text.length, indent + (request % 17));
  const attempts = Array.from({ length: repeats }, () => ask(line, column));
  if (request < 0) continue;
  edits.push(Math.min(...attempts.map(({ edit }) => edit)));
  answers.push(Math.min(...attempts.map(({ answer }) => answer)));
}
const three = (values: readonly number[]) =>
  [0.5, 0.95, 0.99].map((share) => percentile(values, share).toFixed(2)).join(", ");
row("edit of one line, ms (p50, p95, p99)", three(edits));
row("answer after an edit, ms (p50, p95, p99)", three(answers));
