import assert from "node:assert/strict";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { activateHunch } from "../../../../test/support/host/activateHunch.ts";
import {
  configure,
  inWorkspace,
  moveTo,
  show,
  unset,
  until,
  writeFile,
} from "../../../../test/support/host/editing.ts";
import { reportFigure } from "../../../../test/support/host/mochaEntry.ts";
import { watchRequests } from "../../../../test/support/host/requestEnds.ts";
import { tinyEmbeddingsFiles } from "../../../../test/support/tinyModel/tinyEmbeddings.ts";
import { writeModel } from "../../../../test/support/tinyModel/writeModel.ts";

/** As many as a small model has. Its other operations take less time than these. */
const layers = 12;
const files = 300;
/** Milliseconds between two keys, if each is in the document by then: a fast typist, and one who thinks, so that passages come in between. */
const rhythms = [
  { name: "a key every 150 ms", keyMs: 150, keys: 150 },
  { name: "a key every second", keyMs: 1_000, keys: 40 },
];

type Hunch = Awaited<ReturnType<typeof activateHunch>>;

/** Functions that differ. */
function code(file: number): string {
  const body = Array.from({ length: 30 }, (_, line) => `  const part${line} = measure(input, ${file * line});`);
  return `export function step${file}(input: number) {\n${body.join("\n")}\n  return input;\n}\n`;
}

/** Milliseconds of processor time of all threads but this one. */
function otherThreadsMs(): number | undefined {
  const own = process.threadCpuUsage?.(); // Since Node 23.9.
  const all = process.cpuUsage();
  return own && (all.user + all.system - own.user - own.system) / 1_000;
}

interface Rhythm {
  readonly keyMs: number;
  readonly keys: number;
}

/** Types into a new file. Returns a sentence with the times. */
async function typeInto(path: string, api: Hunch, { keyMs, keys }: Rhythm): Promise<string> {
  const text = code(1);
  const editor = await show(await vscode.workspace.openTextDocument(writeFile(path, text)));
  const line = 20;
  await moveTo(editor, line, (text.split("\n")[line] ?? "").length);
  await api.whenLearnt();
  const requests = watchRequests(api);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const times: number[] = [];
  const before = otherThreadsMs();
  delay.enable();
  const started = performance.now();
  for (let key = 0; key < keys; key++) {
    const due = started + key * keyMs;
    await sleep(Math.max(0, due - performance.now()));
    const pressed = performance.now();
    await vscode.commands.executeCommand("type", { text: " measure(input);"[key % 16] });
    times.push(performance.now() - pressed);
  }
  const wallMs = performance.now() - started;
  delay.disable();
  const after = otherThreadsMs();
  const answered = requests().map(({ stagesMs }) => stagesMs.total);
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  const share = before === undefined || after === undefined ? "?" : ((100 * (after - before)) / wallMs).toFixed(0);
  return (
    `until a key is in the document: ${summary(times)}; until Hunch has answered (${answered.length} requests): ` +
    `${summary(answered)}; extension host blocked for ${(delay.max / 1e6).toFixed(0)} ms at most; ` +
    `its other threads used ${share} % of a core`
  );
}

function summary(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  return `${at(0.5)} ms median, ${at(0.95)} ms at the 95th percentile, ${at(1)} ms at most`;
}

suite("typing while an embeddings model reads the workspace", () => {
  suiteTeardown(() => unset(["hunch.ask.embeddingsFrom", "hunch.ask.embeddingsModel"]));

  test("times of keys with and without it", async function () {
    this.timeout(500_000);
    const api = await activateHunch();
    for (let file = 0; file < files; file++) writeFile(`read/step${file}.ts`, code(file));
    const model = writeModel(inWorkspace("..", "heavy"), tinyEmbeddingsFiles([["measure"]], { layers }));
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await typeInto("warmUp.ts", api, { keyMs: 150, keys: 50 });
    for (const [at, rhythm] of rhythms.entries())
      reportFigure(`${rhythm.name}, nothing is read: ${await typeInto(`before${at}.ts`, api, rhythm)}`);
    await configure({ "hunch.ask.embeddingsFrom": "editor", "hunch.ask.embeddingsModel": model });
    await vscode.commands.executeCommand("hunch.ask", "What is measured?");
    const isReading = async () => {
      const before = otherThreadsMs() ?? 0;
      await sleep(3_000);
      return (otherThreadsMs() ?? 3_000) - before > 600;
    };
    await until("a model reads the workspace", isReading);
    const idleBefore = otherThreadsMs() ?? 0;
    await sleep(10_000);
    const share = ((otherThreadsMs() ?? 0) - idleBefore) / 100;
    reportFigure(`nobody types, the model reads: the other threads used ${share.toFixed(0)} % of a core`);
    for (const [at, rhythm] of rhythms.entries())
      reportFigure(`${rhythm.name}, the model reads: ${await typeInto(`with${at}.ts`, api, rhythm)}`);
    assert(await isReading(), "the model had read everything before the end");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});
