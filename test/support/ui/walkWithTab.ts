import type { FrameLocator } from "playwright-core";
import { missedByTab, recordTabStop, startTabWalk } from "./inPage.ts";
import type { VsCode } from "./vsCode.ts";

/** A walk through a panel by Tab. */
export interface TabWalk {
  /** Names of the controls, in the order in which Tab reached them. */
  readonly names: readonly string[];
  /** What those who use the keyboard would miss. */
  readonly faults: readonly string[];
}

/**
 * Presses Tab from the start of the panel until the focus leaves it or comes round, and judges each control on the way:
 * reached once, in the order of reading, named, in sight, and marked while it has the focus.
 */
export async function walkWithTab(editor: VsCode): Promise<TabWalk> {
  // VS Code may replace a page, for example some time after its theme has changed.
  for (;;) {
    const walk = await walkOnce(editor);
    if (walk) return walk;
  }
}

/** Walks once; returns undefined if the page was replaced meanwhile. */
async function walkOnce(editor: VsCode): Promise<TabWalk | undefined> {
  const { page, panel } = editor;
  await start(editor);
  const names: string[] = [];
  const faults: string[] = [];
  for (;;) {
    await page.keyboard.press("Tab");
    const stop = await recordTabStop(panel);
    if (!stop) break;
    names.push(stop.name);
    faults.push(...stop.faults.map((fault) => `“${stop.name}” ${fault}`));
    if (!stop.isFirstTime) break;
  }
  const missed = await missedByTab(panel);
  return missed && { names, faults: [...faults, ...missed, ...(await namelessIn(panel))] };
}

/** Presses Tab from the start of the panel until a control with this name has the focus. */
export async function tabTo(editor: VsCode, name: string | RegExp): Promise<void> {
  const { page, panel } = editor;
  await start(editor);
  for (;;) {
    await page.keyboard.press("Tab");
    const stop = await recordTabStop(panel);
    if (!stop?.isFirstTime) throw new Error(`Tab does not reach “${name}”.`);
    if (typeof name === "string" ? stop.name === name : name.test(stop.name)) return;
  }
}

async function start(editor: VsCode): Promise<void> {
  await editor.page.mouse.move(0, 0); // What is under the pointer may show an explanation, which covers its neighbors.
  await editor.until("the panel has the focus, before its first control", () => startTabWalk(editor.panel));
}

/** The lines of a panel's accessibility tree with a control that has no name. */
async function namelessIn(panel: FrameLocator): Promise<readonly string[]> {
  const tree = await panel.locator("body").ariaSnapshot();
  const nameless =
    tree.match(/^ *- (?:button|link|checkbox|combobox|textbox|option|region)(?: \[[^\]]*\])*:?$/gm) ?? [];
  return nameless.map((line) => `in the accessibility tree: ${line.trim()}`);
}
