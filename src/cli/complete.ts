import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { languages } from "../core/code/languages/languages.ts";
import { completeAt } from "../core/completion/completeAt.ts";
import { momentAt } from "../core/completion/momentAt.ts";
import type { CompletionPorts, ContextPort } from "../core/completion/request.ts";
import { ServerAnswers } from "../core/completion/serverAnswers.ts";
import { SuggestionMemory } from "../core/completion/suggestionMemory.ts";
import { createEngine } from "../core/engine/engine.ts";
import { confidenceThresholds } from "../core/engine/score/thresholds.ts";
import { createRetriever } from "../core/retrieval/retriever.ts";
import type { Cursor } from "../core/types/cursor.ts";
import type { SourceFile } from "../core/types/source.ts";
import { messageOf } from "../core/util/messageOf.ts";

const usage = `Usage: npm run complete -- FILE:LINE:COLUMN [--open FILE…] [--json] [--eagerness quiet|balanced|eager]

Completes at a position without an editor. Lines and columns count from 1, columns in UTF-16 units.
--open names other open files, most recent first. --json prints one object.`;

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
  const current = parsePosition(position);
  const others = [...values.open, ...more].map((path) => readSource(path));
  const answer = await completeIn(current, others, minConfidenceOf(values.eagerness));
  console.log(values.json ? JSON.stringify(answer, undefined, 2) : describe(answer));
}

function minConfidenceOf(name: string): number {
  const found = Object.entries(confidenceThresholds).find(([each]) => each === name);
  if (!found)
    throw new UsageError(`--eagerness must be one of ${Object.keys(confidenceThresholds).join(", ")}, not "${name}".`);
  return found[1];
}

/** A position in a file. */
interface Position {
  readonly file: SourceFile;
  readonly cursor: Cursor;
}

function parsePosition(text: string): Position {
  const [, path, lineText, columnText] = /^(.+):(\d+):(\d+)$/.exec(text) ?? [];
  if (path === undefined) throw new UsageError(`"${text}" is not FILE:LINE:COLUMN.\n\n${usage}`);
  const file = readSource(path);
  const line = Number(lineText) - 1;
  const column = Number(columnText) - 1;
  const lineHere = file.lines[line];
  if (lineHere === undefined)
    throw new UsageError(`${path} has ${file.lines.length} lines, so there is no line ${lineText}.`);
  if (column < 0 || column > lineHere.length) {
    throw new UsageError(
      `Line ${lineText} of ${path} has ${lineHere.length} characters, so columns are 1 to ${lineHere.length + 1}.`,
    );
  }
  const prefix = [...file.lines.slice(0, line), lineHere.slice(0, column)].join("\n");
  const suffix = [lineHere.slice(column), ...file.lines.slice(line + 1)].join("\n");
  const indentation = { insertSpaces: !/^\t/m.test(prefix), tabSize: 4 };
  const { uri, languageId, version } = file;
  return { file, cursor: { uri, path: file.path, languageId, version, line, prefix, suffix, indentation } };
}

function readSource(path: string): SourceFile {
  const languageId = languages.ofPath(path);
  try {
    const lines = readFileSync(path, "utf8").split(/\r\n|\n|\r/);
    return { uri: pathToFileURL(resolve(path)).href, path: relative(".", path), languageId, version: 0, lines };
  } catch (error) {
    throw new UsageError(`${path} can't be read: ${messageOf(error)}`);
  }
}

async function completeIn({ file, cursor }: Position, others: readonly SourceFile[], minConfidence: number) {
  const engine = createEngine();
  const retriever = createRetriever();
  const learnStarted = performance.now();
  for (const source of [...others].reverse().concat(file)) {
    for (const learner of [engine, retriever]) for (const _ of learner.learn(source));
  }
  const learnMs = performance.now() - learnStarted;
  const recent = others.map(({ uri }) => ({ uri, edited: [] }));
  const memory = new SuggestionMemory();
  const clock = { now: () => performance.now(), yieldToEventLoop: () => setImmediate() };
  const context: ContextPort = (at, maxTokens) => retriever.retrieve(at, recent, { maxTokens });
  const server = new ServerAnswers({ current: () => undefined, context, memory, clock, onEnded: () => undefined });
  const embedded: CompletionPorts["embedded"] = (at, options) => engine.answer(at, recent, options);
  const moment = momentAt(cursor, { minConfidence });
  const answer = await completeAt(moment, { embedded, server, memory, clock }, new AbortController().signal);
  const [suggestion] = answer.suggestions;
  return {
    ...answer.end,
    text: suggestion?.text,
    replaceAfter: suggestion?.replaceAfter,
    confidence: suggestion?.confidence,
    origin: suggestion?.origin && `${suggestion.origin.path}:${suggestion.origin.line + 1}`,
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

main().catch((error: unknown) => {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
