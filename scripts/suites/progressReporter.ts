import { relative } from "node:path";
import type { UserConsoleLog } from "vitest";
import type { Reporter, TestCase } from "vitest/node";
import { inProject } from "../paths.ts";
import { reportProgress } from "./reportProgress.ts";

/** A vitest reporter that prints one line per finished test, and what tests print. */
export default class ProgressReporter implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const { state, errors } = test.result();
    const file = relative(inProject(), test.module.moduleId);
    reportProgress({
      title: `${file}: ${test.fullName}`,
      status: state === "passed" || state === "failed" ? state : "skipped",
      ms: test.diagnostic()?.duration ?? 0,
      error: errors?.[0]?.message,
    });
  }

  onUserConsoleLog({ content }: UserConsoleLog): void {
    process.stderr.write(content.replace(/^(?=.)/gm, "      "));
  }
}
