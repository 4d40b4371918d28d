import { globSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { inProject } from "../../../scripts/paths.ts";
import { Recording } from "../../support/ui/recording.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";

const folder = "samples/python/greenhouse/sensors";
const names = globSync("*.py", { cwd: inProject(folder) }).filter((name) => name !== "__init__.py");
const vsCode = useVsCode({
  files: Object.fromEntries(names.map((name) => [name, readFileSync(inProject(folder, name), "utf8")])),
  settings: {
    // The text that is typed is the text that arrives.
    "editor.autoClosingBrackets": "never",
    "editor.autoIndent": "none",
    // A quiet picture.
    "breadcrumbs.enabled": false,
    "editor.fontSize": 15,
    "editor.minimap.enabled": false,
    "editor.stickyScroll.enabled": false,
    "window.commandCenter": false,
    "workbench.activityBar.location": "hidden",
    "workbench.layoutControl.enabled": false,
  },
  theme: "dark",
  window: { width: 820, height: 460, scale: 2 },
});

/** What the typist has in mind. */
const wanted = `    def measure(self, now: datetime) -> Reading:
        raw = self._bus.read(self._channel)
        value = scale(raw, raw_max=4095, high=120.0)
        reading = Reading(self.name, value, self.unit, now)
        self._log.append(reading)
        return reading`;
/** A word or mark with the space after it, or the start of a line. */
const piece = /^(?:\n? +|\w+ ?|[^\w\s]+ ?)/;
/** Milliseconds that a frame stays: after typing, to read a suggestion, after accepting it, and at the end. */
const [typedMs, readMs, acceptedMs, endMs] = [220, 1_000, 450, 2_500];

/**
 * Types in the sample workspace as a person does, accepts every suggestion that is what they have in mind, and records it.
 * `HUNCH_UPDATE_IMAGES=1 npm run test:vscode -- --kind ui readme` writes the README's picture.
 */
test("the README's picture: a method of a class, most of it accepted with Tab", async () => {
  const editor = vsCode();
  await editor.open(...names.filter((name) => name !== "light.py"), "light.py");
  await editor.probe.run("workbench.action.closeSidebar");
  const lines = (await editor.editor()).text.split("\n");
  const line = lines.findIndex((text) => text.includes("Work here"));
  const empty = lines.findIndex((text, index) => index > line && text.trim() === "");
  await editor.goTo(empty + 1, 1);
  const recording = new Recording(editor.page);
  let accepted = 0;
  for (let rest = wanted; rest !== ""; ) {
    const ghost = await suggestionFor(rest);
    if (ghost !== undefined) {
      await recording.frame(readMs);
      await accept(ghost);
      await recording.frame(acceptedMs);
      accepted += ghost.length;
      rest = rest.slice(ghost.length);
      continue;
    }
    const [typed = rest] = piece.exec(rest) ?? [];
    await editor.type(typed);
    await recording.frame(typedMs);
    rest = rest.slice(typed.length);
  }
  await recording.frame(endMs);
  expect((await editor.editor()).text).toContain(wanted);
  expect(accepted / wanted.length).toBeGreaterThan(0.3);
  await editor.screenshot("readme");
  if (process.env["HUNCH_UPDATE_IMAGES"]) {
    await mkdir(inProject("docs/images"), { recursive: true });
    await recording.write(inProject("docs/images/ghost-text.png"));
  }
}, 300_000);

/** The suggestion that is visible, if it is how the text goes on. */
async function suggestionFor(rest: string): Promise<string | undefined> {
  const editor = vsCode();
  if (rest === wanted) return undefined; // Nothing was typed yet.
  await editor.whenAnswered();
  const ghost = await editor.ghostText();
  return ghost !== undefined && ghost !== "" && rest.startsWith(ghost) ? ghost : undefined;
}

async function accept(ghost: string): Promise<void> {
  const editor = vsCode();
  const before = (await editor.editor()).text.length;
  await editor.press("Tab");
  await editor.until(
    `"${ghost}" is accepted`,
    async () => (await editor.editor()).text.length >= before + ghost.length,
  );
  await editor.whenDrawn();
}
