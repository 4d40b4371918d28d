import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findNotice } from "../../support/ui/findNotice.ts";
import { faintTextsOf } from "../../support/ui/inPage.ts";
import { openBegun } from "../../support/ui/openBegun.ts";
import { pickRow } from "../../support/ui/quickInput.ts";
import { closedList, themes } from "../../support/ui/startVsCode.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";
import { walkWithTab } from "../../support/ui/walkWithTab.ts";
import { goStores, pythonStores, typeScriptStores } from "../stores.ts";

const vsCode = useSharedVsCode({
  files: {
    ...typeScriptStores.finished,
    ...pythonStores.finished,
    ...goStores.finished,
    ".env": "PARCEL_KEY=a\n",
  },
  settings: closedList,
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

describe("pictures", () => {
  /** The last one is what 200 % zoom leaves of the first. */
  const sizes = [
    { name: "1200", width: 1200, height: 800 },
    { name: "400", width: 400, height: 800 },
    { name: "zoom", width: 600, height: 400 },
  ] as const;

  const isAccepted = async () =>
    (await vsCode().probe.events()).some((event) => event.kind === "ended" && event.outcome === "accepted");

  /** Also after a failed test, whose window is replaced. */
  beforeEach(async () => {
    if (await isAccepted()) return;
    const editor = vsCode();
    await openBegun(editor, typeScriptStores);
    await editor.complete(typeScriptStores.typed);
    await editor.press("Tab");
    await editor.until("it is counted", isAccepted);
    await editor.reset();
    await editor.probe.run("workbench.action.closeSidebar");
  });

  afterEach(() => vsCode().probe.run("workbench.action.closePanel"));

  const panels = [
    ["inspector", async () => vsCode().probe.run("hunch.showInspector"), ".request"],
    ["statistics", async () => vsCode().probe.run("hunch.showStatistics"), ".outcomes"],
  ] as const;

  /** Class of the window in each theme. */
  const classes: Readonly<Record<string, string>> = {
    light: "vs",
    dark: "vs-dark",
    highContrast: "hc-black",
    highContrastLight: "hc-light",
  };

  /** Takes a picture of the window in every size. */
  async function picture(name: string): Promise<void> {
    const { page } = vsCode();
    const before = page.viewportSize() ?? sizes[0];
    for (const { name: size, width, height } of sizes) {
      await page.setViewportSize({ width, height });
      await vsCode().whenDrawn();
      await vsCode().screenshot(`${name}-${size}`);
    }
    await page.setViewportSize(before);
  }

  test("the log that notices lead to is not blank", async () => {
    const editor = vsCode();
    await editor.runCommand("Hunch: Show Log");
    const log = editor.page.locator(".part.panel .monaco-editor .view-lines");
    await editor.until("the log has lines", async () => /Hunch\s\d+\.\d+\.\d+/.test((await log.textContent()) ?? ""));
    await editor.screenshot("log");
  });

  describe.each(Object.entries(themes))("in the theme %s", (theme, label) => {
    beforeAll(async () => {
      await vsCode().probe.set("workbench.colorTheme", label);
      await vsCode().page.locator(`.monaco-workbench.${classes[theme]}`).waitFor();
    });

    test.each(panels)("every text of the panel %s can be read", async (name, open, content) => {
      await open();
      const { panel } = vsCode();
      await panel.locator(content).first().waitFor();
      if (name === "inspector") await panel.locator(".request summary").first().click();
      await picture(`${name}-${theme}`);
      expect(await faintTextsOf(panel)).toEqual([]);
    });

    test("menu, hover, settings and walkthrough", async () => {
      const editor = vsCode();
      await editor.open("orders.ts");
      await openMenu();
      await picture(`menu-${theme}`);
      await editor.press("Escape");
      await editor.statusBarItem.hover();
      await editor.page.locator(".workbench-hover", { hasText: "Hunch: On" }).waitFor();
      await editor.screenshot(`hover-${theme}`);
      await editor.page.mouse.move(300, 300);
      await editor.probe.run("workbench.action.openSettings", "@ext:hunch.hunch");
      await editor.page.locator(".settings-editor .setting-item").first().waitFor();
      await picture(`settings-${theme}`);
      await editor.probe.run("workbench.action.openWalkthrough", "hunch.hunch#start");
      await editor.page.locator(".getting-started-step").first().waitFor();
      await picture(`walkthrough-${theme}`);
    });
  });

  test.each(panels)(
    "with Tab alone, everything in the panel %s can be reached, has a name and is marked",
    async (name, open, content) => {
      await open();
      const { panel } = vsCode();
      await panel.locator(content).first().waitFor();
      const controls = await panel
        .locator(":is(button, a[href], input, select, textarea, summary):visible:enabled")
        .count();
      const stops = await walkWithTab(vsCode(), 40);
      expect(stops.filter((stop) => stop.name === "" || !stop.isMarked)).toEqual([]);
      expect(stops.length, `${name}: ${JSON.stringify(stops)}`).toBeGreaterThanOrEqual(Math.min(controls, 40));
    },
  );
});
