import { createRetriever } from "../../core/retrieval/retriever.ts";
import type { Retriever } from "../../core/types/retriever.ts";
import type { RecentFile } from "../../core/types/source.ts";
import { consoleHost } from "../replay/consoleHost.ts";
import { contenders } from "../replay/contenders.ts";
import type { ReplayCase } from "../replay/replayCase.ts";
import { type RetrievalRow, replayRetrieval } from "../replay/replayRetrieval.ts";
import { groupBy, summarizeRetrieval } from "../replay/retrievalReport.ts";
import { chargedTokens, type ScoredSnippet, scoreRetrieval } from "../replay/retrievalScore.ts";
import { percentile } from "../replay/statistics.ts";
import { percent, textTable } from "../replay/textTable.ts";
import { createWantedFinder } from "../replay/wantedIdentifiers.ts";
import { loadCopilotModule } from "./copilotPackage.ts";
import { realFiles } from "./realFiles.ts";

const similarFiles = "_internal/extension/completions-core/vscode-node/prompt/src/snippetInclusion/similarFiles.js";

interface CopilotOptions {
  readonly snippetLength: number;
  readonly threshold: number;
  readonly maxTopSnippets: number;
  readonly maxCharPerFile: number;
  readonly maxNumberOfFiles: number;
  readonly maxSnippetsPerFile: number;
}

/** The used part of the package. */
interface Copilot {
  readonly defaultSimilarFilesOptions: CopilotOptions;
  getSimilarSnippets(
    document: object,
    files: readonly object[],
    options: CopilotOptions,
  ): Promise<readonly CopilotSnippet[]>;
}

interface CopilotSnippet {
  readonly snippet: string;
  readonly relativePath?: string;
}

function isCopilot(loaded: unknown): loaded is Copilot {
  return (
    typeof loaded === "object" &&
    loaded !== null &&
    "getSimilarSnippets" in loaded &&
    "defaultSimilarFilesOptions" in loaded
  );
}

function loadSnippetSearch(): Copilot {
  const loaded = loadCopilotModule(similarFiles);
  if (!isCopilot(loaded)) throw new Error("@vscode/chat-lib has no snippet search where it is expected.");
  return loaded;
}

/** Calls Copilot's search for a cursor. */
function askCopilot(
  copilot: Copilot,
  replayCase: ReplayCase,
  options: CopilotOptions,
): Promise<readonly CopilotSnippet[]> {
  const { path, languageId, prefix, suffix, recent } = replayCase;
  const document = {
    uri: `file:///${path}`,
    relativePath: path,
    languageId,
    source: prefix + suffix,
    offset: prefix.length,
  };
  const files = recent.map((file) => ({ uri: `file:///${file.path}`, relativePath: file.path, source: file.text }));
  return copilot.getSimilarSnippets(document, files, options);
}

/** Takes snippets, best first, and skips those that do not fit, because Copilot drops whole snippets. */
function inBudget(snippets: readonly CopilotSnippet[], maxTokens: number): readonly ScoredSnippet[] {
  let used = 0;
  return [...snippets]
    .reverse()
    .map(({ snippet, relativePath }) => ({ path: relativePath ?? "", text: snippet }))
    .filter((snippet) => {
      const cost = chargedTokens(snippet);
      if (used + cost > maxTokens) return false;
      used += cost;
      return true;
    });
}

async function replayCopilot(
  copilot: Copilot,
  name: string,
  options: CopilotOptions,
  cases: readonly ReplayCase[],
): Promise<readonly RetrievalRow[]> {
  const wantedOf = createWantedFinder();
  const rows: RetrievalRow[] = [];
  for (const replayCase of cases) {
    const started = performance.now();
    const snippets = await askCopilot(copilot, replayCase, options);
    const ms = performance.now() - started;
    for (const maxTokens of [1000, 2000]) {
      const score = scoreRetrieval(replayCase, wantedOf(replayCase), inBudget(snippets, maxTokens), maxTokens);
      rows.push({ contender: name, maxTokens, replayCase, score, ms });
    }
  }
  return rows;
}

