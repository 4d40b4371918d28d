import { globSync, readFileSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { inCache, inProject } from "../../../scripts/paths.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";

const folder = "samples/python/greenhouse/sensors";
const names = globSync("*.py", { cwd: inProject(folder) }).filter((name) => name !== "__init__.py");
const vsCode = useVsCode({
  files: Object.fromEntries(names.map((name) => [name, readFileSync(inProject(folder, name), "utf8")])),
  theme: "dark",
  window: { width: 900, height: 460, scale: 2 },
});

/** `HUNCH_UPDATE_IMAGES=1 npm run test:vscode -- --kind ui readme` makes the README's picture anew. */
test("the README's picture: ghost text in the sample workspace", async () => {
  const editor = vsCode();
  await editor.open(...names.filter((name) => name !== "light.py"), "light.py");
  const lines = (await editor.editor()).text.split("\n");
  const line = lines.findIndex((text) => text.includes("Work here"));
  const empty = lines.findIndex((text, index) => index > line && text.trim() === "");
  await editor.press("Control+b");
  await editor.goTo(empty + 1, 1);
  expect((await editor.complete("    def is_too_low(self)")).length).toBeGreaterThan(3);
  await editor.screenshot("readme");
  if (process.env["HUNCH_UPDATE_IMAGES"]) {
    await mkdir(inProject("docs/images"), { recursive: true });
    await copyFile(inCache("screenshots", "readme.png"), inProject("docs/images/ghost-text.png"));
  }
});
