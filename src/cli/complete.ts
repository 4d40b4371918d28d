import { homedir } from "node:os";
import { relative, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Exclusions } from "../app/files/exclusions.ts";
import { gitUserOf } from "../app/files/gitRepository.ts";
import { splitLines } from "../app/files/readSource.ts";
import { createReadText, type NotReadReason, type ReadText } from "../app/files/readText.ts";
import { uriPath } from "../app/files/uriPath.ts";
import type { Workspace } from "../app/ports.ts";
import { languages } from "../core/code/languages/languages.ts";
import { completeAt } from "../core/completion/completeAt.ts";
import { momentAt } from "../core/completion/momentAt.ts";
import type { CompletionPorts, ContextPort } from "../core/completion/request.ts";
import { withoutServer } from "../core/completion/serverAnswers.ts";
import { SuggestionMemory } from "../core/completion/suggestionMemory.ts";
import { createEngine } from "../core/engine/engine.ts";
import { loadLanguageLibrary } from "../core/engine/language/languageLibrary.ts";
import { confidenceThresholds } from "../core/engine/score/thresholds.ts";
import { createRetriever } from "../core/retrieval/retriever.ts";
import { createSteadyRetriever } from "../core/retrieval/steadyRetriever.ts";
import type { Cursor } from "../core/types/cursor.ts";
import type { EngineAnswer } from "../core/types/engine.ts";
import type { SourceFile } from "../core/types/source.ts";
import { messageOf } from "../core/util/messageOf.ts";
import { nodeFiles } from "../node/nodeFiles.ts";

const usage = `Usage: npm run complete -- FILE:LINE:COLUMN [--open FILE…] [--json] [--eagerness quiet|balanced|eager]

Completes at a position without an editor. Lines and columns start at 1; columns are UTF-16 units.
--open lists the other open files, most recent first. --json prints one object.`;

/** The command was called incorrectly. The message says what to do. */
class UsageError extends Error {}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      open: { type: "string", multiple: true, default: [] },
      json: { type: "boolean", default: false },
      eagerness: { type: "string", default: "balanced" },
      help: { type: "boolean", short: "h", default: false },
    },
    allowPositionals: true,
  });
  if (values.help) return console.log(usage);
  const [position, ...more] = positionals;
  if (position === undefined) throw new UsageError(usage);
  const current = await readPosition(position);
  const others = await Promise.all([...values.open, ...more].map((path) => readSource(path)));
  const answer = await completeIn(current, others, minConfidenceOf(values.eagerness));
  console.log(values.json ? JSON.stringify(answer, undefined, 2) : describe(answer));
}

function minConfidenceOf(name: string): number {
  const found = Object.entries(confidenceThresholds).find(([each]) => each === name);
  if (!found)
    throw new UsageError(`--eagerness must be one of ${Object.keys(confidenceThresholds).join(", ")}, not "${name}".`);
  return found[1];
}

interface Position {
  readonly file: SourceFile;
  readonly cursor: Cursor;
}

async function readPosition(position: string): Promise<Position> {
  const [, path, lineText, columnText] = /^(.+):(\d+):(\d+)$/.exec(position) ?? [];
  if (path === undefined) throw new UsageError(`"${position}" is not FILE:LINE:COLUMN.\n\n${usage}`);
  const file = await readSource(path);
  const line = Number(lineText) - 1;
  const column = Number(columnText) - 1;
  const text = file.lines[line];
  if (text === undefined)
    throw new UsageError(`${path} has ${file.lines.length} lines, so line ${lineText} does not exist.`);
  if (column < 0 || column > text.length) {
    throw new UsageError(
      `Line ${lineText} of ${path} has ${text.length} characters, so columns are 1 to ${text.length + 1}.`,
    );
  }
  const prefix = [...file.lines.slice(0, line), text.slice(0, column)].join("\n");
  const suffix = [text.slice(column), ...file.lines.slice(line + 1)].join("\n");
  const indentation = { insertSpaces: !/^\t/m.test(prefix), tabSize: 4 };
  const { uri, languageId, version } = file;
  return { file, cursor: { uri, path: file.path, languageId, version, line, prefix, suffix, indentation } };
}

/** Files are read whatever their size: the user has named them. */
const maxBytes = Number.POSITIVE_INFINITY;

