import type { Browser, Page } from "playwright-core";

/** How a window is opened. */
export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  /** Device pixels per CSS pixel: 2 for pictures in documents. */
  readonly scale?: number;
  /** Called before the page loads, to expose functions to it. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** Opens a window of VS Code in the browser and waits until its workbench is there. */
export async function openWindow(browser: Browser, url: string, options: WindowOptions = {}): Promise<Page> {
  const { width = 1200, height = 800, scale = 1 } = options;
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  page.setDefaultTimeout(180_000); // Beside six busy processes on two cores, a window took over 90 s to load.
  await options.prepare?.(page);
  await page.goto(url);
  await page.locator(".monaco-workbench .part.editor").waitFor({ timeout: 240_000 });
  return page;
}
