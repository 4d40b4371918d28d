import { fork } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { sampleLimits, sampleParts } from "../../../test/support/askServer.ts";
import { at } from "../../../test/support/at.ts";
import { promptFormats } from "../../core/prompt/promptFormats.ts";
import { createModel } from "../../core/server/client/createModel.ts";
import type { Fetch } from "../../core/server/http/guardFetch.ts";
import type { Protocol } from "../../core/server/protocols/protocols.ts";
import { compareKeystrokes } from "./compareEngines.ts";
import { CopilotEngine } from "./copilotEngine.ts";
import { isCopilotInstalled } from "./copilotPackage.ts";
import { HunchPipeline } from "./hunchPipeline.ts";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "300" } } });
const rounds = Number(values.rounds);
const signal = new AbortController().signal;

/** Milliseconds of one round: from the call to `fetch`, from the first byte to the end, and in total. */
interface Round {
  readonly leaving: number;
  readonly showing: number;
  readonly whole: number;
}

/** Wraps `fetch` to record when it was called and when the first byte of the answer arrived. */
function timedFetch(): { fetch: Fetch; times: { called: number; firstByte: number } } {
  const times = { called: 0, firstByte: 0 };
  const timed: Fetch = async (url, init) => {
    times.called = performance.now();
    const response = await fetch(url, init);
    times.firstByte = 0;
    const note = new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        times.firstByte ||= performance.now();
        controller.enqueue(bytes);
      },
    });
    return new Response(response.body?.pipeThrough(note) ?? null, response);
  };
  return { fetch: timed, times };
}

async function measure(run: () => Promise<void>, times: { called: number; firstByte: number }): Promise<Round> {
  const startedAt = performance.now();
  await run();
  const endedAt = performance.now();
  return { leaving: times.called - startedAt, showing: endedAt - times.firstByte, whole: endedAt - startedAt };
}

async function repeat(
  name: string,
  run: () => Promise<void>,
  times: { called: number; firstByte: number },
): Promise<void> {
  for (let warm = 0; warm < 30; warm++) await run();
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round++) measured.push(await measure(run, times));
  const column = (key: keyof Round) => {
    const sorted = measured.map((each) => each[key]).sort((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(2).padStart(6);
    return `${at(0.5)} ${at(0.95)}`;
  };
  console.log(`${name.padEnd(34)} ${column("leaving")}   ${column("showing")}   ${column("whole")}`);
}

async function rawFetch(url: string): Promise<void> {
  const { fetch: timed, times } = timedFetch();
  const body = JSON.stringify({ model: "m", prompt: sampleParts.prefix, stream: true });
  const run = async () => {
    const response = await timed(`${url}/v1/completions`, { method: "POST", body });
    await response.text();
  };
  await repeat("fetch alone", run, times);
}

async function client(url: string, protocol: Protocol): Promise<void> {
  const { fetch: timed, times } = timedFetch();
  const config = { protocol, baseUrl: url, model: "qwen2.5-coder", fimFamily: "auto" } as const;
  const { completion } = createModel(config, { fetch: timed, key: () => Promise.resolve("k"), formats: promptFormats });
  const run = async () => {
    for await (const _ of completion.stream(sampleParts, sampleLimits, () => undefined, signal));
  };
  await repeat(`client ${protocol}`, run, times);
}

/** Measures the complete path of a keystroke with 20 other files of 500 lines, each time at a new position. */
async function pipeline(url: string): Promise<void> {
  const { fetch: timed, times } = timedFetch();
  const config = { protocol: "openai-fim", baseUrl: url, model: "qwen2.5-coder", fimFamily: "auto" } as const;
  const hunch = new HunchPipeline(config, timed);
  const files = Array.from({ length: 20 }, (_, file) => sourceFile(file));
  for (const file of files) hunch.learn(file);
  hunch.open(files.map(({ uri }) => ({ uri, edited: [] })));
  let lastRound = 0;
  const stages = new Map<string, number[]>();
  const run = async () => {
    const id = ++lastRound;
    const cursor = at(
      `${files[0]?.lines.slice(0, 100).join("\n")}\nexport function round${id}(items) {\n  let total${id} = 0;\n  ▮\n}\n`,
    );
    const { stagesMs, provenance } = await hunch.complete(cursor);
    for (const [stage, ms] of Object.entries({ ...provenance?.stopwatch.stagesMs(), ...stagesMs })) {
      stages.set(stage, [...(stages.get(stage) ?? []), Number(ms)]);
    }
  };
  await repeat("keystroke → suggestion", run, times);
  const medians = [...stages].map(([stage, all]) => `${stage} ${all.sort((a, b) => a - b)[all.length >> 1]}`);
  console.log(`${"".padEnd(34)} p50 by stage: ${medians.join(", ")}`);
}

function sourceFile(file: number) {
  const lines = Array.from({ length: 100 }, (_, at) => [
    `/** Adds up what order ${at} of file ${file} costs. */`,
    `export function sumOf${at}In${file}(items: readonly Item[], rate: number): number {`,
    `  const price${at} = items.reduce((sum, item) => sum + item.price * ${at}, 0);`,
    `  return price${at} * (1 + rate) + shipping${file % 5}(items.length);`,
    "}",
  ]).flat();
  return { uri: `file:///f${file}.ts`, path: `src/f${file}.ts`, languageId: "typescript", version: 1, lines };
}

const child = fork(new URL("./latencyServer.ts", import.meta.url), { execArgv: process.execArgv });
const [url] = await once(child, "message");
console.log(
  `p50 and p95 in ms, ${rounds} rounds each, loopback server that answers at once, Node ${process.version}\n`,
);
console.log(`${"".padEnd(34)} call → request  first byte → end   whole`);
await rawFetch(String(url));
for (const protocol of ["openai-fim", "llamacpp", "ollama"] as const) await client(String(url), protocol);
await pipeline(String(url));
child.disconnect();
console.log("\nWith Copilot's engine, milliseconds from the keystroke until the request is sent:");
console.log(isCopilotInstalled() ? await compareKeystrokes(new CopilotEngine()) : "npm run bench:copilot installs it.");
