import type { Frame, FrameLocator, Page } from "playwright-core";
import type { FaintText } from "../page/findings.ts";
import { cutLabelsOf, cutTextsOf, faintTextsOf, layoutFaultsOf } from "./inPage.ts";
import { themes } from "./startVsCode.ts";
import type { VsCode } from "./vsCode.ts";

/** Sizes of the window, in CSS pixels. The last one is what 200 % zoom leaves of the first. */
const sizes = {
  wide: { width: 1200, height: 800 },
  narrow: { width: 400, height: 800 },
  zoomed: { width: 600, height: 400 },
} as const;

type Theme = keyof typeof themes;
export type PictureSize = keyof typeof sizes;

/** Class of the window, and kind of its web views, in each theme. */
const kinds: Readonly<Record<Theme, readonly [window: string, panel: string]>> = {
  light: ["vs", "vscode-light"],
  dark: ["vs-dark", "vscode-dark"],
  highContrast: ["hc-black", "vscode-high-contrast"],
  highContrastLight: ["hc-light", "vscode-high-contrast-light"],
};

/** The last one is the windows' own, so that nothing changes afterwards. */
const inOrder: readonly Theme[] = ["light", "highContrastLight", "highContrast", "dark"];

/** What is to be seen in a picture. */
export interface View {
  /** The picture is `NAME-THEME-SIZE.png`. */
  readonly name: string;
  /** Whether a picture is taken in a theme and size; in all by default. */
  readonly isWanted?: (theme: Theme, size: PictureSize) => boolean;
  /** Shows it and waits for it. Called in every theme and size; by default it is there all the time. */
  readonly show?: (size: PictureSize) => Promise<unknown>;
  /** Returns what is wrong with what is drawn. */
  readonly faults: (size: PictureSize) => Promise<readonly string[]>;
}

/**
 * Takes pictures of views in every theme and size, in the open window. Afterwards it has its theme and size again.
 * @returns what is wrong in which picture
 */
export async function takePictures(editor: VsCode, views: readonly View[]): Promise<readonly string[]> {
  const { page, probe } = editor;
  const [size, theme] = [page.viewportSize() ?? sizes.wide, await probe.get("workbench.colorTheme")];
  const found: string[] = [];
  try {
    for (const theme of inOrder) {
      await page.setViewportSize(sizes.wide); // A web view that VS Code hides in a narrow window keeps its theme.
      await showTheme(editor, theme);
      for (const size of Object.keys(sizes) as readonly PictureSize[]) {
        await page.setViewportSize(sizes[size]);
        const wanted = views.filter(({ isWanted }) => isWanted?.(theme, size) ?? true);
        for (const view of wanted) found.push(...(await takePicture(editor, view, theme, size)));
      }
    }
  } finally {
    await page.setViewportSize(size);
    await probe.set("workbench.colorTheme", theme);
  }
  return found;
}

/**
 * Runs something while the editor group of a tab fills the window, as two in a narrow one are wider than it.
 * @param title the tab's
 */
export async function whileMaximized<Result>(
  editor: VsCode,
  title: string,
  run: () => Promise<Result>,
): Promise<Result> {
  const { page, probe } = editor;
  // The group with the focus is maximized, and VS Code learns late that a web view has it.
  await page.locator(".editor-group-container .tab", { hasText: title }).click();
  await page.locator(".editor-group-container.active .tab.active", { hasText: title }).waitFor();
  const toggle = () => probe.run("workbench.action.toggleMaximizeEditorGroup");
  await toggle();
  try {
    return await run();
  } finally {
    await toggle();
  }
}

async function takePicture(editor: VsCode, view: View, theme: Theme, size: PictureSize): Promise<readonly string[]> {
  await view.show?.(size);
  await editor.whenDrawn();
  await whenStill(editor);
  const name = `${view.name}-${theme}-${size}`;
  await editor.screenshot(name);
  return (await view.faults(size)).map((fault) => `${name}: ${fault}`);
}

async function showTheme(editor: VsCode, theme: Theme): Promise<void> {
  const { page, probe } = editor;
  await probe.set("workbench.colorTheme", themes[theme]);
  const [ofWindow, ofPanel] = kinds[theme];
  await page.locator(`.monaco-workbench.${ofWindow}`).waitFor();
  const lateBody = `body[data-vscode-theme-kind]:not([data-vscode-theme-kind="${ofPanel}"])`;
  await editor.until("every web view has the theme", async () => {
    const late = await Promise.all(page.frames().map((frame) => countIn(frame, lateBody)));
    return late.every((count) => count === 0);
  });
}

/** The number of elements in a frame; none in one that VS Code has replaced meanwhile. */
async function countIn(frame: Frame, selector: string): Promise<number> {
  try {
    return await frame.locator(selector).count();
  } catch (error) {
    if (frame.isDetached()) return 0;
    throw error;
  }
}

/** Resolves when everything that fades or slides has arrived. What moves for ever, such as a progress bar, goes on. */
async function whenStill(editor: VsCode): Promise<void> {
  const running =
    "document.getAnimations().filter((each) => each.playState === 'running' && Number.isFinite(each.effect?.getComputedTiming().endTime)).length";
  await editor.until("nothing moves", async () => (await editor.page.evaluate(running)) === 0);
}

/** A panel of Hunch: every text can be read, none is cut, and nothing scrolls sideways. */
export function panelFaults({ panel }: VsCode): () => Promise<readonly string[]> {
  return async () => [...(await contrastFaults(panel)), ...(await layoutFaultsOf(panel))];
}

/** Returns the texts of a page that can't be read well. For pages whose layout is VS Code's, such as its previews. */
export async function contrastFaults(page: Page | FrameLocator, selector = "body"): Promise<readonly string[]> {
  return (await faintTextsOf(page, selector)).map(sentenceOf);
}

/** A part of the window that VS Code draws: every text can be read, and those that are cut have an ellipsis. */
export function surfaceFaults({ page }: VsCode, selector: string): () => Promise<readonly string[]> {
  return async () => [
    ...(await contrastFaults(page, selector)),
    ...(await cutTextsOf(page, selector)).map((text) => `cut: ${text}`),
  ];
}

/** A list of VS Code's with rows of Hunch, which is open. Its labels are not cut; descriptions may be. */
export function listView(editor: VsCode, name: string): View {
  const selector = ".quick-input-widget";
  const labels = async () => (await cutLabelsOf(editor.page, selector)).map((label) => `cut label: ${label}`);
  return { name, faults: async () => [...(await surfaceFaults(editor, selector)()), ...(await labels())] };
}

/** An open list whose rows say more than fits: their ends may be cut with an ellipsis. */
export function longListView(editor: VsCode, name: string): View {
  return { name, faults: surfaceFaults(editor, ".quick-input-widget") };
}

/** The list of notifications, which is open. */
export function noticesView(editor: VsCode, name: string): View {
  return { name, faults: surfaceFaults(editor, ".notifications-center") };
}

function sentenceOf({ text, ratio, color, background }: FaintText): string {
  return `contrast ${ratio.toFixed(2)} of “${text}”, ${color} on ${background}`;
}
