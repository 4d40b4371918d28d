import { globSync } from "node:fs";
import { type CommandResult, tryCommand } from "../command.ts";
import { inProject } from "../paths.ts";
import { runTask } from "../runTask.ts";
import { seconds } from "../step.ts";

/** A tool of the check: a script under node_modules with its parameters. */
interface Check {
  readonly name: string;
  readonly script: string;
  readonly parameters: readonly string[];
}

/** `npm run check`: everything that can be known without an editor, all at once; prints the output of what fails. */
await runTask(async () => {
  const start = performance.now();
  const finished = await Promise.all(checks().map(runCheck));
  const failed = finished.filter(({ result }) => result.code !== 0);
  for (const { check, result } of failed) console.log(`\n── ${check.name} ${"─".repeat(60)}\n${result.output.trim()}`);
  console.log("");
  for (const { check, result } of finished) {
    console.log(`${result.code === 0 ? "✓" : "✗"} ${check.name.padEnd(22)} ${seconds(result.ms).padStart(7)}`);
  }
  const all = seconds(performance.now() - start);
  console.log(
    failed.length === 0 ? `Everything is well (${all}).` : `${failed.length} of ${finished.length} failed (${all}).`,
  );
  return failed.length === 0 ? 0 : 1;
});

function checks(): readonly Check[] {
  const typeScript = "node_modules/typescript/bin/tsc";
  // The web views' scripts see the browser's globals instead of Node's.
  const webview = globSync("{src/webview/tsconfig.json,tsconfig.webview.json}", { cwd: inProject() });
  return [
    {
      name: "format and lint",
      script: "node_modules/@biomejs/biome/bin/biome",
      parameters: ["ci", "--colors=off", "."],
    },
    { name: "types", script: typeScript, parameters: ["-p", "."] },
    ...webview.map((file) => ({ name: "types of web views", script: typeScript, parameters: ["-p", file] })),
    {
      name: "unit tests and arrows",
      script: "node_modules/vitest/vitest.mjs",
      parameters: ["run", "--reporter=dot", "--silent=passed-only"],
    },
    { name: "dead code", script: "node_modules/knip/bin/knip.js", parameters: [] },
  ];
}

async function runCheck(check: Check): Promise<{ readonly check: Check; readonly result: CommandResult }> {
  const env = { ...process.env, NO_COLOR: "1" };
  return { check, result: await tryCommand(process.execPath, [inProject(check.script), ...check.parameters], { env }) };
}
