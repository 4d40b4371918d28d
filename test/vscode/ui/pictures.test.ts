import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { findNotice } from "../../support/ui/findNotice.ts";
import { openBegun } from "../../support/ui/openBegun.ts";
import {
  contrastFaults,
  listView,
  noticesView,
  panelFaults,
  surfaceFaults,
  takePictures,
  type View,
  whileMaximized,
} from "../../support/ui/pictures.ts";
import { openInput, pickRow } from "../../support/ui/quickInput.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";
import { typeScriptStores } from "../stores.ts";

// What is not here has its pictures in a file of its own.

const vsCode = useSharedVsCode({ files: typeScriptStores.finished });

const isAccepted = async () =>
  (await vsCode().probe.events()).some((event) => event.kind === "ended" && event.outcome === "accepted");

/** There is a suggestion to explain and to count. Also after a failed test, whose window is replaced. */
beforeEach(async () => {
  if (await isAccepted()) return;
  const editor = vsCode();
  await editor.probe.run("workbench.action.closeSidebar");
  await openBegun(editor, typeScriptStores);
  await editor.complete(typeScriptStores.typed);
  await editor.press("Tab");
  await editor.until("it is counted", isAccepted);
  await editor.reset();
});

const isNarrowDark: View["isWanted"] = (theme, size) => theme === "dark" && size === "narrow";

test("the log that notices lead to is not blank", async () => {
  const editor = vsCode();
  await editor.runCommand("Hunch: Show Log");
  const log = editor.page.locator(".part.panel .monaco-editor .view-lines");
  await editor.until("the log has lines", async () => /\[info\]\s\S/.test((await log.textContent()) ?? ""));
  await editor.screenshot("log");
  await editor.probe.run("workbench.action.closePanel");
});

describe("in every theme and size", () => {
  test("Explain Suggestions", async () => {
    const editor = vsCode();
    const { panel } = editor;
    await openBegun(editor, typeScriptStores);
    await editor.complete(typeScriptStores.typed);
    await editor.probe.run("hunch.showInspector");
    await panel.locator(".request .offered").first().waitFor();
    await panel.locator(".request summary").first().click();
    await panel.locator(".stage-bar").first().waitFor();
    const view = { name: "inspector", faults: panelFaults(editor) };
    const beside = async () => {
      // VS Code lets no panel be narrower than beside its side bar in a narrow window.
      await editor.probe.run("workbench.view.explorer");
      const faults = await takePictures(editor, [{ ...view, name: "inspector-beside", isWanted: isNarrowDark }]);
      await editor.probe.run("workbench.action.closeSidebar");
      return faults;
    };
    const pictures = async () => [...(await takePictures(editor, [view])), ...(await beside())];
    expect(await whileMaximized(editor, "Hunch: Explain Suggestions", pictures)).toEqual([]);
  });

  test("the menu, the hover of the status bar and its settings", async () => {
    const editor = vsCode();
    const { page, statusBarItem } = editor;
    const hover = page.locator(".workbench-hover", { hasText: "Hunch: On" });
    await editor.open("orders.ts");
    const showHover = async () => {
      await page.mouse.move(0, 0); // In a small window the hover of the last size may be anywhere else.
      await hover.waitFor({ state: "detached" });
      await statusBarItem.hover();
      await hover.waitFor();
    };
    const ofHover = { name: "hover", show: showHover, faults: surfaceFaults(editor, ".workbench-hover") };
    expect(await takePictures(editor, [ofHover])).toEqual([]);
    await page.mouse.move(300, 200);
    await statusBarItem.click();
    await openInput(editor, "Hunch");
    await page.mouse.move(300, 700);
    expect(await takePictures(editor, [listView(editor, "menu")])).toEqual([]);
    await editor.press("Escape");
    await editor.probe.run("workbench.action.openSettings", "@ext:hunch.hunch");
    await page.locator(".settings-editor .setting-item").first().waitFor();
    const settings = { name: "settings", faults: surfaceFaults(editor, ".settings-editor .setting-item-contents") };
    expect(await takePictures(editor, [settings])).toEqual([]);
  });

  test("the snooze, its notice and the menu that ends it", async () => {
    const editor = vsCode();
    await editor.open("orders.ts");
    await editor.runCommand("Hunch: Snooze Suggestions…");
    await openInput(editor, "Hunch: Snooze Suggestions");
    expect(await takePictures(editor, [listView(editor, "snooze")])).toEqual([]);
    await pickRow(editor, "Hunch: Snooze Suggestions", "15 Minutes");
    await findNotice(editor, "Suggestions are snoozed for 15 minutes.");
    expect(await takePictures(editor, [noticesView(editor, "notice")])).toEqual([]);
    await editor.probe.run("hunch.resume");
  });

  test("every step of the walkthrough, with its picture", async () => {
    const editor = vsCode();
    const { page } = editor;
    await editor.probe.run("workbench.action.openWalkthrough", "hunch.hunch#start");
    await page.locator(".getting-started-step").first().waitFor();
    const views = steps.map(({ id, title, media }) => stepView(id, title, media.svg ?? media.markdown ?? ""));
    expect(await takePictures(editor, views)).toEqual([]);
  });
});

