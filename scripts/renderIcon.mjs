/**
 * Renders media/icon.svg to media/icon.png (128 × 128, what VS Code shows) and media/icon256.png.
 * Usage: node scripts/renderIcon.mjs [chromium]; the browser is the parameter, CHROMIUM_PATH, or `chromium` on PATH.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const browser = process.argv[2] ?? process.env["CHROMIUM_PATH"] ?? "chromium";
const media = resolve(import.meta.dirname, "../media");
const folder = mkdtempSync(join(tmpdir(), "hunch-icon-"));

try {
  for (const [size, name] of /** @type {const} */ ([
    [128, "icon.png"],
    [256, "icon256.png"],
  ])) {
    const svg = readFileSync(join(media, "icon.svg"), "utf8");
    const page = join(folder, `${size}.html`);
    writeFileSync(page, `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
    execFileSync(browser, [
      "--headless",
      "--no-sandbox",
      "--hide-scrollbars",
      "--default-background-color=00000000",
      `--window-size=${size},${size}`,
      `--user-data-dir=${join(folder, "profile")}`,
      `--screenshot=${join(media, name)}`,
      pathToFileURL(page).href,
    ]);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
