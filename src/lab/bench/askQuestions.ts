/**
 * Measures how well Ask finds the answer to a question, without a model: `node src/lab/bench/askQuestions.ts
 * [--misses]`. Prints hit@1, hit@5 and mean reciprocal rank over the labelled questions about samples/ (passages) and
 * about Hunch's own source (files), and the time a search takes.
 */
import { parseArgs } from "node:util";
import { labelledQuestions } from "../../../test/unit/ask/labelledQuestions.ts";
import { askFilesOf, filesUnder } from "../../../test/unit/ask/sampleFiles.ts";
import type { AskFile, Passage } from "../../core/ask/askFiles.ts";
import { findPassages } from "../../core/ask/findPassages.ts";

const { values: flags } = parseArgs({ options: { misses: { type: "boolean", default: false } } });

/** Questions about src/, each with the file that answers it. */
const ownQuestions: readonly (readonly [string, string])[] = [
  ["How is the accept rate computed?", "core/statistics/statistics.ts"],
  ["Where is a rejected suggestion remembered so that it isn't shown again at the same place?", "core/trigger/rejectionMemory.ts"],
  ["how many recent files are kept per language", "core/context/recentFiles.ts"],
  ["Which languages count as one family?", "core/types/languages.ts"],
  ["How is work split into slices so that the thread isn't blocked?", "core/util/slicedRunner.ts"],
  ["What stops the stream when the model repeats itself?", "core/rules/stream/stopAtRepetition.ts"],
  ["Why was nothing suggested? reasons for skipping", "core/trigger/skipReason.ts"],
  ["Where is markdown fence around code removed from an answer?", "core/rules/unwrapFence.ts"],
  ["How is overlap with the rest of the line handled?", "core/rules/fitRestOfLine.ts"],
  ["Where do .gitignore files get read?", "editor/exclusions.ts"],
  ["Which glob patterns are excluded", "core/context/exclusion.ts"],
  ["How are tokens estimated without a tokenizer?", "core/prompt/estimateTokens.ts"],
  ["Where are settings read and validated?", "editor/settings.ts"],
  ["What is drawn in the status bar?", "editor/statusBar.ts"],
  ["How are telemetry events written to disk?", "editor/eventLog.ts"],
  ["secrets in text replaced before it is sent", "core/privacy/redactSecrets.ts"],
  ["Is this file a secret file like .env or a private key?", "core/privacy/isSecretFile.ts"],
  ["How does the tracker decide that a suggestion was ignored or accepted?", "core/completion/outcomeTracker.ts"],
  ["Where does a suggestion that continues what was typed come from the cache?", "core/completion/suggestionCache.ts"],
  ["indentation of the suggestion adapted to tabs or spaces", "core/rules/fitIndentation.ts"],
  ["How is the VS Code cancellation token turned into an AbortSignal?", "editor/abortSignal.ts"],
  ["what kinds of model errors exist", "core/types/model.ts"],
  ["snooze menu", "editor/menu.ts"],
  ["BM25 score of passages", "core/ask/rankPassages.ts"],
]; // biome-ignore format: a table

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
const times: number[] = [];

async function search(files: readonly AskFile[], question: string): Promise<readonly Passage[]> {
  const started = performance.now();
  const deps = { files: askFilesOf(files), now: () => performance.now(), pause };
  const found = await findPassages({ question, selection: undefined, earlier: [] }, deps, new AbortController().signal);
  times.push(performance.now() - started);
  return found?.passages ?? [];
}

function print(name: string, ranks: readonly (readonly [string, number])[]): void {
  const hits = (k: number) => ranks.filter(([, rank]) => rank <= k).length / ranks.length;
  const reciprocal = ranks.reduce((sum, [, rank]) => sum + 1 / rank, 0) / ranks.length;
  const row = [hits(1), hits(5), reciprocal].map((value) => value.toFixed(3));
  console.log(`${name.padEnd(10)} n=${ranks.length}  hit@1 ${row[0]}  hit@5 ${row[1]}  MRR ${row[2]}`);
  if (flags.misses) for (const [question, rank] of ranks) if (rank > 1) console.log(`   ${rank}: ${question}`);
}

const samples = filesUnder("samples");
const sampleRanks: (readonly [string, number])[] = [];
for (const { question, path, lines } of labelledQuestions) {
  const passages = await search(samples, question);
  const index = passages.findIndex((each) => each.path === path && lines.some((line) => each.text.includes(line)));
  sampleRanks.push([question, index < 0 ? Number.POSITIVE_INFINITY : index + 1]);
}
print("samples", sampleRanks);

const own = filesUnder("src", "**/*.ts");
const ownRanks: (readonly [string, number])[] = [];
for (const [question, path] of ownQuestions) {
  const index = (await search(own, question)).findIndex((each) => each.path === path);
  ownRanks.push([question, index < 0 ? Number.POSITIVE_INFINITY : index + 1]);
}
print("own code", ownRanks);

const lines = own.reduce((sum, file) => sum + file.lines.length, 0);
const ownTimes = times.slice(-ownQuestions.length).sort((a, b) => a - b);
console.log(
  `A search over ${own.length} files, ${lines} lines: ${ownTimes[ownTimes.length >> 1]?.toFixed(1)} ms median`,
);
