import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { findNotice } from "../../support/ui/findNotice.ts";
import { openBegun } from "../../support/ui/openBegun.ts";
import { pickRow } from "../../support/ui/quickInput.ts";
import { writeFiles } from "../../support/ui/startVsCode.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";
import { goStores, pythonStores, typeScriptStores } from "../stores.ts";

const vsCode = useSharedVsCode({
  files: {
    ...typeScriptStores.finished,
    ...pythonStores.finished,
    ...goStores.finished,
    ".env": "PARCEL_KEY=a\n",
  },
});

const enabled = "hunch.completion.enabled";

/** Waits until the status bar item says this to a screen reader. */
const status = (text: RegExp) =>
  vsCode().until(`the status bar says ${text}`, async () => text.test(await vsCode().statusBarLabel()));

beforeEach(() => vsCode().probe.run("hunch.resume"));

/** Opens the menu by a click, and returns the row that Enter would run. */
async function openMenu(): Promise<string> {
  const { page, statusBarItem } = vsCode();
  await statusBarItem.click();
  await page.mouse.move(400, 300); // Over the item, its hover would open and cover the notifications.
  const focused = page.locator(".quick-input-list .monaco-list-row.focused");
  await focused.waitFor();
  return (await focused.textContent())?.trim() ?? "";
}

describe("the status bar shows the state, not the last request", () => {
  test("off for a language and off in a file of secrets, before anything is typed", async () => {
    const editor = vsCode();
    await editor.open("orders.ts");
    await status(/^Hunch: On\./);
    await editor.probe.set(enabled, false, "python");
    await editor.open("orders.py");
    await status(/^Hunch: Off for Python\./);
    await editor.open(".env");
    await status(/^Hunch: Off in this file\. This file looks like one that holds secrets/);
    await editor.open("orders.ts");
    await status(/^Hunch: On\./);
    await editor.probe.set(enabled, undefined, "python");
  });

  test("a stray Enter in the menu turns nothing off; where Hunch is off, it turns it on, and Undo takes that back", async () => {
    const editor = vsCode();
    await editor.open("orders.py");
    await status(/^Hunch: On\./);
    expect(await openMenu()).toMatch(/^On/);
    await editor.screenshot("menu-on");
    await editor.press("Enter");
    await editor.panel.locator("main").waitFor();
    expect(await editor.probe.get(enabled, "python")).toBe(true);

    await editor.probe.set(enabled, false, "python");
    await editor.open("orders.py");
    await status(/^Hunch: Off for Python\./);
    expect(await openMenu()).toContain("Turn On for Python");
    await editor.screenshot("menu-off");
    await editor.press("Enter");
    await status(/^Hunch: On\./);
    const notice = await findNotice(editor, "Hunch is now on for Python.");
    await notice.getByRole("button", { name: "Undo" }).click();
    await status(/^Hunch: Off for Python\./);
    await editor.probe.set(enabled, undefined, "python");
  });

  test("snoozed: the minutes left, and Enter in the menu resumes", async () => {
    const editor = vsCode();
    await editor.open("orders.ts");
    await openMenu();
    await pickRow(editor, "Hunch", "Snooze…");
    await pickRow(editor, "Hunch: Snooze Suggestions", "15 Minutes");
    await status(/^Hunch: Snoozed, 15 minutes left\./);
    expect(await editor.statusBarItem.innerText()).toMatch(/\d+ min/);
    expect(await openMenu()).toMatch(/^Resume\s*Snoozed, \d+ minutes left/);
    await editor.screenshot("menu-snoozed");
    await editor.press("Enter");
    await status(/^Hunch: On\./);
  });

  test("the hover is a dashboard whose links turn a file off", async () => {
    const editor = vsCode();
    await openBegun(editor, typeScriptStores);
    await status(/^Hunch: On\./);
    await editor.statusBarItem.hover();
    const hover = editor.page.locator(".workbench-hover", { hasText: "Hunch: On" });
    await hover.waitFor();
    await editor.screenshot("status-hover");
    await hover.getByText("this file", { exact: true }).click();
    await status(/^Hunch: Off in this file\./);
    await editor.probe.run("workbench.action.focusActiveEditorGroup"); // The hover has the focus now.
    await editor.whenFocused();
    await editor.type(typeScriptStores.typed);
    await editor.whenAnswered();
    expect(await editor.ghostText()).toBeUndefined();
    const notice = await findNotice(editor, "Hunch is now off in this file.");
    await notice.getByRole("button", { name: "Undo" }).click();
    await status(/^Hunch: On\./);
  });
});

