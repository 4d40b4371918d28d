import { writeFileSync } from "node:fs";
import Mocha from "mocha";

/** One test's end, as written to the results file. */
export interface HostTestResult {
  readonly title: string;
  readonly status: "passed" | "failed" | "skipped";
  readonly ms: number;
  /** Of a test that passed: of its first try. Of one that failed: of both. */
  readonly error?: string;
}

/** What a run inside the extension host leaves behind. */
export interface HostTestReport {
  readonly tests: readonly HostTestResult[];
  /** Figures that tests wanted printed, as sentences. */
  readonly figures: readonly string[];
}

const figures: string[] = [];

/** Has a measured figure printed with the results. */
export function reportFigure(sentence: string): void {
  figures.push(sentence);
}

/**
 * Runs tests with mocha inside VS Code's extension host and writes the results to the file named by
 * HUNCH_TEST_RESULTS: the exit code alone is not to be trusted there.
 * @param load loads the test files; they register themselves with `suite` and `test`
 */
export async function runTests(load: () => Promise<unknown>): Promise<void> {
  const file = process.env["HUNCH_TEST_RESULTS"];
  if (!file) throw new Error("HUNCH_TEST_RESULTS does not name a file.");
  const only = process.env["HUNCH_TEST_GREP"];
  const mocha = new Mocha({
    ui: "tdd",
    timeout: 30_000,
    retries: 1, // An editor that loads something may miss a key once; what fails twice is a fault.
    color: false,
    reporter: Mocha.reporters.Base,
    ...(only ? { grep: only } : {}),
  });
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, "", mocha);
  await load();
  const tests: HostTestResult[] = [];
  const firstTries = new Map<string, unknown>();
  const unheard = collectUnheardRejections();
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    const add = (status: HostTestResult["status"], test: Mocha.Runnable, ...errors: unknown[]) => {
      const error = errors.filter(Boolean).map(describeError).join("\nat the first try: ");
      tests.push({ title: test.fullTitle(), status, ms: test.duration ?? 0, ...(error ? { error } : {}) });
    };
    runner.on("pass", (test) => add("passed", test, firstTries.get(test.fullTitle())));
    runner.on("fail", (test, error) => add("failed", test, error, firstTries.get(test.fullTitle())));
    runner.on("retry", (test, error) => firstTries.set(test.fullTitle(), error));
    runner.on("pending", (test) => add("skipped", test));
  });
  for (const error of unheard())
    tests.push({ title: "no promise of Hunch is rejected unheard", status: "failed", ms: 0, error });
  writeFileSync(file, JSON.stringify({ tests, figures } satisfies HostTestReport));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

/** VS Code swallows unhandled rejections; those with our code on the stack are failures here. */
function collectUnheardRejections(): () => readonly string[] {
  const found: string[] = [];
  process.on("unhandledRejection", (reason) => {
    const text = describeError(reason);
    if (/[\\/]dist[\\/](extension|openai)\.js/.test(text)) found.push(text);
  });
  return () => found;
}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
