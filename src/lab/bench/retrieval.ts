import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createRetriever } from "../../core/retrieval/retriever.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { Retriever } from "../../core/types/retriever.ts";
import type { SourceFile } from "../../core/types/source.ts";
import { percentile } from "../replay/statistics.ts";
import { textTable } from "../replay/textTable.ts";
import { compareSearchTimes } from "./compareSearch.ts";
import { isCopilotInstalled } from "./copilotPackage.ts";
import { growthPlot } from "./growthPlot.ts";
import { realFiles } from "./realFiles.ts";

const usage = `Usage: npm run bench:retrieval [-- --plot FILE.svg]

How long a query, an edit and a cold index take, by number and size of the recent files. Times of a busy machine say
little: compare the least and the median. Cold index and longest slice are medians of seven.`;

interface Measured {
  readonly queries: readonly number[];
  readonly edits: readonly number[];
  readonly coldMs: number;
  readonly longestSliceMs: number;
  readonly megabytes: number;
}

/** Number of cold indexes of the same files; several, because other processes disturb some of them. */
const coldRounds = 7;

/** Queries before the measurement, so that V8 has compiled the code. */
const warmUp = 300;
const measured = 400;

function measure(count: number, lineCount: number): Measured {
  const files = realFiles(count + 1, lineCount);
  const current = files[count] ?? { uri: "", path: "", languageId: "typescript", version: 1, lines: [] };
  const retriever = createRetriever();
  const recent = files.slice(0, count).map(({ uri }) => ({ uri, edited: [{ startLine: 20, endLine: 30 }] }));
  const cold = Array.from({ length: coldRounds }, () => learnAll(createRetriever(), files));
  learnAll(retriever, files);
  const queries: number[] = [];
  const edits: number[] = [];
  for (let turn = 0; turn < warmUp + measured; turn++) {
    const line = 60 + ((turn * 7) % (lineCount - 120));
    const version = current.version + turn + 1;
    const [editMs] = timed(() =>
      retriever.edit(current.uri, version, [
        { startLine: line, endLine: line + 1, lines: [current.lines[line] ?? ""] },
      ]),
    );
    const cursor = cursorIn(current, line, version);
    const [queryMs] = timed(() => retriever.retrieve(cursor, recent, { maxTokens: 1000 }));
    if (turn >= warmUp) queries.push(queryMs);
    if (turn >= warmUp) edits.push(editMs);
  }
  const coldMs =
    percentile(
      cold.map((round) => round.coldMs),
      0.5,
    ) ?? 0;
  const longestSliceMs =
    percentile(
      cold.map((round) => round.longestSliceMs),
      0.5,
    ) ?? 0;
  return { queries, edits, coldMs, longestSliceMs, megabytes: retriever.bytes / 1e6 };
}

function learnAll(retriever: Retriever, files: readonly SourceFile[]) {
  let longestSliceMs = 0;
  const [coldMs] = timed(() => {
    for (const file of files) {
      const task = retriever.learn(file);
      for (let done = false; !done; ) {
        const [ms, step] = timed(() => task.next());
        done = step.done === true;
        longestSliceMs = Math.max(longestSliceMs, ms);
      }
    }
  });
  return { coldMs, longestSliceMs };
}

function cursorIn({ uri, path, languageId, lines }: SourceFile, line: number, version: number): Cursor {
  const text = lines[line] ?? "";
  const column = Math.floor(text.length / 2);
  const prefix = [...lines.slice(0, line), text.slice(0, column)].join("\n");
  const suffix = [text.slice(column), ...lines.slice(line + 1)].join("\n");
  return { uri, path, languageId, version, line, prefix, suffix, indentation: { insertSpaces: true, tabSize: 2 } };
}

function timed<T>(work: () => T): readonly [ms: number, result: T] {
  const started = performance.now();
  const result = work();
  return [performance.now() - started, result];
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { plot: { type: "string" }, help: { type: "boolean" } } });
  if (values.help) {
    console.log(usage);
    return;
  }
  measure(20, 500);
  const header = ["recent files", "query least", "p50", "p95", "edit p50", "cold index", "longest slice", "MB"];
  const sizes = [[20, 500], [20, 2000]] as const; // biome-ignore format: a table
  const rows = sizes.map(([count, lines]) => rowOf(`${count} × ${lines} lines`, measure(count, lines)));
  const big = measure(1, 5000);
  console.log(textTable(header, [...rows, rowOf("1 × 5000 lines", big)]));
  console.log("Times in milliseconds.");
  console.log("\nWith Copilot's snippet search, without its limit of file size:");
  console.log(isCopilotInstalled() ? await compareSearchTimes() : "npm run bench:copilot installs it.");
  if (values.plot !== undefined) writeFileSync(values.plot, growth());
}

function rowOf(name: string, { queries, edits, coldMs, longestSliceMs, megabytes }: Measured): readonly string[] {
  const figures = [Math.min(...queries), percentile(queries, 0.5), percentile(queries, 0.95), percentile(edits, 0.5)];
  return [name, ...[...figures, coldMs, longestSliceMs, megabytes].map((value) => (value ?? 0).toFixed(2))];
}

/** Number of available lines of code. */
const mostLines = 48_000;

/** Plots the query time over the size of files, for several numbers of files. */
function growth(): string {
  const series = [5, 10, 20, 40].map((count) => ({
    name: `${count} files`,
    points: [250, 500, 1000, 2000, 4000]
      .filter((lines) => (count + 1) * lines <= mostLines)
      .map((lines) => ({ x: lines, y: percentile(measure(count, lines).queries, 0.5) ?? 0 })),
  }));
  return growthPlot(series, { x: "lines per file", y: "query p50, ms" });
}

await main();
