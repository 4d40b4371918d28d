/** Result of one test in the extension host. */
export interface HostTestResult {
  readonly title: string;
  readonly status: "passed" | "failed" | "skipped";
  readonly ms: number;
  /** Message and stack: of the first try if the second passed, else of both. */
  readonly error?: string;
}

/** One line of the results file, which grows while the tests run. */
export type HostReportLine =
  | { readonly kind: "started"; readonly title: string }
  | { readonly kind: "test"; readonly result: HostTestResult }
  /** A sentence with a measured figure, to be printed. */
  | { readonly kind: "figure"; readonly text: string }
  /** The last line. Without it, the extension host ended or hung before all tests had run. */
  | { readonly kind: "finished" };

/** Results of a run in the extension host. */
export interface HostTestReport {
  readonly tests: readonly HostTestResult[];
  readonly figures: readonly string[];
  readonly finished: boolean;
  /** Title of the test that was running at the end of the report. */
  readonly running: string | undefined;
}

/** Parses a results file. An incomplete last line is ignored. */
export function readHostReport(text: string): HostTestReport {
  const lines = text
    .split("\n")
    .slice(0, -1)
    .map((line): HostReportLine => JSON.parse(line));
  const tests = lines.flatMap((line) => (line.kind === "test" ? [line.result] : []));
  const started = lines.findLast((line) => line.kind === "started")?.title;
  return {
    tests,
    figures: lines.flatMap((line) => (line.kind === "figure" ? [line.text] : [])),
    finished: lines.at(-1)?.kind === "finished",
    running: tests.some(({ title }) => title === started) ? undefined : started,
  };
}
