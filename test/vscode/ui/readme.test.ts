import { globSync, readFileSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { inCache, inProject } from "../../../scripts/paths.ts";
import { Recording } from "../../support/ui/recording.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";

const folder = "samples/python/greenhouse/sensors";
const names = globSync("*.py", { cwd: inProject(folder) }).filter((name) => name !== "__init__.py");
const vsCode = useVsCode({
  files: Object.fromEntries(names.map((name) => [name, readFileSync(inProject(folder, name), "utf8")])),
  settings: { "editor.minimap.enabled": false, "workbench.activityBar.location": "hidden" },
  theme: "dark",
  window: { width: 860, height: 460, scale: 2 },
});

/** What is typed by hand; everything else is accepted with Tab. */
const typed = ["    def measure", "    def is_too_dark"];
/** Suggestions that are accepted at most after each of them. */
const maxAccepted = 6;
const [keyMs, readMs, acceptedMs] = [90, 900, 450];

/**
 * Types in the sample workspace as a person does, and records it.
 * `HUNCH_UPDATE_IMAGES=1 npm run test:vscode -- --kind ui readme` writes the README's picture.
 */
test("the README's picture: two methods of a class, most of them accepted with Tab", async () => {
  const editor = vsCode();
  await editor.open(...names.filter((name) => name !== "light.py"), "light.py");
  const lines = (await editor.editor()).text.split("\n");
  const line = lines.findIndex((text) => text.includes("Work here"));
  const empty = lines.findIndex((text, index) => index > line && text.trim() === "");
  await editor.press("Control+b");
  await editor.goTo(empty + 1, 1);
  const recording = new Recording(editor.page);
  let accepted = 0;
  for (const head of typed) {
    for (const piece of head.match(/ {4}def|.{1,3}/g) ?? []) {
      await editor.type(piece);
      await recording.frame(3 * keyMs);
    }
    accepted += await acceptSuggestions(recording);
    await editor.press("Enter");
    await editor.probe.run("deleteAllLeft");
  }
  await recording.frame(2 * readMs);
  expect(accepted).toBeGreaterThan(2);
  await editor.screenshot("readme");
  if (process.env["HUNCH_UPDATE_IMAGES"]) {
    await mkdir(inProject("docs/images"), { recursive: true });
    await recording.write(inCache("screenshots", "readme-animated.png"));
    await copyFile(inCache("screenshots", "readme-animated.png"), inProject("docs/images/ghost-text.png"));
  }
}, 300_000);

/** Accepts suggestions, line after line, as long as one appears. @returns their number */
async function acceptSuggestions(recording: Recording): Promise<number> {
  const editor = vsCode();
  for (let accepted = 0; accepted < maxAccepted; accepted++) {
    await editor.whenAnswered();
    if ((await editor.ghostText()) === undefined) return accepted;
    await editor.waitForGhostText();
    await recording.frame(readMs);
    const before = (await editor.editor()).text;
    await editor.press("Tab");
    await editor.until("the suggestion is accepted", async () => (await editor.editor()).text !== before);
    await editor.whenDrawn();
    await recording.frame(acceptedMs);
    if ((await editor.ghostText()) === undefined) await editor.press("Enter");
  }
  return maxAccepted;
}
