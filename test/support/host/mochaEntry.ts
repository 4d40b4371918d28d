import { appendFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";
import { extensions } from "vscode";
import type { HostReportLine, HostTestResult } from "./hostReport.ts";

/** Prints a measured figure with the results. */
export function reportFigure(text: string): void {
  write({ kind: "figure", text });
}

/**
 * Runs tests with mocha inside VS Code's extension host and writes each result at once to the file in
 * HUNCH_TEST_RESULTS. The exit code is not reliable there, and the results of a host that hangs are kept.
 * @param load imports the test files, which register their tests with `suite` and `test`
 */
export async function runTests(load: () => Promise<unknown>): Promise<void> {
  const only = process.env["HUNCH_TEST_GREP"];
  const mocha = new Mocha({
    ui: "tdd",
    timeout: 180_000, // For one test. A machine with a load of 15 needs a minute for one second of work.
    retries: 1, // An editor that is loading may miss a key once. A test that fails twice is a failure.
    color: false,
    reporter: Mocha.reporters.Base,
    ...(only ? { grep: only } : {}),
  });
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, "", mocha);
  await load();
  const firstTries = new Map<string, unknown>();
  const unheard = collectUnheardRejections();
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    const add = (status: HostTestResult["status"], test: Mocha.Runnable, ...errors: unknown[]) => {
      const error = errors.filter(Boolean).map(describeError).join("\nat the first try: ");
      const result = { title: test.fullTitle(), status, ms: test.duration ?? 0, ...(error ? { error } : {}) };
      write({ kind: "test", result });
    };
    runner.on("test", (test) => write({ kind: "started", title: test.fullTitle() }));
    runner.on("pass", (test) => add("passed", test, firstTries.get(test.fullTitle())));
    runner.on("fail", (test, error) => add("failed", test, error, firstTries.get(test.fullTitle())));
    runner.on("retry", (test, error) => firstTries.set(test.fullTitle(), error));
    runner.on("pending", (test) => add("skipped", test));
  });
  for (const error of unheard()) {
    const title = "no promise of Hunch is rejected unheard";
    write({ kind: "test", result: { title, status: "failed", ms: 0, error } });
  }
  write({ kind: "finished" });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

function write(line: HostReportLine): void {
  const file = process.env["HUNCH_TEST_RESULTS"];
  if (!file) throw new Error("HUNCH_TEST_RESULTS is not set.");
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}

/**
 * Collects unhandled rejections with Hunch's code on the stack. VS Code ignores unhandled rejections, and its own
 * extensions cause some.
 */
function collectUnheardRejections(): () => readonly string[] {
  const found: string[] = [];
  const dist = join(extensions.getExtension("hunch.hunch")?.extensionPath ?? "", "dist");
  process.on("unhandledRejection", (reason) => {
    const text = describeError(reason);
    if (text.includes(join(dist, "extension.js")) || text.includes(join(dist, "openai.js"))) found.push(text);
  });
  return () => found;
}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
