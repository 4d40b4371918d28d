import { existsSync } from "node:fs";
import { aptGet } from "./debian/aptGet.ts";
import { SetUpError } from "./setUpError.ts";
import { step } from "./step.ts";

/** Usual paths of Chromium browsers, by platform. */
const knownPaths: Readonly<Record<string, readonly string[]>> = {
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/snap/bin/chromium",
    "/opt/google/chrome/chrome",
    "/usr/bin/microsoft-edge",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/**
 * Returns the path of a Chromium: from HUNCH_CHROMIUM or CHROMIUM, a known path, or Playwright's downloads. On Debian
 * and Ubuntu, root installs it. @throws {SetUpError} that says what to do if there is none
 */
export async function findChromium(): Promise<string> {
  const named = process.env["HUNCH_CHROMIUM"] ?? process.env["CHROMIUM"];
  if (named) {
    if (existsSync(named)) return named;
    throw new SetUpError(`The browser of HUNCH_CHROMIUM or CHROMIUM does not exist: ${named}`);
  }
  const { chromium } = await import("playwright-core");
  const candidates = () => [...(knownPaths[process.platform] ?? []), chromium.executablePath()];
  const found = candidates().find((path) => existsSync(path));
  if (found) return found;
  if (await installFromDebian()) {
    const installed = candidates().find((path) => existsSync(path));
    if (installed) return installed;
  }
  throw new SetUpError(
    "The tests in a real VS Code need a Chromium and none was found. " +
      "Run `sudo apt-get install chromium` (Debian), `npx playwright-core install chromium` (any system), or name one with HUNCH_CHROMIUM=/path/to/chrome.",
  );
}

/** Installs Chromium with apt-get. Resolves with false if that is not possible. */
async function installFromDebian(): Promise<boolean> {
  if (!existsSync("/usr/bin/apt-get") || process.getuid?.() !== 0) return false;
  try {
    await step("Installing Chromium with apt-get (once; about 30 s)", () => aptGet.install("chromium"));
    return true;
  } catch (error) {
    console.error(String(error));
    return false;
  }
}
