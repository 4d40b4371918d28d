import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import { lspBuild } from "../../../scripts/lspBuild.ts";
import { EmbeddedCore } from "../../../test/support/lsp/embeddedCore.ts";
import { LspClient } from "../../../test/support/lsp/lspClient.ts";
import { serverFile } from "../../../test/support/lsp/serverFile.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import { realFiles } from "./realFiles.ts";

const files = 20;
const linesPerFile = 2_000;
const rounds = 300;
/** Rounds with a pause as Neovim makes it, which take longer. */
const pausedRounds = 60;
const pauseMs = 250;
/** Lines of the window around a cursor; see app/completion/cursorWindow.ts. */
const [linesBefore, linesAfter] = [600, 250];

const sources = realFiles(files, linesPerFile);
const edited = sources[0]?.path ?? "";
const lines = [...(sources[0]?.lines ?? [])];
/** Lines of code, each of which is typed again once. */
const places = lines.flatMap((text, line) => (text.trim().length > 12 ? [line] : []));

/** Measures request → answer over stdio, and the same cursors with the core in this process, in one run. */
async function main(): Promise<void> {
  await build({ ...lspBuild(serverFile), minify: true }); // As it is shipped.
  await using client = await LspClient.start();
  for (const { path, lines: content } of sources.toReversed()) client.open(path, content.join("\n"), "javascript");
  await client.learnt();
  const learntMb = memoryOf(client.process.pid, "VmRSS");
  const core = new EmbeddedCore();
  core.learn(sources.toReversed());

  const stdio: number[] = [];
  const inProcess: number[] = [];
  const startedAt = cpuOf(client.process.pid);
  let coreCpuMs = 0;
  for (let round = 0; round < rounds; round++) {
    const typed = typedIn(round);
    stdio.push(await overStdio(client, typed, 1));
    const before = process.cpuUsage();
    inProcess.push(await withCore(core, typed, { version: round + 2, explicit: true }));
    const { user, system } = process.cpuUsage(before);
    coreCpuMs += (user + system) / 1_000;
  }
  const serverCpuMs = cpuOf(client.process.pid) - startedAt;
  const typing: number[] = [];
  const typingInProcess: number[] = [];
  for (let round = rounds; round < rounds + pausedRounds; round++) {
    await sleep(pauseMs);
    const typed = typedIn(round);
    typing.push(await overStdio(client, typed, 2));
    await sleep(pauseMs);
    typingInProcess.push(await withCore(core, typed, { version: round + 2, explicit: false }));
  }
  console.log(`${files} documents of ${linesPerFile} lines, milliseconds, Node ${process.version}\n`);
  print("language server over stdio, on request", stdio);
  print("core in this process, on request", inProcess);
  print("what the server adds, on request", difference(stdio, inProcess));
  print("language server over stdio, while typing", typing);
  print("core in this process, while typing", typingInProcess);
  print("what the server adds, while typing", difference(typing, typingInProcess));
  const perRound = (ms: number) => (ms / rounds).toFixed(1);
  console.log(`\nprocessor time on request: server ${perRound(serverCpuMs)} ms, core ${perRound(coreCpuMs)} ms`);
  const atEnd = memoryOf(client.process.pid, "VmRSS");
  const most = memoryOf(client.process.pid, "VmHWM");
  console.log(`server's memory: ${learntMb} MB when all is learnt, ${atEnd} MB at the end, ${most} MB at most`);
}

interface Typed {
  readonly line: number;
  readonly before: string;
  readonly text: string;
}

/** Types the start of a line over another one, each time elsewhere. */
function typedIn(round: number): Typed {
  const line = places[(round * 7) % places.length] ?? 0;
  const before = lines[line] ?? "";
  const text = before.slice(0, before.length - before.trimStart().length + 4 + (round % 9));
  lines[line] = text;
  return { line, before, text };
}

/** The change and the request, as an editor sends them. */
async function overStdio(client: LspClient, { line, before, text }: Typed, triggerKind: 1 | 2): Promise<number> {
  const range = { start: { line, character: 0 }, end: { line, character: before.length } };
  const startedAt = performance.now();
  client.change(edited, [{ range, text }]);
  await client.complete(edited, line, text.length, triggerKind);
  return performance.now() - startedAt;
}

async function withCore(
  core: EmbeddedCore,
  { line, text }: Typed,
  { version, explicit }: { readonly version: number; readonly explicit: boolean },
): Promise<number> {
  const cursor: Cursor = {
    uri: sources[0]?.uri ?? "",
    path: edited,
    languageId: "javascript",
    version,
    line,
    prefix: [...lines.slice(Math.max(0, line - linesBefore), line), text].join("\n").slice(-20_000),
    suffix: `\n${lines.slice(line + 1, line + linesAfter).join("\n")}`.slice(0, 8_000),
    indentation: { insertSpaces: true, tabSize: 2 },
  };
  const startedAt = performance.now();
  core.edit(cursor.uri, version, [{ startLine: line, endLine: line + 1, lines: [text] }]);
  await core.complete(cursor, explicit);
  return performance.now() - startedAt;
}

/** Of each round, how much longer one way took than the other. */
function difference(longer: readonly number[], shorter: readonly number[]): readonly number[] {
  return longer.map((ms, round) => ms - (shorter[round] ?? Number.NaN));
}

function print(name: string, measured: readonly number[]): void {
  const sorted = measured.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(2).padStart(7);
  console.log(`${name.padEnd(42)} p50 ${at(0.5)}   p95 ${at(0.95)}   of ${measured.length}`);
}

/** Processor time that a process has used, in milliseconds, as Linux counts it: a busy machine does not change it much. */
function cpuOf(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Megabytes of a process, as Linux counts them. */
function memoryOf(pid: number | undefined, field: "VmRSS" | "VmHWM"): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Math.round(Number(new RegExp(`${field}:\\s*(\\d+)`).exec(status)?.[1]) / 1024);
}

await main();
