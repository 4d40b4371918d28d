import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "node:util";
import { chromium, type Page } from "playwright-core";
import type { InstalledHost } from "../../../scripts/codeServer/installHost.ts";
import { quietSettings } from "../../../scripts/codeServer/quietSettings.ts";
import { startServer } from "../../../scripts/codeServer/startServer.ts";
import { inCache, inProject } from "../../../scripts/paths.ts";
import { demandTests, failedSuite, type SuiteResult } from "../../../scripts/suites/suiteResult.ts";
import { openWindow } from "../openWindow.ts";
import { makeTemporaryFolder } from "../temporaryFolder.ts";
import { bundleHostTests } from "./bundleHostTests.ts";
import { type Eye, openEye } from "./eye.ts";
import type { HostTestReport } from "./mochaEntry.ts";

const timeoutMs = 300_000;

/** How VS Code's page says that the tests have ended. */
interface Ending {
  readonly code: number | "timeout" | "crash";
  /** What the extension host printed. */
  readonly log: readonly string[];
}

/**
 * Runs test/vscode/host/*.test.ts inside the extension host of a VS Code, with dist/ as the extension under
 * development and an empty folder as the workspace. The tests' own report decides, never the exit code alone.
 *
 * @param browser path of a Chromium
 */
export async function runHostTests(name: string, host: InstalledHost, browser: string): Promise<SuiteResult> {
  const start = performance.now();
  const bundle = await bundleHostTests();
  const folder = await makeTemporaryFolder();
  const results = join(folder.path, "results.json");
  const workspace = join(folder.path, "workspace");
  await mkdir(workspace);
  const eye = await openEye();
  const server = await startServer(host, {
    dataFolder: join(folder.path, "server"),
    extensionsFolder: join(folder.path, "extensions"),
    settings: { ...quietSettings, "window.confirmBeforeClose": "never", "files.autoSave": "off" },
    smokeTestDriver: true,
    environment: { HUNCH_TEST_RESULTS: results, HUNCH_TEST_EYE: eye.url },
  });
  try {
    const url = server.windowUrl(workspace, [
      ["extensionDevelopmentPath", server.uriOf(inProject())],
      ["extensionTestsPath", server.uriOf(bundle)],
    ]);
    const ending = await watchWindow({ browser, url, name, eye });
    const ms = performance.now() - start;
    if (!existsSync(results)) return failedSuite(name, describeSilence(ending), ms);
    const report: HostTestReport = JSON.parse(await readFile(results, "utf8"));
    for (const figure of report.figures) console.log(`  ${name}: ${figure}`);
    return demandTests({ name, tests: report.tests, ms });
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
}

async function watchWindow({ browser: executablePath, url, name, eye }: WatchedWindow): Promise<Ending> {
  const browser = await chromium.launch({ executablePath });
  const log: string[] = [];
  let opened: Page | undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    const code = await new Promise<Ending["code"]>((resolve, reject) => {
      timer = setTimeout(() => resolve("timeout"), timeoutMs);
      const prepare = async (page: Page) => {
        opened = page;
        eye.watch(page);
        page.on("crash", () => resolve("crash"));
        await page.exposeFunction("codeAutomationLog", (_kind: string, parts: unknown[]) => log.push(format(...parts)));
        await page.exposeFunction("codeAutomationExit", (exitCode: number) => resolve(exitCode));
      };
      openWindow(browser, url, { prepare }).catch(reject);
    });
    if (code !== 0)
      await opened?.screenshot({ path: inCache("screenshots", `failed-${name.replace(/\W+/g, "-")}.png`) });
    return { code, log };
  } finally {
    clearTimeout(timer);
    await browser.close();
  }
}

function describeSilence({ code, log }: Ending): string {
  const how = code === "timeout" ? `not finished after ${timeoutMs / 1000} s` : `ended with ${code}`;
  return `The extension host wrote no results (${how}). It printed:\n${log.slice(-40).join("\n")}`;
}
