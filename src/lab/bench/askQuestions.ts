/**
 * How well Ask finds the code that answers a question, without any model:
 * `npm run bench:ask -- --data DIR [--variant NAME]… [--misses] [--json]`.
 * DIR holds labelled questions about real repositories; its README defines them and the figures.
 * `--files N [--joined M]` prints instead what an index of N files costs on disk, in memory and in time; M files of the
 * repositories make one. `--store postgres://…` adds the index that a team shares, in that database. `--typing N` prints what a key takes while N files are indexed, and while none are.
 * `--embeddings-folder DIR` adds the variant `folder`: the index with the vectors of an embeddings model in that folder.
 * `--vectors N` prints what finding the nearest of N vectors costs. `--tools` prints what tools cost beside the fixed
 * pipeline, and which passages they bring, with a stand-in for the chat model.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openEmbeddingsFolder } from "./ask/embeddingsFolder.ts";
import { indexScale } from "./ask/indexScale.ts";
import { type LabelledRepository, readQuestionSet } from "./ask/questionSet.ts";
import type { Ranker } from "./ask/ranker.ts";
import { rankers, withEmbeddings } from "./ask/rankers.ts";
import { firstHit, type Ranked, type SearchFigures, searchFigures } from "./ask/searchFigures.ts";
import { createSharedRanker } from "./ask/sharedRanker.ts";
import { toolsBesidePipeline } from "./ask/toolsBesidePipeline.ts";
import { typingWhileIndexing } from "./ask/typingWhileIndexing.ts";
import { vectorScale } from "./ask/vectorScale.ts";

const { values: flags } = parseArgs({
  options: {
    data: { type: "string" },
    variant: { type: "string", multiple: true },
    store: { type: "string" },
    misses: { type: "boolean", default: false },
    files: { type: "string", multiple: true },
    typing: { type: "string" },
    vectors: { type: "string", multiple: true },
    "embeddings-folder": { type: "string" },
    joined: { type: "string", default: "1" },
    tools: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

interface VariantReport extends SearchFigures {
  /** Milliseconds to index all repositories. */
  readonly indexMs: number;
  readonly heapBytes: number;
  readonly diskBytes: number;
}

async function measure(ranker: Ranker, repositories: readonly LabelledRepository[]) {
  const ranked: Ranked[] = [];
  let [indexMs, heapBytes, diskBytes] = [0, 0, 0];
  for (const repository of repositories) {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    const started = performance.now();
    const prepared = await ranker.prepare(repository);
    indexMs += performance.now() - started;
    globalThis.gc?.();
    heapBytes += process.memoryUsage().heapUsed - before;
    diskBytes += prepared.diskBytes;
    for (const question of repository.questions) {
      const asked = performance.now();
      const ranking = await prepared.rank(question.question);
      ranked.push({ question, ranking, ms: performance.now() - asked });
    }
    await prepared.close?.();
  }
  return { ranked, report: { ...searchFigures(ranked), indexMs, heapBytes, diskBytes } satisfies VariantReport };
}

function print(name: string, report: VariantReport): void {
  const shares = [
    report.hit1,
    report.hit5,
    report.hit20,
    report.mrr,
    report.recall5,
    report.separation,
    report.otherWords,
    report.howto,
    report.notEnglish,
  ];
  const cells = [
    ...shares.map((value) => value.toFixed(2)),
    report.lines5.toFixed(0),
    report.p50.toFixed(1),
    report.p95.toFixed(1),
    (report.indexMs / 1_000).toFixed(1),
    (report.heapBytes / 1e6).toFixed(0),
    (report.diskBytes / 1e6).toFixed(1),
  ];
  console.log(name.padEnd(12) + cells.map((cell) => cell.padStart(8)).join(""));
}

function printMisses(ranked: readonly Ranked[]): void {
  for (const row of ranked) {
    if (!row.question.answerable || firstHit(row) <= 5) continue;
    console.log(`  ${row.question.id} rank ${firstHit(row)}: ${row.question.question}`);
    for (const { path, startLine, endLine } of row.ranking.passages.slice(0, 3))
      console.log(`      ${path}:${startLine}-${endLine}`);
  }
}

async function run(folder: string): Promise<void> {
  const repositories = readQuestionSet(folder);
  const variants: Record<string, VariantReport> = {};
  const heads = [
    "hit@1",
    "hit@5",
    "hit@20",
    "MRR",
    "rec@5",
    "separ.",
    "other",
    "how-to",
    "not en",
    "lines",
    "p50 ms",
    "p95 ms",
    "index s",
    "heap MB",
    "disk MB",
  ];
  if (!flags.json) console.log("variant".padEnd(12) + heads.map((head) => head.padStart(8)).join(""));
  const shared =
    flags.store === undefined
      ? {}
      : { shared: createSharedRanker(flags.store, false), "shared tiny": createSharedRanker(flags.store, true) };
  const model = flags["embeddings-folder"] ? await openEmbeddingsFolder(flags["embeddings-folder"]) : undefined;
  const ofFolder = model && { folder: withEmbeddings(model.embed) };
  for (const [name, ranker] of Object.entries({ ...rankers, ...shared, ...ofFolder })) {
    if (flags.variant && !flags.variant.includes(name)) continue;
    const { ranked, report } = await measure(ranker, repositories);
    variants[name] = report;
    if (flags.json) continue;
    print(name, report);
    if (flags.misses) printMisses(ranked);
  }
  if (flags.json) console.log(JSON.stringify({ variants, folder: model?.report() }, undefined, 2));
  else if (model) console.log(`folder: ${model.report()}`);
  await model?.close();
}

async function runTools(folder: string): Promise<void> {
  const figures = await toolsBesidePipeline(readQuestionSet(folder));
  if (flags.json) return console.log(JSON.stringify({ tools: figures }, undefined, 2));
  console.log(
    "The model is a stand-in that understands nothing: it makes the same calls each time, or repeats the question.\n",
  );
  const heads = ["requests", "calls", "tokens", "passages", "hit@5", "given"];
  console.log("answered by".padEnd(12) + heads.map((head) => head.padStart(10)).join(""));
  for (const [name, { requests, calls, promptTokens, passages, hit5, given }] of Object.entries({
    pipeline: figures.pipeline,
    rewriting: figures.rewriting,
    tools: figures.tools,
  })) {
    const cells = [requests.toFixed(1), calls.toFixed(1), promptTokens.toFixed(0), passages.toFixed(1)];
    const shares = [hit5.toFixed(2), given.toFixed(2)];
    console.log(name.padEnd(12) + [...cells, ...shares].map((cell) => cell.padStart(10)).join(""));
  }
}

async function runScale(folder: string, counts: readonly string[]): Promise<void> {
  const repositories = readQuestionSet(folder);
  const temporary = mkdtempSync(join(tmpdir(), "hunch-scale-"));
  try {
    if (flags.typing) console.log(await typingWhileIndexing(repositories, Number(flags.typing), temporary));
    for (const count of counts) {
      const figures = await indexScale(repositories, {
        fileCount: Number(count),
        joined: Number(flags.joined),
        databaseFile: join(temporary, `${count}.db`),
      });
      console.log(flags.json ? JSON.stringify(figures) : figures);
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

if (flags.data === undefined) {
  console.error("Name the folder of labelled questions: npm run bench:ask -- --data DIR");
  process.exitCode = 1;
} else if (flags.vectors) for (const count of flags.vectors) console.log(vectorScale(Number(count)));
else if (flags.tools) await runTools(flags.data);
else if (flags.files || flags.typing) await runScale(flags.data, flags.files ?? []);
else await run(flags.data);
