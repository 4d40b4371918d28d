import { mkdir, writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, type RunnerTask, test } from "vitest";
import { inProject } from "../../../scripts/paths.ts";
import { diagnosisFile } from "./diagnosisFile.ts";
import { SharedWindow, type SharedWindowOptions } from "./sharedWindow.ts";
import { type Installation, startVsCode, type VsCodeOptions } from "./startVsCode.ts";
import type { VsCode } from "./vsCode.ts";

/**
 * Provides one VS Code for all tests of a file, started before the first and ended after the last. After each test,
 * everything it opened is closed. A failed test adds a screenshot and the state of the window to its message, and what
 * follows, its own second try first, gets a new VS Code.
 *
 * @returns a function that returns the window while tests run
 */
export function useVsCode(given: VsCodeOptions | (() => Promise<VsCodeOptions>)): () => VsCode {
  return useWindow(given, startVsCode);
}

// biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern that this depends on nothing.
const testWithWindow = test.extend("sharedWindow", { scope: "worker" }, ({}, { onCleanup }) => {
  const shared = new SharedWindow(readInstallation());
  onCleanup(() => shared.end());
  return shared;
});

/**
 * Like {@link useVsCode}, in a window that the files which call this use one after another: to start one takes longer than
 * most tests. The settings and the workspace are those of the file. What Hunch stored or learnt before may still be there.
 */
export function useSharedVsCode(options: SharedWindowOptions): () => VsCode {
  let shared: SharedWindow | undefined;
  testWithWindow.beforeAll(({ sharedWindow }) => {
    shared = sharedWindow;
  });
  return provideWindow({
    open: async () => {
      if (!shared) throw new Error("The hook above has failed.");
      return shared.open(options);
    },
    leave: () => Promise.resolve(),
    end: async () => shared?.end(),
  });
}

/** Like {@link useVsCode}, for windows that are started in another way. */
export function useWindow<Options extends object>(
  given: Options | (() => Promise<Options>),
  startWindow: (installation: Installation, options: Options) => Promise<VsCode>,
): () => VsCode {
  let options: Options | undefined;
  const end = (window: VsCode) => window[Symbol.asyncDispose]();
  return provideWindow({
    open: async () => {
      options ??= typeof given === "function" ? await given() : given;
      return startWindow(readInstallation(), options);
    },
    leave: end,
    end,
  });
}

/** How a file gets its window. */
interface WindowSource {
  readonly open: () => Promise<VsCode>;
  /** Called after the file's last test, if it passed. */
  readonly leave: (window: VsCode) => Promise<void>;
  /** Called after a failed test. The next one gets another window. */
  readonly end: (window: VsCode) => Promise<void>;
}

function provideWindow(source: WindowSource): () => VsCode {
  let open: VsCode | undefined;
  let isSpent = false;
  const stop = async () => {
    const ending = open;
    open = undefined;
    if (ending) await (isSpent ? source.end(ending) : source.leave(ending));
    isSpent = false;
  };
  const start = async () => {
    if (isSpent) await stop();
    open ??= await source.open();
  };
  beforeAll(start);
  beforeEach(start);
  // Before the test file's own hooks, which may close what the screenshot should show.
  afterEach(async ({ task }) => {
    isSpent = true; // Unless the rest succeeds.
    if (task.result?.state === "fail") return diagnose(task, open);
    await open?.reset();
    isSpent = false;
  });
  afterAll(stop);
  return () => {
    if (!open) throw new Error("VS Code is only available inside tests.");
    return open;
  };
}

async function diagnose(task: RunnerTask, open: VsCode | undefined): Promise<void> {
  const file = diagnosisFile(titleOf(task));
  await mkdir(file.folder, { recursive: true });
  await writeFile(file.text, (await open?.diagnose(file.picture)) ?? "VS Code did not start.");
}

/** Returns the test's title as in vitest's report, after its file. */
function titleOf(task: RunnerTask): string {
  const names = [task.name];
  for (let { suite } = task; suite; { suite } = suite) if (suite.name) names.unshift(suite.name);
  return `${relative(inProject(), task.file.filepath)}: ${names.join(" ")}`;
}

/** Reads the installation that the suite prepared before it started vitest. */
export function readInstallation(): Installation {
  const text = process.env["HUNCH_INSTALLATION"];
  if (!text) throw new Error("These tests need a VS Code: run them with `npm run test:vscode`.");
  return JSON.parse(text);
}
