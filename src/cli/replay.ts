import { parseArgs } from "node:util";
import { createBm25 } from "../core/replay/baselines/bm25.ts";
import { createCopilotLike } from "../core/replay/baselines/copilotLike.ts";
import { none } from "../core/replay/baselines/none.ts";
import { type Contender, retrieverContender } from "../core/replay/contender.ts";
import type { ReplayCase } from "../core/replay/replayCase.ts";
import { reportRetrieval } from "../core/replay/replayReport.ts";
import { type ReplayHost, replayRetrieval } from "../core/replay/replayRetrieval.ts";
import { retrievalTables } from "../core/replay/retrievalTables.ts";
import { createRetriever } from "../core/retrieval/retriever.ts";
import { loadCases } from "./loadCases.ts";

const usage = `Usage: npm run replay -- --data DIR [options]

Replays recorded edits and prints what retrieval and the engine made of them. Definitions: docs/replay.md.
  --data DIR        a folder with cases.jsonl and blobs.jsonl.br
  --budget N        tokens for snippets; may be given several times (default 1000 and 2000)
  --limit N         only every so-manieth case, N in all
  --compare NAME    only these contenders (${Object.keys(contenderTable()).join(", ")}); may be given several times
  --retrieval-only  leave the engine out
  --json            one JSON object on stdout instead of tables`;

function contenderTable(): Readonly<Record<string, () => Contender>> {
  return {
    none: () => none,
    copilotLike: () => createCopilotLike(),
    bm25: createBm25,
    hunch: () => retrieverContender("hunch", createRetriever()),
    hunchOnlyRead: () => retrieverContender("hunchOnlyRead", createRetriever(), true),
  };
}

const baseline = "copilotLike";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      budget: { type: "string", multiple: true, default: ["1000", "2000"] },
      limit: { type: "string" },
      compare: { type: "string", multiple: true, default: [] },
      "retrieval-only": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help || values.data === undefined) return console.log(usage);
  const cases = spread(loadCases(values.data), values.limit === undefined ? undefined : Number(values.limit));
  const table = contenderTable();
  const names = values.compare.length > 0 ? values.compare : Object.keys(table);
  const contenders = names.flatMap((name) => table[name]?.() ?? []);
  const signal = new AbortController().signal;
  const rows = await replayRetrieval(cases, contenders, values.budget.map(Number), consoleHost("retrieval"), signal);
  const retrieval = reportRetrieval(rows, baseline);
  console.log(values.json ? JSON.stringify({ retrieval }, undefined, 2) : retrievalTables(retrieval, baseline));
}

/** Cases spread evenly over all, so that a small run sees every repository. */
function spread(cases: readonly ReplayCase[], limit = cases.length): readonly ReplayCase[] {
  const step = cases.length / Math.min(limit, cases.length);
  return Array.from({ length: Math.min(limit, cases.length) }, (_, index) => cases[Math.floor(index * step)]).filter(
    (each) => each !== undefined,
  );
}

function consoleHost(name: string): ReplayHost {
  let shown = 0;
  return {
    now: () => performance.now(),
    pause: () => Promise.resolve(),
    onProgress: (done, total) => {
      if (done !== total && performance.now() - shown < (process.stderr.isTTY ? 200 : 5000)) return;
      shown = performance.now();
      const end = process.stderr.isTTY && done !== total ? "\r" : "\n";
      process.stderr.write(`${name}: ${done} of ${total} cases${end}`);
    },
  };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
