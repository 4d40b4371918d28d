import { beforeEach, describe, expect, test } from "vitest";
import { faintDecorationsOf } from "../../support/ui/inPage.ts";
import { drawnTexts, makeEdits, takeEdits, waitForNextEdit } from "../../support/ui/nextEdits.ts";
import { themes } from "../../support/ui/startVsCode.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";
import { type NextEditSample, nextEditSamples } from "../nextEditSamples.ts";

const filler = Array.from({ length: 80 }, (_, at) => `# line ${at}\n`).join("");
const far = `one = ask(peer)\ntwo = ask(peer)\n${filler}three = ask(peer)\n`;
const blocks = "if a:\n    stop()\n    work()\nif b:\n    stop()\n    work()\nif c:\n    stop()\n    work()\n";

const vsCode = useSharedVsCode({
  files: {
    "far.py": far,
    "blocks.py": blocks,
    ...Object.fromEntries(Object.values(nextEditSamples).flatMap(({ files }) => Object.entries(files))),
  },
  settings: {
    "hunch.completion.trigger": "onDemand", // Tab would take the ghost text first.
    "editor.autoClosingBrackets": "never",
    "editor.autoClosingQuotes": "never",
    "editor.autoSurround": "never",
    // VS Code opens its list of names in YAML by itself, and Tab then takes its item.
    "[yaml]": { "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" } },
    "editor.occurrencesHighlight": "off",
    "editor.selectionHighlight": false,
    "editor.detectIndentation": false,
    "editor.tabSize": 4,
  },
});

async function text(): Promise<string> {
  return (await vsCode().editor()).text;
}

describe("a change that is due elsewhere, with Tab alone", () => {
  for (const [name, sample] of Object.entries<NextEditSample>(nextEditSamples))
    test(name, async () => {
      const editor = vsCode();
      await editor.probe.set("hunch.nextEdits", sample.eagerness);
      await editor.open(...Object.keys(sample.files));
      await makeEdits(editor, sample.edits);
      await waitForNextEdit(editor, "the next place is drawn");
      await editor.screenshot(`next-edit-${name.replaceAll(/\W+/g, "-")}`);
      await takeEdits(editor, sample.due);
      for (const [path, finished] of Object.entries(sample.finished)) {
        await editor.probe.open(path);
        expect(await text()).toBe(finished);
      }
    });
});

const themeNames = ["light", "dark", "highContrast", "highContrastLight"] as const;
const themeClasses = { light: "vs", dark: "vs-dark", highContrast: "hc-black", highContrastLight: "hc-light" } as const;

/** What a test refuses lowers the rule in the next one, so each has names of its own. */
let run = 0;

