import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import { languages } from "../core/code/languages/languages.ts";
import { createEngine } from "../core/engine/engine.ts";
import { loadLanguageLibrary } from "../core/engine/language/languageLibrary.ts";
import { confidenceThresholds } from "../core/engine/score/thresholds.ts";
import { promptFormats } from "../core/prompt/promptFormats.ts";
import { createRetriever } from "../core/retrieval/retriever.ts";
import { createSteadyRetriever } from "../core/retrieval/steadyRetriever.ts";
import { createModel } from "../core/server/client/createModel.ts";
import { chatProtocol, serverProtocols } from "../core/server/protocols/protocols.ts";
import type { EmbeddedEngine } from "../core/types/engine.ts";
import { type ChatModel, type CompletionModel, ModelError } from "../core/types/model.ts";
import { parseVariantsFile } from "../core/variants/parseVariants.ts";
import type { Variant } from "../core/variants/variant.ts";
import { gitIn } from "../git/gitIn.ts";
import { reasonOf } from "../git/reasonOf.ts";
import { consoleHost } from "../lab/replay/consoleHost.ts";
import { contenders, usualContenders } from "../lab/replay/contenders.ts";
import { coldStartTable } from "../lab/replay/engineTables.ts";
import { evaluate, evaluationText } from "../lab/replay/evaluate.ts";
import { casesFromHistory } from "../lab/replay/history/casesFromHistory.ts";
import { secretsFailure } from "../lab/replay/holdsSecret.ts";
import { judgeAnswers } from "../lab/replay/judge/judgeAnswers.ts";
import { type JudgeFigures, judgeTable, reportJudge } from "../lab/replay/judge/judgeReport.ts";
import { loadCases } from "../lab/replay/loadCases.ts";
import { casesFromCommits } from "../lab/replay/nextEdit/casesFromCommits.ts";
import { loadNextEditCases } from "../lab/replay/nextEdit/loadNextEditCases.ts";
import { nextEditTables } from "../lab/replay/nextEdit/nextEditTables.ts";
import { replayShippedNextEdits } from "../lab/replay/nextEdit/replayShippedNextEdits.ts";
import { createParserJudge } from "../lab/replay/parserJudge.ts";
import type { ReplayCase } from "../lab/replay/replayCase.ts";
import { replayColdStart } from "../lab/replay/replayColdStart.ts";
import { coldTypingTable, replayColdTyping } from "../lab/replay/replayColdTyping.ts";
import { isEngineCase, replayEngine } from "../lab/replay/replayEngine.ts";
import { modelTable, pairsOf, replayModel, reportModel } from "../lab/replay/replayModel.ts";
import {
  replayVariants,
  reportVariants,
  variantPairs,
  variantsTable,
  withSettings,
} from "../lab/replay/replayVariants.ts";

const usage = `Usage: npm run replay -- (--data DIR | --repo PATH) [options]

Replays recorded edits and prints what retrieval and the engine made of them. Definitions: docs/replay.md.
  --data DIR        a folder with cases.jsonl and blobs.jsonl.br
  --repo PATH       make cases from a git repository's own history
  --cases N         how many cases to make of it (default 100)
  --budget N        tokens for snippets; may be given several times (default 1000 and 2000)
  --limit N         N cases, spread evenly over all
  --compare NAME    only these retrievers; may be given several times: ${Object.keys(contenders).join(", ")}
  --retrieval-only  leave the engine out
  --engine-only     leave retrieval out
  --cold-start      only what the engine does when it knows few files
  --typing          also type every line token by token, and count the keys saved
  --eagerness NAME  the engine's threshold: ${Object.keys(confidenceThresholds).join(", ")} (default balanced)
  --model URL       ask a model server too, with and without snippets; its key is taken from HUNCH_API_KEY
  --protocol NAME   how it is spoken to: ${serverProtocols.join(", ")} (default openai-fim)
  --model-name NAME the model, as the server lists it
  --max-tokens N    tokens of a prompt to the model (default 2048)
  --variants FILE   compare the variants of a file with the settings' defaults instead, with the engine and --model
  --judge URL       a chat model that compares the answers, blind and in both orders; key in HUNCH_JUDGE_API_KEY
  --judge-name NAME the judge's model, as its server lists it
  --next-edit       replay next edits instead, on data in the format of docs/next-edits.md or on a repository's commits
  --json            one JSON object on stdout instead of tables`;

