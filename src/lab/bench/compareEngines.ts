import type { Cursor } from "../../core/types/cursor.ts";
import type { SourceFile } from "../../core/types/source.ts";
import { recentOf } from "../replay/contender.ts";
import { LearnerFeed } from "../replay/learnerFeed.ts";
import { cursorOf, type ReplayCase } from "../replay/replayCase.ts";
import { summarizeRetrieval } from "../replay/retrievalReport.ts";
import { type ScoredSnippet, scoreRetrieval } from "../replay/retrievalScore.ts";
import { percentile } from "../replay/statistics.ts";
import { percent, textTable } from "../replay/textTable.ts";
import { createWantedFinder } from "../replay/wantedIdentifiers.ts";
import type { CopilotEngine } from "./copilotEngine.ts";
import { HunchPipeline } from "./hunchPipeline.ts";
import { realFiles } from "./realFiles.ts";

const server = {
  protocol: "openai-fim",
  baseUrl: "http://127.0.0.1:9",
  model: "qwen2.5-coder",
  fimFamily: "auto",
} as const;

/** Creates Hunch with a server that answers at once and records when its request was sent. */
function hunch() {
  const times = { called: Number.NaN };
  const pipeline = new HunchPipeline(server, async () => {
    times.called = performance.now();
    const answer = 'data: {"choices":[{"index":0,"text":"done();","finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';
    return new Response(answer, { headers: { "content-type": "text/event-stream" } });
  });
  return { pipeline, times };
}

/** Measured keystrokes of each engine, after a warm-up of both. */
const strokes = 120;
const warmUp = 40;

/**
 * Simulates typing at the end of functions, with 20 other open files of the same length. Both engines get the same text
 * and keys, one after the other at each key. Copilot's limit of file size is as shipped.
 */
export async function compareKeystrokes(copilot: CopilotEngine): Promise<string> {
  const rows: (readonly string[])[] = [];
  for (const lineCount of [200, 500, 2000]) {
    const files = realFiles(21, lineCount);
    const [current, ...others] = files;
    if (!current) break;
    const { pipeline, times } = hunch();
    for (const file of files) pipeline.learn(file);
    pipeline.open(others.map(({ uri }) => ({ uri, edited: [] })));
    copilot.open(others.map(({ path, languageId, lines }) => ({ path, languageId, text: lines.join("\n") })));
    const theirs: number[] = [];
    const ours: number[] = [];
    let snippets = 0;
    for (let stroke = 0; stroke < warmUp + strokes; stroke++) {
      const { line, typed } = strokeAt(current, stroke);
      const version = current.version + stroke + 1;
      const cursor = cursorIn(current, line, typed, version);
      const text = `${cursor.prefix}${cursor.suffix}`;
      const call = await copilot.complete(
        { path: "src/now.js", languageId: "javascript", text },
        cursor.prefix.length,
        version,
      );
      const startedAt = performance.now();
      pipeline.edit(current.uri, version, [{ startLine: line, endLine: line + 1, lines: [typed] }]);
      await pipeline.complete(cursor);
      if (stroke < warmUp || call.leavingMs === undefined) continue;
      theirs.push(call.leavingMs);
      ours.push(times.called - startedAt);
      snippets += call.snippets.length;
    }
    const figures = [percentile(theirs, 0.5), percentile(theirs, 0.95), percentile(ours, 0.5), percentile(ours, 0.95)];
    const [copilotP50 = 0, , hunchP50 = 1] = figures;
    rows.push([
      `20 × ${lineCount} lines`,
      ...figures.map((each) => (each ?? Number.NaN).toFixed(2)),
      `${(copilotP50 / hunchP50).toFixed(1)} ×`,
      (snippets / Math.max(1, theirs.length)).toFixed(1),
    ]);
  }
  return textTable(["recent files", "Copilot p50", "p95", "Hunch p50", "p95", "ratio", "Copilot's snippets"], rows);
}