interface Step {
  readonly id: string;
  readonly title: string;
  readonly media: { readonly svg?: string; readonly markdown?: string };
}

const steps: readonly Step[] = JSON.parse(readFileSync("package.json", "utf8")).contributes.walkthroughs[0].steps;

function stepView(id: string, title: string, media: string): View {
  /** The first words of the picture or page. */
  const [, words = ""] = /(?:<text[^>]*>|^# )([\w ]+)/m.exec(readFileSync(media, "utf8")) ?? [];
  return {
    name: `walkthrough-${id}`,
    // In a narrow window VS Code hides the picture: what is left is its own page.
    isWanted: (theme, size) => size === "wide" || theme === "light",
    async show(size) {
      const { page, panel } = vsCode();
      const step = page.locator(".getting-started-step", { hasText: title });
      const isExpanded = /\bexpanded\b/.test((await step.getAttribute("class")) ?? "");
      if (!isExpanded) await step.click();
      await page.mouse.move(0, 0); // Other steps are where this one was.
      await page.locator(".getting-started-step.expanded", { hasText: title }).waitFor();
      await step.scrollIntoViewIfNeeded();
      if (size === "wide") await panel.locator("body", { hasText: words }).waitFor(); // VS Code hides it in narrow windows.
    },
    async faults(size) {
      const editor = vsCode();
      const ofPicture = size === "wide" ? await contrastFaults(editor.panel) : [];
      // The page itself is VS Code's, and scrolls: what is outside its view is no fault.
      return [...(await contrastFaults(editor.page, ".gettingStartedDetailsContent")), ...ofPicture];
    },
  };
}

test("the checks find a text that is faint, half faded in or cut, and a page that is too wide", async () => {
  const editor = vsCode();
  await editor.probe.run("hunch.showInspector");
  await editor.panel.locator(".requests").first().waitFor();
  await editor.panel.locator("body").evaluate((body) => {
    const add = (text: string, style: Readonly<Record<string, string>>) => {
      const box = body.ownerDocument.createElement("p");
      box.textContent = text;
      Object.assign(box.style, style);
      body.append(box);
    };
    add("faint", { color: "#777777", background: "#888888" });
    add("half", { opacity: "0.3" });
    add("too long for it", { width: "40px", overflow: "hidden", whiteSpace: "nowrap" });
    add("wide", { width: "5000px" });
  });
  const found = (await panelFaults(editor)()).join("\n");
  for (const fault of ["“faint”", "“half”", "cut: P: too long", "px wider than"]) expect(found).toContain(fault);
});
