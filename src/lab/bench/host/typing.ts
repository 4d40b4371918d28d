import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { Script } from "node:vm";
import * as vscode from "vscode";
import { activateHunch } from "../../../../test/support/host/activateHunch.ts";
import { moveTo, show, writeFile } from "../../../../test/support/host/editing.ts";
import { reportFigure } from "../../../../test/support/host/mochaEntry.ts";
import { watchRequests } from "../../../../test/support/host/requestEnds.ts";

const files = 20;
const linesEach = 2_000;
const linesHere = 5_000;

/** Generates a class whose members have the same shape and different names and numbers. */
function code(name: string, lines: number): string {
  const members = Array.from({ length: Math.ceil(lines / 5) }, (_, index) =>
    [
      `  ${name}Part${index}(input: readonly number[], limit: number): number {`,
      `    const chosen${index} = input.filter((each) => each < limit + ${index}).slice(0, ${(index % 7) + 1});`,
      `    this.seen.set("${name}-${index}", chosen${index}.length);`,
      `    return chosen${index}.reduce((sum, each) => sum + each, ${index});`,
      "  }",
    ].join("\n"),
  );
  return `export class ${name} {\n${members.join("\n")}\n}\n`;
}

/**
 * Measures the longest time this thread worked without yielding, in milliseconds of its own CPU time, because wall time
 * on a busy machine includes other processes. Undefined if Node cannot measure it (before 23.9).
 */
function watchStretches(): { stop: () => number | undefined } {
  const used = () => {
    const usage = process.threadCpuUsage?.();
    return usage && (usage.user + usage.system) / 1_000;
  };
  let last = used();
  let longest = last === undefined ? undefined : 0;
  const timer = setInterval(() => {
    const now = used();
    if (now !== undefined && last !== undefined) longest = Math.max(longest ?? 0, now - last);
    last = now;
  }, 1);
  return {
    stop: () => {
      clearInterval(timer);
      return longest;
    },
  };
}

/** Milliseconds between two keystrokes. */
const keystrokeMs = 60;

async function open(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return show(await vscode.workspace.openTextDocument(uri));
}

suite("times inside the editor", () => {
  test("activation", async () => {
    const { activationMs } = await activateHunch();
    const extensionPath = vscode.extensions.getExtension("hunch.hunch")?.extensionPath ?? "";
    const source = readFileSync(join(extensionPath, "dist/extension.js"), "utf8");
    const started = performance.now();
    new Script(source);
    const compileMs = performance.now() - started;
    reportFigure(
      `activation: ${activationMs.toFixed(1)} ms in activate(), ${compileMs.toFixed(1)} ms to compile the bundle`,
    );
  });

  test(`typing in ${linesHere} lines with ${files} other files of ${linesEach}`, async function () {
    this.timeout(500_000); // The runner treats a host that reports nothing for longer as hung.
    const api = await activateHunch();
    const others = Array.from({ length: files }, (_, index) => `Module${index}`);
    const uris = others.map((name) => writeFile(`large/${name}.ts`, code(name, linesEach)));
    const current = writeFile("large/Current.ts", code("Current", linesHere));
    const learning = watchStretches();
    for (const each of uris) await open(each);
    const editor = await open(current);
    await api.whenLearnt();
    const learned = learning.stop();
    const place = new vscode.Position(2_501, 0);
    await editor.edit((edit) => edit.insert(place, "\n"));
    await moveTo(editor, place.line, 0);
    const requests = watchRequests(api);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const stretches = watchStretches();
    for (const text of "  CurrentPart(input: readonly number[], limit: number): number {") {
      await vscode.commands.executeCommand("type", { text });
      await sleep(keystrokeMs);
    }
    delay.disable();
    const worked = stretches.stop();
    const times = requests()
      .map(({ stagesMs }) => stagesMs.total)
      .sort((a, b) => a - b);
    assert(times.length > 0, "typing asked for no suggestion");
    assert.equal(editor.document.lineAt(place).text.slice(0, 10), "  CurrentP");
    const ms = (nanoseconds: number) => (nanoseconds / 1e6).toFixed(1);
    reportFigure(
      `typing in ${linesHere} lines with ${files} other files of ${linesEach}: extension host blocked for ${ms(delay.max)} ms at most, ` +
        `${ms(delay.percentile(99))} ms at the 99th percentile (${worked?.toFixed(1) ?? "?"} ms of CPU, the built-in extensions' work included); ${times.length} requests, ` +
        `${times[Math.floor(times.length / 2)]?.toFixed(1)} ms median, ${times.at(-1)?.toFixed(1)} ms at most; ` +
        `learning blocked it for ${api.longestSliceMs().toFixed(1)} ms at most (${learned?.toFixed(1) ?? "?"} ms of CPU at a stretch, the built-in extensions' work included), knows ${(api.learntBytes() / 1e6).toFixed(1)} MB`,
    );
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});
