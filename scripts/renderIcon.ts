import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";
import { findChromium } from "./findChromium.ts";
import { inProject } from "./paths.ts";

/** Width and height of the icon in pixels: the Marketplace asks for 256 for screens with a high resolution. */
const size = 256;

/** `node scripts/renderIcon.ts`: renders media/icon.svg to media/icon.png, which VS Code shows. */
const browser = await chromium.launch({ executablePath: await findChromium() });
try {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = await readFile(inProject("media/icon.svg"), "utf8");
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  await page.screenshot({ path: inProject("media/icon.png"), omitBackground: true });
} finally {
  await browser.close();
}
