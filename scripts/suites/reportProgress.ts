import { seconds } from "../progressBoard.ts";
import type { TestResult } from "./suiteResult.ts";

const marks = { passed: "✓", failed: "✗", skipped: "–" } as const;

/** Prints the result of a test of a long suite to standard error, with its error if it failed. */
export function reportProgress({ title, status, ms, error }: TestResult): void {
  const secondTry = status === "passed" && error !== undefined ? ", at the second try" : "";
  const why = status === "failed" && error ? `${error.replace(/^/gm, "        ")}\n` : "";
  process.stderr.write(`    ${marks[status]} ${title} (${seconds(ms)}${secondTry})\n${why}`);
}