const whyNotRead: Readonly<Record<NotReadReason, string>> = {
  excluded: "git or a .hunchignore ignores it, so Hunch does not read it",
  missing: "it does not exist",
  notAFile: "it is not a file",
  tooLarge: "it is too large",
  binary: "it is a binary file",
  secret: "it looks like a file that contains secrets, so Hunch does not read it",
  unreadable: "the file system reported an error",
};

const readText = createGate();

/** The gate to files, as in an editor with the current folder open. */
function createGate(): ReadText {
  const uriOf = (path: string) => pathToFileURL(path).href;
  const folder = uriOf(resolve("."));
  const workspace: Pick<Workspace, "displayPath" | "folderOf" | "fileOf"> = {
    fileOf: (uri) => uri,
    folderOf: (uri) => (uriPath(uri).startsWith(`${uriPath(folder)}/`) ? folder : undefined),
    displayPath: (uri) => relative(uriPath(folder), uriPath(uri)).replaceAll("\\", "/"),
  };
  const onError = (uri: string, error: unknown) => console.error(`Can't read ${uriPath(uri)}: ${messageOf(error)}`);
  const gitUser = gitUserOf(homedir(), process.env, uriOf);
  const exclusions = new Exclusions({ files: nodeFiles, workspace, gitUser, globs: () => [], onError });
  const excludes = (uri: string) => exclusions.excludes(uri);
  const documents = { get: () => undefined };
  return createReadText({ files: nodeFiles, documents, workspace, excludes, onError });
}

async function readSource(path: string): Promise<SourceFile> {
  const uri = pathToFileURL(resolve(path)).href;
  const read = await readText(uri, maxBytes);
  if (read.kind === "notRead") throw new UsageError(`${path} can't be read: ${whyNotRead[read.reason]}.`);
  return { uri, path: read.path, languageId: languages.ofPath(path), version: 0, lines: splitLines(read.text) };
}

async function completeIn({ file, cursor }: Position, others: readonly SourceFile[], minConfidence: number) {
  const engine = createEngine(await loadLanguageLibrary());
  const retriever = createSteadyRetriever(createRetriever());
  const learnStarted = performance.now();
  for (const source of [...others].reverse().concat(file)) {
    for (const learner of [engine, retriever]) for (const _ of learner.learn(source));
  }
  const learnMs = performance.now() - learnStarted;
  const recent = others.map(({ uri }) => ({ uri, edited: [] }));
  const memory = new SuggestionMemory();
  const clock = { now: () => performance.now(), yieldToEventLoop: () => setImmediate() };
  const context: ContextPort = (at, maxTokens) => retriever.retrieve(at, recent, { maxTokens });
  const server = withoutServer(memory, clock);
  const embedded: CompletionPorts["embedded"] = (at, options) => engine.answer(at, recent, options);
  const moment = momentAt(cursor, { minConfidence });
  const answer = await completeAt(moment, { embedded, server, memory, clock }, new AbortController().signal);
  const [suggestion] = answer.suggestions;
  return {
    ...answer.end,
    text: suggestion?.text,
    replaceAfter: suggestion?.replaceAfter,
    confidence: suggestion?.confidence,
    origin: describeOrigin(suggestion?.origin),
    snippets: context(cursor, moment.maxPromptTokens / 2).map(({ path, startLine, endLine, kind, tokens }) => ({
      path,
      startLine: startLine + 1,
      endLine,
      kind,
      tokens,
    })),
    learnMs: Math.round(learnMs * 10) / 10,
    stagesMs: answer.stagesMs,
  };
}

function describe(answer: Awaited<ReturnType<typeof completeIn>>): string {
  const stages = Object.entries(answer.stagesMs)
    .map(([stage, ms]) => `${stage} ${ms} ms`)
    .join(", ");
  const times = `learning ${answer.learnMs} ms; ${stages}`;
  if (answer.text === undefined) return `No completion (${answer.reason ?? answer.outcome}).\n${times}`;
  const origin = answer.origin ? `from ${answer.origin}, ` : "";
  const confidence = answer.confidence === undefined ? "" : `confidence ${answer.confidence.toFixed(2)}`;
  return `${answer.text}\n\n${origin}${confidence}\n${times}`;
}

function describeOrigin(origin: EngineAnswer["origin"]): string | undefined {
  return origin === "language" ? "no file" : origin && `${origin.path}:${origin.line + 1}`;
}

main().catch((error: unknown) => {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