/** Compares both searches on the same cases within the same budgets. */
export async function compareSearches(cases: readonly ReplayCase[]): Promise<string> {
  const copilot = loadSnippetSearch();
  const shipped = copilot.defaultSimilarFilesOptions;
  const uncapped = { ...shipped, maxCharPerFile: Number.POSITIVE_INFINITY };
  const own = [contenders.copilotLike(), contenders.hunch()];
  const rows = [
    ...(await replayCopilot(copilot, "Copilot as shipped", shipped, cases)),
    ...(await replayCopilot(copilot, "Copilot, size cap lifted", uncapped, cases)),
    ...(await replayRetrieval(cases, own, [1000, 2000], consoleHost("retrieval"), new AbortController().signal)),
  ];
  const table = [...groupBy(rows, (row) => `${row.contender}, ${row.maxTokens} tokens`)].map(([name, group]) => {
    const figures = summarizeRetrieval(group);
    const { p50, p95 } = figures.latency;
    const milliseconds = [p50, p95].map((ms) => (ms ?? 0).toFixed(2));
    return [
      name,
      percent(figures.recall),
      percent(figures.similarity),
      (figures.snippets ?? 0).toFixed(1),
      ...milliseconds,
    ];
  });
  return textTable(["same cases, same run", "recall", "ES best", "snippets", "p50 ms", "p95 ms"], table);
}

/** Number of times Hunch sees the cursors before it is timed. Copilot's first quarter is left out. */
const warmUpTurns = 4;

function askHunch(
  retriever: Retriever,
  { prefix, suffix, path, languageId }: ReplayCase,
  uri: string,
  recent: readonly RecentFile[],
): void {
  const line = prefix.split("\n").length - 1;
  const cursor = {
    uri,
    path,
    languageId,
    version: 1,
    line,
    prefix,
    suffix,
    indentation: { insertSpaces: true, tabSize: 2 },
  };
  retriever.retrieve(cursor, recent, { maxTokens: 1000 });
}

/**
 * Compares the times of Copilot's snippet search, without its limit of file size, and Hunch's. Both get the same files
 * and cursors, in turn, after a warm-up. Requires `installCopilot`.
 */
export async function compareSearchTimes(): Promise<string> {
  const copilot = loadSnippetSearch();
  const options = { ...copilot.defaultSimilarFilesOptions, maxCharPerFile: Number.POSITIVE_INFINITY };
  const rows: (readonly string[])[] = [];
  for (const lineCount of [500, 2000]) {
    const cases = timingCases(lineCount);
    const files = realFiles(21, lineCount);
    const retriever = createRetriever();
    for (const file of files) for (const _ of retriever.learn(file));
    const recent = files.slice(0, 20).map(({ uri }) => ({ uri, edited: [] }));
    const theirs: number[] = [];
    const ours: number[] = [];
    for (let turn = 0; turn < warmUpTurns; turn++)
      for (const each of cases) askHunch(retriever, each, files[20]?.uri ?? "", recent);
    for (const replayCase of cases) {
      const started = performance.now();
      await askCopilot(copilot, replayCase, options);
      theirs.push(performance.now() - started);
      const between = performance.now();
      askHunch(retriever, replayCase, files[20]?.uri ?? "", recent);
      ours.push(performance.now() - between);
    }
    const warm = (values: readonly number[]) => values.slice(Math.floor(values.length / 4));
    const figures = [
      percentile(warm(theirs), 0.5),
      percentile(warm(theirs), 0.95),
      percentile(warm(ours), 0.5),
      percentile(warm(ours), 0.95),
    ].map((each) => each ?? 0);
    const [copilotP50 = 0, , hunchP50 = 1] = figures;
    rows.push([
      `20 × ${lineCount} lines`,
      ...figures.map((each) => each.toFixed(2)),
      `${(copilotP50 / hunchP50).toFixed(0)} ×`,
    ]);
  }
  return textTable(["recent files", "Copilot p50", "p95", "Hunch p50", "p95", "ratio"], rows);
}

function timingCases(lineCount: number): readonly ReplayCase[] {
  const files = realFiles(21, lineCount);
  const current = files[20]?.lines ?? [];
  const recent = files.slice(0, 20).map(({ path, languageId, uri, lines }) => ({
    path,
    languageId,
    blob: uri,
    text: lines.join("\n"),
    origin: "author" as const,
    edited: [],
  }));
  return Array.from({ length: 80 }, (_, at) => {
    const line = 100 + ((at * 5) % (lineCount - 200));
    const prefix = current.slice(0, line).join("\n");
    const suffix = `\n${current.slice(line + 1).join("\n")}`;
    const tags = { repo: "", lang: "typescript", kind: "", pos: "line", sample: "" };
    return {
      ...tags,
      id: String(at),
      path: "current.ts",
      languageId: "typescript",
      prefix,
      suffix,
      targetLine: "",
      targetBlock: "",
      lineIdentifiers: [],
      blockIdentifiers: [],
      recent,
    };
  });
}