const words = "const total = items";

/** Returns a line in the middle of the file, and the part of some words that is typed at this keystroke. */
function strokeAt({ lines }: SourceFile, stroke: number): { readonly line: number; readonly typed: string } {
  const line = Math.floor(lines.length / 2) + Math.floor(stroke / words.length) * 3;
  return { line, typed: `  ${words.slice(0, (stroke % words.length) + 1)}` };
}

function cursorIn({ uri, lines }: SourceFile, line: number, typed: string, version: number): Cursor {
  return {
    uri,
    path: "src/now.js",
    languageId: "javascript",
    version,
    line,
    prefix: [...lines.slice(0, line), typed].join("\n"),
    suffix: ["", ...lines.slice(line + 1)].join("\n"),
    indentation: { insertSpaces: true, tabSize: 2 },
  };
}

/** Figures of one engine's requests over some cases. */
interface Requests {
  readonly rows: { score: ReturnType<typeof scoreRetrieval>; ms: number; replayCase: ReplayCase }[];
  asked: number;
}

/**
 * Lets both engines build their requests for the cases of a replay, and reports how often a request is sent and what
 * its snippets contain, all of them counted. Copilot chooses the number of tokens itself, Hunch by its setting.
 */
export async function compareRequests(copilot: CopilotEngine, cases: readonly ReplayCase[]): Promise<string> {
  const wantedOf = createWantedFinder();
  const named = new Map<string, Requests>();
  const note = (name: string, replayCase: ReplayCase, snippets: readonly ScoredSnippet[], ms: number | undefined) => {
    const requests = named.get(name) ?? { rows: [], asked: 0 };
    named.set(name, requests);
    const score = scoreRetrieval(replayCase, wantedOf(replayCase), snippets, Number.POSITIVE_INFINITY);
    requests.rows.push({ score, ms: ms ?? Number.NaN, replayCase });
    if (ms !== undefined) requests.asked++;
  };
  const { pipeline, times } = hunch();
  const feed = new LearnerFeed(pipeline.learners);
  for (const replayCase of cases) {
    const { path, languageId, prefix, suffix, recent } = replayCase;
    copilot.open(recent.map((file) => ({ path: file.path, languageId: file.languageId, text: file.text })));
    const call = await copilot.complete({ path, languageId, text: prefix + suffix }, prefix.length, 1);
    note("Copilot", replayCase, call.snippets, call.leavingMs);
    for (const _ of feed.open(replayCase));
    pipeline.open(recentOf(replayCase));
    for (const maxPromptTokens of [2048, 4096]) {
      const startedAt = performance.now();
      const answer = await pipeline.complete(cursorOf(replayCase), { maxPromptTokens });
      note(
        `Hunch, ${maxPromptTokens} tokens`,
        replayCase,
        answer.provenance?.prompt?.snippets ?? [],
        times.called - startedAt,
      );
    }
  }
  return requestTable(named, cases.length);
}

function requestTable(named: ReadonlyMap<string, Requests>, count: number): string {
  const rows = [...named].map(([name, { rows: scored, asked }]) => {
    const figures = summarizeRetrieval(
      scored.map(({ score, replayCase, ms }) => ({ score, replayCase, ms, contender: name, maxTokens: 0 })),
    );
    const times = scored.flatMap(({ ms }) => (Number.isNaN(ms) ? [] : [ms]));
    return [
      name,
      percent(asked / count),
      (figures.snippets ?? 0).toFixed(1),
      (figures.tokens ?? 0).toFixed(0),
      percent(figures.recall),
      percent(figures.similarity),
      (percentile(times, 0.5) ?? Number.NaN).toFixed(2),
      (percentile(times, 0.95) ?? Number.NaN).toFixed(2),
    ];
  });
  return textTable(["requests", "sent", "snippets", "their tokens", "recall", "ES best", "leaving p50", "p95"], rows);
}
