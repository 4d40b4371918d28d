import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { relative } from "node:path";
import { tryCommand } from "../command.ts";
import { inCache, inProject } from "../paths.ts";
import { demandTests, failedSuite, type SuiteResult, type TestResult } from "./suiteResult.ts";

/** The used parts of vitest's JSON report. */
interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly duration?: number;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

interface VitestOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly progress?: boolean;
}

/**
 * Runs vitest in a separate process and reads its report.
 * @param name the suite's name in the summary
 * @param parameters parameters of vitest: `--config`, file filters
 * @param options `environment`: additional variables; `progress`: whether to print each finished test
 */
export async function runVitest(
  name: string,
  parameters: readonly string[],
  { environment = {}, progress = false }: VitestOptions = {},
): Promise<SuiteResult> {
  const report = inCache("results", `${name.replace(/\W+/g, "-")}.json`);
  await rm(report, { force: true });
  await mkdir(inCache("results"), { recursive: true });
  const forPeople = progress ? inProject("scripts/suites/progressReporter.ts") : "default";
  const reporters = ["--reporter=json", `--outputFile.json=${report}`, `--reporter=${forPeople}`];
  const { code, output, ms } = await tryCommand(
    process.execPath,
    [inProject("node_modules/vitest/vitest.mjs"), "run", ...reporters, ...parameters],
    { env: { ...process.env, ...environment } },
    progress ? (text) => process.stderr.write(text) : undefined,
  );
  if (!existsSync(report)) return failedSuite(name, output.slice(-4000), ms);
  const tests = readReport(JSON.parse(await readFile(report, "utf8")));
  const failed = tests.some(({ status }) => status === "failed");
  // Vitest also fails for errors outside tests, such as an unhandled rejection.
  if (code !== 0 && !failed) return failedSuite(name, output.slice(-4000), ms);
  return demandTests({ name, tests, ms });
}

function readReport(report: VitestReport): readonly TestResult[] {
  return report.testResults.flatMap((file): readonly TestResult[] => {
    const tests = file.assertionResults.map(
      ({ fullName, status, duration, failureMessages }): TestResult => ({
        title: `${relative(inProject(), file.name)}: ${fullName}`,
        status: status === "passed" || status === "failed" ? status : "skipped",
        ms: duration ?? 0,
        error: failureMessages?.join("\n") || undefined,
      }),
    );
    const brokenFile = file.status === "failed" && !tests.some(({ status }) => status === "failed");
    if (!brokenFile) return tests;
    return [...tests, { title: relative(inProject(), file.name), status: "failed", ms: 0, error: file.message }];
  });
}