describe("the workspace is turned off, and Undo gives back what was set before", () => {
  const file = ".vscode/settings.json";
  const written = () => JSON.parse(readFileSync(join(vsCode().workspace, file), "utf8"));

  async function undo(): Promise<void> {
    const notice = await findNotice(vsCode(), "Hunch is now off in this workspace.");
    await notice.getByRole("button", { name: "Undo" }).click();
    await status(/^Hunch: On\./);
  }

  test("by the hover, in a workspace without settings: no key stays behind, nor when it is turned on again", async () => {
    const editor = vsCode();
    await editor.open("orders.ts");
    await status(/^Hunch: On\./);
    await editor.statusBarItem.hover();
    const hover = editor.page.locator(".workbench-hover", { hasText: "Hunch: On" });
    await hover.getByText("this workspace", { exact: true }).click();
    await editor.page.mouse.move(400, 300);
    await editor.probe.run("workbench.action.focusActiveEditorGroup"); // The hover has the focus now, and stays open.
    await status(/^Hunch: Off in this workspace\./);
    expect(written()).toEqual({ [enabled]: false });
    await undo();
    expect(written()).toEqual({});
    await editor.probe.run("hunch.toggleWorkspace");
    await status(/^Hunch: Off in this workspace\./);
    await editor.probe.run("hunch.toggleWorkspace");
    await status(/^Hunch: On\./);
    expect(written()).toEqual({});
  });

  test("by the menu, where the workspace alone had turned it on: its value is there again", async () => {
    const editor = vsCode();
    const before = { [enabled]: true, "editor.tabSize": 3 };
    await editor.probe.set(enabled, false);
    try {
      await editor.open("orders.ts");
      await status(/^Hunch: Off everywhere\./);
      await writeFiles(editor.workspace, { [file]: JSON.stringify(before) });
      await status(/^Hunch: On\./);
      await openMenu();
      await pickRow(editor, "Hunch", "Turn Off in This Workspace");
      await status(/^Hunch: Off everywhere\./);
      expect(written()).toEqual({ "editor.tabSize": 3 });
      await undo();
      expect(written()).toEqual(before);
    } finally {
      await writeFiles(editor.workspace, { [file]: "{}\n" });
      await editor.probe.set(enabled, undefined);
    }
  });
});

test("the sample shows a suggestion at the key that it names", async () => {
  const editor = vsCode();
  await editor.runCommand("Hunch: Open Sample");
  await editor.until("the sample is open", async () =>
    ((await editor.probe.editor())?.text ?? "").includes("priceByPlane"),
  );
  await editor.whenFocused();
  expect(await editor.complete("c")).toMatch(/^onst surcharge = parcel\b/);
  await editor.screenshot("sample");
});

test("Explain Suggestions says what happens at the cursor, groups requests by place and finds silences", async () => {
  const editor = vsCode();
  const { panel } = editor;
  await openBegun(editor, typeScriptStores);
  await editor.probe.run("hunch.showInspector");
  await panel.locator(".now").waitFor();
  await editor.whenFocused();
  await editor.complete(typeScriptStores.typed.slice(0, -1));
  const shown = await editor.complete(typeScriptStores.typed.slice(-1));
  const now = panel.locator(".now");
  await now.filter({ hasText: `:4, the suggestion “${shown}”` }).waitFor();
  await editor.press("Escape");
  await now.filter({ hasText: `:4, nothing is visible. The last suggestion was “${shown}”` }).waitFor();
  const place = panel.locator(".place").first();
  expect(await place.locator("h3").textContent()).toMatch(/^tickets-\w+\.ts:4 \d+ requests$/);
  await place.locator(".earlier > summary").click();
  expect(await place.locator(".earlier .request:visible").count()).toBeGreaterThan(0);
  await editor.screenshot("inspector-places");

  try {
    await editor.probe.set(enabled, false, "typescript");
    await now.filter({ hasText: "nothing. Off for TypeScript." }).waitFor();
    await editor.probe.run("workbench.action.focusFirstEditorGroup");
    await editor.whenFocused();
    await editor.type("x");
    await editor.whenAnswered();
  } finally {
    await editor.probe.set(enabled, undefined, "typescript");
  }
  await panel.locator("select").selectOption({ label: "Without a suggestion" });
  await place.getByText("Hunch is turned off for this language").first().waitFor();
  expect(await panel.locator(".request .offered").count()).toBe(0);
});
