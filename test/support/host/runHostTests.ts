import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { format } from "node:util";
import type { Page } from "playwright-core";
import type { InstalledHost } from "../../../scripts/codeServer/installHost.ts";
import { quietSettings } from "../../../scripts/codeServer/quietSettings.ts";
import { startServer } from "../../../scripts/codeServer/startServer.ts";
import { inCache, inProject } from "../../../scripts/paths.ts";
import { reportProgress } from "../../../scripts/suites/reportProgress.ts";
import type { SuiteResult } from "../../../scripts/suites/suiteResult.ts";
import { launchBrowser } from "../launchBrowser.ts";
import { openWindow } from "../openWindow.ts";
import { makeTemporaryFolder } from "../temporaryFolder.ts";
import { bundleHostTests } from "./bundleHostTests.ts";
import { type Eye, openEye } from "./eye.ts";
import { readHostReport } from "./hostReport.ts";
import { hostSuiteOf } from "./hostSuite.ts";

/** Longer than any test or hook may take: after so long without a new result the extension host hangs. */
const silenceMs = 600_000;

const settings: Readonly<Record<string, unknown>> = {
  ...quietSettings,
  "window.confirmBeforeClose": "never",
  "files.autoSave": "off",
  // TypeScript's server reads every document the tests open, and takes more time for it than they do.
  "typescript.tsserver.useSyntaxServer": "always",
  "typescript.validate.enable": false,
  "javascript.validate.enable": false,
  "typescript.disableAutomaticTypeAcquisition": true,
};

/** How VS Code's page reported that the tests have ended. */
interface Ending {
  readonly code: number | "silent" | "crashed";
  /** What the extension host printed. */
  readonly log: readonly string[];
}

export interface HostTestRun {
  /** Of the suite. */
  readonly name: string;
  /** Glob of the files with tests, relative to the project. */
  readonly files: string;
  readonly host: InstalledHost;
  /** Path of a Chromium. */
  readonly browser: string;
}

/**
 * Runs tests inside the extension host of a VS Code, with dist/ as the extension under development and an empty folder
 * as the workspace. The tests' own report decides, never the exit code alone.
 */
export async function runHostTests({ name, files, host, browser }: HostTestRun): Promise<SuiteResult> {
  const start = performance.now();
  const bundle = await bundleHostTests(files);
  const folder = await makeTemporaryFolder();
  const results = join(folder.path, "results.json");
  const workspace = join(folder.path, "workspace");
  await mkdir(workspace);
  await writeFile(results, "");
  const eye = await openEye();
  const server = await startServer(host, {
    dataFolder: join(folder.path, "server"),
    extensionsFolder: join(folder.path, "extensions"),
    settings,
    smokeTestDriver: true,
    environment: { HUNCH_TEST_RESULTS: results, HUNCH_TEST_EYE: eye.url },
  });
  try {
    const url = server.windowUrl(workspace, [
      ["extensionDevelopmentPath", server.uriOf(inProject())],
      ["extensionTestsPath", server.uriOf(bundle)],
    ]);
    const ending = await watchWindow({ browser, url, name, eye, results });
    const report = readHostReport(await readFile(results, "utf8"));
    return hostSuiteOf(name, report, describeEnding(ending), performance.now() - start);
  } finally {
    eye.close();
    await server.stop();
    await folder.remove();
  }
}

interface WatchedWindow {
  /** Path of a Chromium. */
  readonly browser: string;
  readonly url: string;
  /** Of the suite. */
  readonly name: string;
  readonly eye: Eye;
  /** File to which the tests write. */
  readonly results: string;
}

async function watchWindow({ browser: executablePath, url, name, eye, results }: WatchedWindow): Promise<Ending> {
  const browser = await launchBrowser(executablePath);
  const log: string[] = [];
  let opened: Page | undefined;
  const watching = new AbortController();
  try {
    const code = await new Promise<Ending["code"]>((resolve, reject) => {
      followResults(results, watching.signal).then(() => resolve("silent"), reject);
      const prepare = async (page: Page) => {
        opened = page;
        eye.watch(page);
        page.on("crash", () => resolve("crashed"));
        await page.exposeFunction("codeAutomationLog", (_kind: string, parts: unknown[]) => log.push(format(...parts)));
        await page.exposeFunction("codeAutomationExit", (exitCode: number) => resolve(exitCode));
      };
      openWindow(browser, url, { prepare }).catch(reject);
    });
    if (code !== 0)
      await opened?.screenshot({ path: inCache("screenshots", `failed-${name.replace(/\W+/g, "-")}.png`) });
    return { code, log };
  } finally {
    watching.abort();
    await browser.close();
  }
}

/** Prints each result as it arrives. Resolves when there was none for {@link silenceMs}, or at once when aborted. */
async function followResults(file: string, signal: AbortSignal): Promise<void> {
  let printed = 0;
  let size = 0;
  for (let last = performance.now(); performance.now() - last < silenceMs && !signal.aborted; ) {
    await sleep(250, undefined, { signal }).catch(() => undefined); // Aborted: the loop's condition ends it.
    const text = await readFile(file, "utf8");
    if (text.length === size) continue;
    size = text.length;
    last = performance.now();
    const { tests } = readHostReport(text);
    for (const test of tests.slice(printed)) reportProgress(test);
    printed = tests.length;
  }
}

function describeEnding({ code, log }: Ending): string {
  const how = code === "silent" ? `it wrote nothing for ${silenceMs / 1000} s` : `it ended with ${code}`;
  return `The extension host did not finish its tests: ${how}. The end of what it printed:\n${log.slice(-40).join("\n")}`;
}