describe("in a file with a repeated call", () => {
  let [path, calls, old, now] = ["", "", "", ""];
  const addArgument = (line: number) => ({ path, line, old, now });

  beforeEach(async () => {
    run++;
    path = `calls${run}.py`;
    [old, now] = [`host${run})`, `host${run}, port${run})`];
    calls = ["first", "second", "third", "fourth", "fifth"].map((name) => `${name} = connect(${old}\n`).join("");
    await vsCode().write(path, calls);
    await vsCode().open(path);
    await makeEdits(vsCode(), [addArgument(0), addArgument(1)]);
    await waitForNextEdit(vsCode(), "the third call is drawn", ({ line }) => line === 2);
  });

  test("Tab goes there and applies the edit, and undo takes it back as one step", async () => {
    const editor = vsCode();
    const before = await text();
    await editor.press("Tab");
    await waitForNextEdit(editor, "the cursor is there", ({ key }) => key === "here");
    expect(await text()).toBe(before);
    await editor.press("Tab");
    await editor.until("the edit is applied", async () => (await text()) !== before);
    expect(await text()).toBe(before.replace(`third = connect(${old}`, `third = connect(${now}`));
    await editor.press("Control+z");
    await editor.until("the edit is undone", async () => (await text()) === before);
  });

  test("Escape dismisses the edit for good, and Tab indents again", async () => {
    const editor = vsCode();
    const before = await text();
    await editor.press("Escape");
    await editor.until("nothing is drawn", async () => (await editor.probe.nextEdit()) === undefined);
    await editor.whenDrawn();
    const { line, character } = await editor.editor();
    await editor.press("Tab");
    await editor.until("a tab is inserted", async () => (await text()) !== before);
    const typed = (await text()).split("\n")[line] ?? "";
    expect(typed.slice(0, character) + typed.slice(character).trimStart()).toBe(before.split("\n")[line]);
    expect(await editor.probe.nextEdit()).toBeUndefined();
  });

  test("typing elsewhere skips the edit", async () => {
    const editor = vsCode();
    await editor.goTo(6, 1);
    await editor.type("sixth = 6");
    await editor.until("nothing is drawn", async () => (await editor.probe.nextEdit()) === undefined);
    expect(await text()).toContain(`third = connect(${old}\n`);
    expect(await text()).toContain("sixth = 6");
  });

  test("with the list of completions open, Tab takes its item", async () => {
    const editor = vsCode();
    const list = editor.page.locator(".suggest-widget.visible");
    await editor.press("Control+Space");
    await list.waitFor();
    await editor.press("Tab");
    await list.waitFor({ state: "hidden" });
    expect(await text()).toContain(`third = connect(${old}\n`);
    expect((await editor.editor()).line).toBe(1);
  });

  test("Alt+] does the same where Tab is left alone", async () => {
    const editor = vsCode();
    await editor.probe.set("hunch.nextEditKeys", "altOnly");
    const before = await text();
    await editor.press("Alt+BracketRight");
    await waitForNextEdit(editor, "the cursor is there", ({ key }) => key === "here");
    expect(await text()).toBe(before);
    await editor.press("Tab");
    await editor.until("a tab is inserted", async () => (await text()) !== before);
    expect(await text()).not.toContain(`third = connect(${now}`);
    await editor.probe.set("hunch.nextEditKeys", undefined);
  });

  test("all remaining edits are previewed, applied together, and undone in one step", async () => {
    const editor = vsCode();
    const before = await text();
    const { applicable } = await waitForNextEdit(
      editor,
      "all may be applied",
      (drawn) => drawn.applicable !== undefined,
    );
    expect(applicable).toBe(3);
    await editor.press("Alt+Shift+BracketRight");
    const apply = editor.page.locator(".notification-toast .monaco-button", { hasText: "Apply All" });
    await apply.waitFor();
    await editor.page.locator(".monaco-diff-editor .line-insert").first().waitFor();
    await editor.screenshot("next-edits-preview");
    await apply.click();
    await editor.page.locator(".monaco-diff-editor").waitFor({ state: "detached" });
    await editor.whenFocused();
    await editor.until("all are applied", async () => !(await text()).includes(`connect(${old}`));
    expect(await text()).toBe(calls.replaceAll(old, now));
    await editor.press("Control+z");
    await editor.until("all are undone", async () => (await text()) === before);
  });

  test("the change is said in words: in the status bar, and aloud with a screen reader", async () => {
    const editor = vsCode();
    const words = `Next edit in ${path}, line 3: inserts , port${run}. Tab goes there, Escape dismisses it.`;
    await editor.page.locator(`.statusbar-item[aria-label^="${words}"]`).waitFor();
    await editor.probe.set("editor.accessibilitySupport", "on");
    // Writing settings changes a document, which hides the edit for a moment.
    await waitForNextEdit(editor, "it is drawn again");
    await editor.press("Tab");
    const notice = editor.page.locator(".notification-toast", { hasText: `Next edit in ${path}, line 3` });
    await notice.waitFor();
    await editor.screenshot("next-edit-screen-reader");
    await editor.press("Escape");
    await notice.waitFor({ state: "detached" });
    await editor.probe.set("editor.accessibilitySupport", undefined);
  });

  test("the edit can be read in every theme, and in a narrow window", async () => {
    const editor = vsCode();
    const size = editor.page.viewportSize();
    for (const name of themeNames) {
      await editor.probe.set("workbench.colorTheme", themes[name]);
      await editor.page.locator(`.monaco-workbench.${themeClasses[name]}`).waitFor();
      await editor.whenDrawn();
      await editor.screenshot(`next-edit-theme-${name}`);
      expect(await faintDecorationsOf(editor.page), name).toEqual([]);
    }
    await editor.probe.set("workbench.colorTheme", themes.dark);
    await editor.page.setViewportSize({ width: 480, height: 640 });
    await editor.whenDrawn();
    await editor.screenshot("next-edit-narrow");
    if (size) await editor.page.setViewportSize(size);
    expect(await drawnTexts(editor)).toContainEqual(`, port${run}`);
  });
});

test("an edit that is out of sight is announced at the cursor, and the view stays until Tab", async () => {
  const editor = vsCode();
  await editor.probe.set("hunch.nextEdits", "eager"); // So far away, two examples are little to be confident from.
  await editor.open("far.py");
  const addArgument = (line: number) => ({ path: "far.py", line, old: "peer)", now: "peer, limit)" });
  await makeEdits(editor, [addArgument(0), addArgument(1)]);
  await waitForNextEdit(editor, "the third call is found", ({ line }) => line === 82);
  await editor.until("the hint is drawn", async () =>
    (await drawnTexts(editor)).some((each) => each.includes("edit line 83")),
  );
  await editor.screenshot("next-edit-off-screen");
  const firstLine = editor.page.locator(".view-line", { hasText: "one = ask" });
  expect(await firstLine.isVisible()).toBe(true);
  await editor.press("Tab");
  await waitForNextEdit(editor, "the cursor is there", ({ key }) => key === "here");
  await editor.page.locator(".view-line", { hasText: "three = ask" }).waitFor();
  await editor.screenshot("next-edit-jumped");
  await editor.probe.set("hunch.nextEdits", undefined);
});

test("the inspector says what a proposal was learnt from", async () => {
  const editor = vsCode();
  await editor.probe.set("hunch.nextEdits", "eager");
  await editor.open("blocks.py");
  await makeEdits(editor, [
    { path: "blocks.py", line: 1, old: "stop()", now: "log()\nhalt()" },
    { path: "blocks.py", line: 5, old: "stop()", now: "log()\nhalt()" },
  ]);
  await waitForNextEdit(editor, "the third block is drawn");
  await editor.runCommand("Hunch: Explain Suggestions");
  await editor.panel.locator("h2", { hasText: "Last next edits" }).waitFor();
  await editor.panel.locator("details[data-id^='next'] summary").first().click();
  await editor.screenshot("next-edit-inspector");
  await editor.probe.set("hunch.nextEdits", undefined);
});
