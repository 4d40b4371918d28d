import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import type { FrameLocator, Page } from "playwright-core";
import { inProject } from "../../../scripts/paths.ts";
import type { FaintText, SidewaysScroll, TabStop } from "../page/findings.ts";
import type { Screen, TypingEvent } from "../page/typing.ts";

/** Returns the visible texts below elements whose contrast is below what WCAG 2.2 AA allows. */
export function faintTextsOf(panel: FrameLocator | Page, selector = "body"): Promise<readonly FaintText[]> {
  return run(panel, "faintTexts", `faintTextsIn(${JSON.stringify(selector)})`);
}

/** Returns the texts of a panel that are cut without an ellipsis and a title, and how far it scrolls sideways. */
export async function layoutFaultsOf(panel: FrameLocator): Promise<readonly string[]> {
  const cut: readonly string[] = await run(panel, "cutTexts", 'cutTexts("body", false)');
  const scroll: SidewaysScroll | undefined = await run(panel, "cutTexts", "sidewaysScroll()");
  return [
    ...cut.map((text) => `cut: ${text}`),
    ...(scroll ? [`${scroll.pixels} px wider than its window (${scroll.element})`] : []),
  ];
}

/** Returns the texts of one of VS Code's own lists, hovers or pages that are cut without an ellipsis. */
export function cutTextsOf(page: Page, selector: string): Promise<readonly string[]> {
  return run(page, "cutTexts", `cutTexts(${JSON.stringify(selector)}, true)`);
}

/** Returns the labels of one of VS Code's own lists that are cut. */
export function cutLabelsOf(page: Page, selector: string): Promise<readonly string[]> {
  return run(page, "cutTexts", `cutLabels(${JSON.stringify(selector)})`);
}

/** Returns the texts that decorations add to the lines of editors and whose contrast is below 4.5. */
export function faintDecorationsOf(page: Page): Promise<readonly FaintText[]> {
  return run(page, "faintTexts", 'faintAddedTexts(".editor-instance .view-line span span", 4.5)');
}

/** Gives the focus to a panel, before its first control. Returns whether it stayed there. */
export function startTabWalk(panel: FrameLocator): Promise<boolean> {
  return run(panel, "tabWalk", "startTabWalk()");
}

/** Records the control of a panel that has the focus; undefined if none has. */
export function recordTabStop(panel: FrameLocator): Promise<TabStop | undefined> {
  return run(panel, "tabWalk", "recordTabStop()");
}

/** Returns what a mouse can click in a panel and the walk did not reach; undefined if VS Code has replaced its page. */
export function missedByTab(panel: FrameLocator): Promise<readonly string[] | undefined> {
  return run(panel, "tabWalk", "missedByTab()");
}

/** Records keys and what can be seen of suggestions in a window, in the frames that draw it. One recording per page. */
export function startRecorder(page: Page): Promise<void> {
  return run(page, "typingRecorder", "startRecorder()");
}

/** Ends the recording, so that a window which others use after it is as fast as before. */
export function stopRecorder(page: Page): Promise<void> {
  return page.evaluate("hunchTyping.stop()");
}

/** Returns what was recorded since the last call. */
export function takeEvents(page: Page): Promise<readonly TypingEvent[]> {
  return page.evaluate("hunchTyping.take()");
}

/** Returns what can be seen of suggestions now, in a window that is recorded. */
export function readScreen(page: Page): Promise<Screen> {
  return page.evaluate("hunchTyping.screen()");
}

/**
 * Runs a file of test/support/page/scripts, which is typed for pages, in a panel or a page. Again if VS Code replaces the page
 * meanwhile, as it does with a preview some time after the theme has changed.
 */
async function run<Result>(panel: FrameLocator | Page, file: string, call: string): Promise<Result> {
  const source = readFileSync(inProject(`test/support/page/scripts/${file}.ts`), "utf8");
  const script = stripTypeScriptTypes(source).replace(/^(?:export |import .*)/gm, "");
  for (;;) {
    try {
      return await panel.locator("body").evaluate<Result, void>(`(() => {\n${script}\nreturn ${call};\n})()`);
    } catch (error) {
      if (!/Frame was detached|Execution context was destroyed/.test(String(error))) throw error;
    }
  }
}
