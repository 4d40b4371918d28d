import { type Browser, chromium } from "playwright-core";

/**
 * Starts a Chromium that reaches this machine alone. The rule is the resolver's: routing every request through the test
 * would cost a window seconds of its start.
 *
 * @param executablePath of the Chromium
 * @param more further arguments
 */
export function launchBrowser(executablePath: string, more: readonly string[] = []): Promise<Browser> {
  const args = ["--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", ...more];
  return chromium.launch({ executablePath, args });
}
