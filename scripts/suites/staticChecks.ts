import { globSync } from "node:fs";
import { tryCommand } from "../command.ts";
import { inProject } from "../paths.ts";
import type { SuiteResult, TestResult } from "./suiteResult.ts";

/** A tool that reads the source without running it: a script in node_modules with its parameters. */
interface Check {
  readonly name: string;
  readonly script: string;
  readonly parameters: readonly string[];
}

/** Checks format, lint, types and dead code. Each check counts as one test; its output is the error. */
export async function runStaticChecks(): Promise<SuiteResult> {
  const start = performance.now();
  const tests = await Promise.all(checks().map(run));
  return { name: "format, lint, types, dead code", tests, ms: performance.now() - start };
}

function checks(): readonly Check[] {
  const typeScript = "node_modules/typescript/bin/tsc";
  // The scripts of web views have the browser's globals instead of Node's.
  const webviews = globSync("{src/webview/tsconfig.json,tsconfig.webview.json}", { cwd: inProject() });
  return [
    {
      name: "format and lint",
      script: "node_modules/@biomejs/biome/bin/biome",
      parameters: ["ci", "--colors=off", "--error-on-warnings", "."],
    },
    { name: "types", script: typeScript, parameters: ["-p", "."] },
    ...webviews.map((file) => ({ name: "types of web views", script: typeScript, parameters: ["-p", file] })),
    { name: "dead code", script: "node_modules/knip/bin/knip.js", parameters: [] },
  ];
}

async function run({ name, script, parameters }: Check): Promise<TestResult> {
  const env = { ...process.env, NO_COLOR: "1" };
  const { code, output, ms } = await tryCommand(process.execPath, [inProject(script), ...parameters], { env });
  return code === 0
    ? { title: name, status: "passed", ms }
    : { title: name, status: "failed", ms, error: output.trim() };
}