const noCases = `No commit of this history makes a case: it takes commits that change two or more code files and add four lines or more
(all rules: docs/replay.md). A shallow clone has few; "git fetch --unshallow" brings the rest.`;

const noNextEditCases = `No commit of this history makes a case: it takes commits that modify code files of one language in 2 to 60 places.
A shallow clone has few; "git fetch --unshallow" brings the rest.`;

/** The command was called incorrectly. The message says what to do. */
class UsageError extends Error {}

const options = {
  data: { type: "string" },
  repo: { type: "string" },
  cases: { type: "string", default: "100" },
  budget: { type: "string", multiple: true },
  limit: { type: "string" },
  compare: { type: "string", multiple: true },
  "retrieval-only": { type: "boolean", default: false },
  "engine-only": { type: "boolean", default: false },
  "cold-start": { type: "boolean", default: false },
  typing: { type: "boolean", default: false },
  eagerness: { type: "string", default: "balanced" },
  model: { type: "string" },
  protocol: { type: "string", default: "openai-fim" },
  "model-name": { type: "string", default: "" },
  "max-tokens": { type: "string", default: "2048" },
  variants: { type: "string" },
  judge: { type: "string" },
  "judge-name": { type: "string", default: "" },
  "next-edit": { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/** Retrieves as the editor does. */
function steadyRetriever() {
  return createSteadyRetriever(createRetriever());
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(usage);
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  if (values["next-edit"]) return await replayNextEditCases(values, stop.signal);
  const all = await casesOf(values.data, values.repo, countOf(values.cases, "--cases"), stop.signal);
  if (all.length === 0) throw new UsageError(noCases);
  const cases = values.limit === undefined ? all : spread(all, countOf(values.limit, "--limit"));
  const judge = values.judge === undefined ? undefined : judgeAt(values.judge, values["judge-name"]);
  if (values.variants !== undefined) {
    const replay = { variants: variantsIn(values.variants), values, judge };
    return console.log(await compareVariants(cases, replay, stop.signal));
  }
  if (judge && values.model === undefined)
    throw new UsageError("--judge compares answers of a model: name it with --model.");
  if (values["cold-start"]) return await printColdStart(cases, values, stop.signal);
  const plan = {
    contenders: values["engine-only"] ? [] : (values.compare ?? usualContenders).map(contenderOf),
    budgets: (values.budget ?? ["1000", "2000"]).map((budget) => countOf(budget, "--budget")),
    engine: values["retrieval-only"] ? undefined : createEngine(await loadLanguageLibrary()),
    threshold: thresholdOf(values.eagerness),
    maxLines: 6,
    typing: values.typing,
    coldStart: true,
    ...(values.typing ? { parserJudge: await createParserJudge() } : {}),
  };
  const report = await evaluate(cases, plan, consoleHost, stop.signal);
  const server = values.model === undefined ? undefined : modelAt(values.model, values.protocol, values["model-name"]);
  const maxTokens = countOf(values["max-tokens"], "--max-tokens");
  const rows =
    server && (await replayModel(cases, server, steadyRetriever(), maxTokens, consoleHost("model"), stop.signal));
  const model = rows && reportModel(rows);
  const judged =
    judge && rows ? await judgeAnswers(pairsOf(rows), judge, consoleHost("judge"), stop.signal) : undefined;
  const verdicts = judged && reportJudge(judged, "withoutSnippets", "withSnippets");
  if (values.json)
    console.log(
      JSON.stringify(
        { ...report, ...(model ? { model } : {}), ...(verdicts ? { judge: verdicts } : {}) },
        undefined,
        2,
      ),
    );
  else {
    const tables = [
      ...(server && model ? [modelTable(server.label, model)] : []),
      ...(judge && verdicts ? [judgeTable(judge.label, [verdicts])] : []),
    ];
    console.log([evaluationText(report), ...tables].join("\n\n"));
  }
  const ofModel = model ? model.withoutSnippets.secrets + model.withSnippets.secrets : 0;
  const failure = secretsFailure((report.feel?.secrets ?? 0) + ofModel);
  if (failure === undefined) return;
  console.error(failure);
  process.exitCode = 1;
}

interface ColdStartValues {
  readonly eagerness: string;
  readonly json: boolean;
}

async function printColdStart(
  cases: readonly ReplayCase[],
  { eagerness, json }: ColdStartValues,
  signal: AbortSignal,
): Promise<void> {
  const [engine, threshold] = [createEngine(await loadLanguageLibrary()), thresholdOf(eagerness)];
  const natural = cases.filter(isEngineCase);
  const coldStart = await replayColdStart(natural, threshold, (asked, options) =>
    replayEngine(asked, engine, options, consoleHost("engine"), signal),
  );
  const typingBy = (each: EmbeddedEngine, name: string) =>
    replayColdTyping(natural, each, threshold, consoleHost(name), signal);
  const coldTyping = await typingBy(engine, "typing");
  const fromFilesAlone = await typingBy(createEngine(), "typing, from files alone");
  if (json) return console.log(JSON.stringify({ coldStart, coldTyping, fromFilesAlone }, undefined, 2));
  const tables = [
    coldStartTable(coldStart),
    coldTypingTable("typing", coldTyping),
    coldTypingTable("typing, without the tables of languages", fromFilesAlone),
  ];
  console.log(tables.join("\n\n"));
}

interface VariantValues {
  readonly model?: string | undefined;
  readonly protocol: string;
  readonly "model-name": string;
  readonly "max-tokens": string;
  readonly json: boolean;
}

interface VariantComparison {
  readonly variants: readonly Variant[];
  readonly values: VariantValues;
  readonly judge: ChatModel | undefined;
}

/** Compares variants on recorded edits. Returns what to print. */
async function compareVariants(
  cases: readonly ReplayCase[],
  { variants, values, judge }: VariantComparison,
  signal: AbortSignal,
): Promise<string> {
  const { model: url, protocol } = values;
  const models = new Map<string, CompletionModel>();
  const modelOf =
    (baseUrl: string) =>
    (name: string = values["model-name"]) => {
      const model = models.get(name) ?? modelAt(baseUrl, protocol, name);
      models.set(name, model);
      return model;
    };
  const replay = {
    engine: createEngine(await loadLanguageLibrary()),
    retriever: steadyRetriever(),
    modelOf: url === undefined ? undefined : modelOf(url),
    variants,
    maxPromptTokens: countOf(values["max-tokens"], "--max-tokens"),
  };
  const rows = await replayVariants(cases, replay, consoleHost("variants"), signal);
  const figures = reportVariants(variants, rows);
  const verdicts: JudgeFigures[] = [];
  for (const [index, { name }] of variants.entries()) {
    if (!judge || index === 0) continue;
    const judged = await judgeAnswers(variantPairs(rows, index), judge, consoleHost("judge"), signal);
    verdicts.push(reportJudge(judged, variants[0]?.name ?? "", name));
  }
  if (values.json) return JSON.stringify({ variants: figures, ...(judge ? { judge: verdicts } : {}) }, undefined, 2);
  return [variantsTable(figures), ...(judge ? [judgeTable(judge.label, verdicts)] : [])].join("\n\n");
}

/** The variants of a file that the user names, which may choose the model; your settings' defaults come first. */
function variantsIn(file: string): readonly Variant[] {
  const { variants, faults } = parseVariantsFile(readFileSync(file, "utf8"), "user", file);
  if (faults.length > 0) throw new UsageError(faults.join("\n"));
  if (variants.length === 0) throw new UsageError(`${file} contains no variants.`);
  return withSettings(variants);
}

function judgeAt(baseUrl: string, model: string): ChatModel {
  const key = () => Promise.resolve(process.env["HUNCH_JUDGE_API_KEY"]);
  return createModel(
    { protocol: chatProtocol, baseUrl, model, fimFamily: "auto" },
    { fetch, key, formats: promptFormats },
  ).chat;
}

interface NextEditValues {
  readonly data?: string | undefined;
  readonly repo?: string | undefined;
  readonly cases: string;
  readonly limit?: string | undefined;
  readonly json: boolean;
}

async function replayNextEditCases(values: NextEditValues, signal: AbortSignal): Promise<void> {
  const all = await nextEditCasesOf(values, signal);
  if (all.length === 0) throw new UsageError(noNextEditCases);
  const cases = values.limit === undefined ? all : spread(all, countOf(values.limit, "--limit"));
  const report = await replayShippedNextEdits(cases, consoleHost);
  console.log(values.json ? JSON.stringify({ nextEdit: report }, undefined, 2) : nextEditTables(report));
}

async function nextEditCasesOf({ data, repo, cases }: NextEditValues, signal: AbortSignal) {
  if (data !== undefined) return loadNextEditCases(data);
  if (repo === undefined) throw new UsageError(usage);
  const { onProgress } = consoleHost("history");
  await using git = gitIn(repo);
  const limit = countOf(cases, "--cases");
  const options = {
    name: basename(resolve(repo)),
    limit,
    languageIdOf: (path: string) => languages.ofPath(path),
    onProgress,
  };
  return await casesFromCommits(git, options, signal);
}

function modelAt(baseUrl: string, protocolName: string, model: string): CompletionModel {
  const protocol = serverProtocols.find((each) => each === protocolName);
  if (!protocol) throw new UsageError(`--protocol is one of ${serverProtocols.join(", ")}, not "${protocolName}".`);
  const key = () => Promise.resolve(process.env["HUNCH_API_KEY"]);
  const fetch = (url: string, init?: RequestInit) => globalThis.fetch(url, init);
  return createModel({ protocol, baseUrl, model, fimFamily: "auto" }, { fetch, key, formats: promptFormats })
    .completion;
}

async function casesOf(
  data: string | undefined,
  repo: string | undefined,
  limit: number,
  signal: AbortSignal,
): Promise<readonly ReplayCase[]> {
  if (data !== undefined) return loadCases(data);
  if (repo === undefined) throw new UsageError(usage);
  const { onProgress } = consoleHost("history");
  await using git = gitIn(repo);
  return await casesFromHistory(
    git,
    { name: basename(resolve(repo)), limit, languageIdOf: (path) => languages.ofPath(path), onProgress },
    signal,
  );
}

function contenderOf(name: string) {
  const found = Object.entries(contenders).find(([each]) => each === name);
  if (!found) throw new UsageError(`--compare must be one of ${Object.keys(contenders).join(", ")}, not "${name}".`);
  return found[1]();
}

function thresholdOf(name: string): number {
  const found = Object.entries(confidenceThresholds).find(([each]) => each === name);
  if (!found)
    throw new UsageError(`--eagerness must be one of ${Object.keys(confidenceThresholds).join(", ")}, not "${name}".`);
  return found[1];
}

function countOf(text: string, option: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new UsageError(`${option} must be a whole number of at least 1, not "${text}".`);
  return count;
}

/** Takes cases spread evenly over all, so that a small run covers every repository. */
function spread<Case>(cases: readonly Case[], limit: number): readonly Case[] {
  const count = Math.min(limit, cases.length);
  const places = Array.from({ length: count }, (_, index) => Math.floor((index * cases.length) / count));
  return places.flatMap((place) => cases[place] ?? []);
}

/** Returns the message of an expected error, or the error itself, with its stack, if it is a defect of Hunch. */
function printable(error: unknown): unknown {
  if (error instanceof UsageError || error instanceof ModelError) return error.message;
  const isOfSystem = error instanceof Error && ("code" in error || "cmd" in error);
  return isOfSystem ? reasonOf(error) : error;
}

main().catch((error: unknown) => {
  console.error(printable(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
