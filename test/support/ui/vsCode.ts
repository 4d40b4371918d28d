import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { inCache } from "../../../scripts/paths.ts";
import { diagnoseWindow } from "./diagnoseWindow.ts";
import { readGhostText } from "./ghostText.ts";
import { isRunning } from "./isRunning.ts";
import type { EditorState, Probe } from "./probe.ts";

/** Parts of a window. */
export interface VsCodeParts {
  readonly page: Page;
  /** Address of the window. */
  readonly url: string;
  /** Path of the open folder. */
  readonly workspace: string;
  /** Folder of Hunch's stored data. */
  readonly storage: string;
  /** The server's folder for everything that it writes, and its process id. */
  readonly dataFolder: string;
  readonly serverPid: number | undefined;
  /** Waits for the starting extension host. */
  readonly connect: () => Promise<Probe>;
  readonly close: () => Promise<void>;
}

/** Maximum time to wait. Usually a second is enough; beside six busy processes on two cores, a window took over 90. */
const patienceMs = 180_000;
/** Milliseconds between two checks. */
const paceMs = 25;
/** Messages about native modules, which are missing because the host is installed without compiling. */
const missingNatives = /bindings file|native-watchdog|Release\/watchdog|spdlog/;

/**
 * A window of a real VS Code, used with keys, mouse and visible text. Preparation and clean-up go through the probe,
 * which does not depend on focus.
 */
export class VsCode implements AsyncDisposable {
  readonly page: Page;
  /** Path of the open folder. */
  readonly workspace: string;
  /** Folder of Hunch's stored data. */
  readonly storage: string;
  readonly #parts: VsCodeParts;
  readonly #console: string[] = [];
  #probe: Probe | undefined;

  constructor(parts: VsCodeParts) {
    const { page, workspace, storage } = parts;
    this.page = page;
    this.workspace = workspace;
    this.storage = storage;
    this.#parts = parts;
    page.on("pageerror", (error) => this.#console.push(`page error: ${error.stack ?? error.message}`));
    page.on("crash", () => this.#console.push("The page has crashed."));
    page.on("console", (message) => {
      const [line = ""] = message.text().split("\n", 1);
      if (!missingNatives.test(line)) this.#console.push(`${message.type()}: ${line.slice(0, 300)}`);
    });
  }

  /** The probe, a second extension in the host that reports its state. */
  get probe(): Probe {
    if (!this.#probe) throw new Error("The window is not active yet: await whenActive() first.");
    return this.#probe;
  }

  /** Hunch's item in the status bar. */
  get statusBarItem(): Locator {
    return this.page.locator('.statusbar-item[id^="hunch.hunch"][id$="status"]');
  }

  /** A modal question. */
  get dialog(): Locator {
    return this.page.locator(".monaco-dialog-box");
  }

  /** VS Code's own list of completions. */
  get suggestList(): Locator {
    return this.page.locator(".suggest-widget.visible");
  }

  /** The page of the open web view, inside VS Code's own frame. */
  get panel(): FrameLocator {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  }

  /** Resolves when Hunch is visible in the status bar. Nothing is typed before that. */
  async whenActive(): Promise<void> {
    await this.statusBarItem.waitFor({ timeout: 180_000 });
    await this.whenStarted();
  }

  /** Resolves when the extension host runs extensions, with or without Hunch. */
  async whenStarted(): Promise<void> {
    this.#probe ??= await this.#parts.connect();
  }

  /** Opens files one after another and waits until Hunch has learned them. The last one has the focus. */
  async open(...paths: readonly string[]): Promise<void> {
    for (const path of paths) await this.probe.open(path);
    await this.whenFocused();
    await this.until("the extension host has an active editor", async () => (await this.probe.editor()) !== undefined);
    await this.probe.whenLearnt();
  }

  /** Moves the cursor. @param line from 1 @param column from 1 */
  async goTo(line: number, column: number): Promise<void> {
    // From elsewhere: if the window already reported this position, the move would come between the next keystrokes.
    await this.#moveTo(1, 1);
    await this.#moveTo(line, column);
  }

  async #moveTo(line: number, column: number): Promise<void> {
    await this.probe.select(line - 1, column - 1);
    const before = textBeforeCursor({ ...(await this.editor()), line: line - 1, character: column - 1 });
    // As the window reports it, because keystrokes go there.
    const reported = `Ln ${line}, Col ${visibleWidth(before) + 1}`;
    await this.page.locator(".statusbar-item", { hasText: new RegExp(`${reported}\\b`) }).waitFor();
  }

  /**
   * Resolves when keystrokes reach the editor because everything above it has closed, and when the editor has the part
   * that asks for ghost text: VS Code creates it once the window is idle, and idle callbacks run in their order.
   */
  async whenFocused(): Promise<void> {
    await this.page.locator(".editor-instance .monaco-editor.focused").waitFor();
    await this.page.evaluate("new Promise((resolve) => requestIdleCallback(resolve))");
  }

  /** Types into the editor with real keystrokes and waits until the extension host has them. */
  async type(text: string, delayMs = 10): Promise<void> {
    await this.page.keyboard.type(text, { delay: delayMs });
    await this.#whenTyped(text);
  }

  async #whenTyped(text: string): Promise<void> {
    const line = text.split("\n").at(-1) ?? "";
    await this.until(`"${line}" is typed`, async () => textBeforeCursor(await this.editor()).endsWith(line));
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /**
   * Resolves when Hunch has answered a request after a time and the window shows the result.
   * @param since in milliseconds since 1970; by default the time of the last change
   */
  async whenAnswered(since?: number): Promise<void> {
    await this.until(`Hunch has answered since ${since ?? "the last change"}`, async () => {
      const from = since ?? (await this.editor()).changedAt;
      const events = await this.probe.events();
      return events.some((event) => event.kind === "request" && event.at >= from && event.outcome !== "cancelled");
    });
    await this.whenDrawn();
  }

  /** Resolves when the window has drawn everything that the extension host has sent. */
  async whenDrawn(): Promise<void> {
    await this.probe.run("noop"); // A command of the window: messages to it keep their order.
    await this.page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))");
  }

  /** Returns the visible ghost text, with lines joined by "\n"; undefined if there is none. */
  ghostText(): Promise<string | undefined> {
    return readGhostText(this.page);
  }

  /** Waits until ghost text is visible and everything that was sent is drawn. */
  async waitForGhostText(): Promise<string> {
    let seen: string | undefined;
    await this.until("ghost text can be seen", async () => {
      const before = await this.ghostText();
      if (before === undefined) return false;
      await this.whenDrawn();
      seen = await this.ghostText();
      return seen === before;
    });
    return seen ?? "";
  }

  /**
   * Closes VS Code's list of completions, if it is open, with the command of Escape. The key itself would reject ghost text
   * if the list closed just before.
   */
  async closeSuggestList(): Promise<void> {
    await this.probe.run("hideSuggestWidget");
    await this.suggestList.waitFor({ state: "hidden" });
  }

  /**
   * Enters a text and returns the resulting ghost text. Only the last character is typed: key by key, it would depend on
   * the speed of the machine what Hunch offers on the way, and Hunch offers less where an offer was typed against. On the
   * speed also depends whether VS Code's list of completions opens first: then it is closed, and Tab goes to the ghost text.
   * From a language server that is starting, the list would come seconds later.
   */
  async complete(text: string): Promise<string> {
    await this.probe.whenListsAreQuick();
    if (text.length > 1) await this.page.keyboard.insertText(text.slice(0, -1));
    await this.page.keyboard.type(text.slice(-1));
    await this.#whenTyped(text);
    await this.whenAnswered();
    await this.until("ghost text can be seen without the list", async () => {
      // One that closes within a moment after it opened, as no person is able to, takes the ghost text with it for good.
      if (await this.suggestList.isVisible()) {
        await this.pause(200); // VS Code asks for ghost text within 50 ms after what can be seen.
        await this.whenDrawn();
      }
      await this.closeSuggestList();
      return (await this.ghostText()) !== undefined;
    });
    return this.waitForGhostText();
  }

  /** Waits by the timers of the page, which keep their order on a busy machine. Only for what cannot be seen. */
  async pause(ms: number): Promise<void> {
    await this.page.evaluate(`new Promise((resolve) => setTimeout(resolve, ${ms}))`);
  }

  async waitForNoGhostText(): Promise<void> {
    await this.until("no ghost text can be seen", async () => (await this.ghostText()) === undefined);
  }

  /** Saves with Ctrl+S and returns the bytes on disk. */
  async save(path: string): Promise<Buffer> {
    await this.page.keyboard.press("Control+s");
    await this.until(`${path} is saved`, async () => !(await this.editor()).dirty);
    return readFile(join(this.workspace, path));
  }

  /** Writes a file of the workspace. */
  async write(path: string, content: string): Promise<void> {
    await writeFile(join(this.workspace, path), content);
  }

  /** Returns the state of the active editor in the extension host. */
  async editor(): Promise<EditorState> {
    const editor = await this.probe.editor();
    if (!editor) throw new Error("No editor is active.");
    return editor;
  }

  /** Runs a command from the palette by its title, once it can be chosen there. */
  async runCommand(title: string): Promise<void> {
    const chosen = this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: title });
    await this.until(`${title} can be chosen`, async () => {
      // An open palette does not learn that a command has become available: it is opened again.
      await this.probe.run("workbench.action.quickOpen", `>${title}`);
      const deadline = performance.now() + 10_000;
      while (!(await chosen.isVisible()) && performance.now() < deadline) await sleep(paceMs);
      return chosen.isVisible();
    });
    await this.page.locator(".quick-input-box input").press("Enter");
  }

  /** Closes what a test left open: dialogs, notifications, panels, and files without saving. */
  async reset(): Promise<void> {
    if (!this.#probe) return;
    if (await this.dialog.isVisible()) await this.page.keyboard.press("Escape");
    await this.probe.run("workbench.action.closeQuickOpen");
    await this.probe.run("notifications.clearAll");
    await this.probe.closeAll();
    await this.page.locator(".editor-instance").waitFor({ state: "detached" });
  }

  /** Closes the window, if it is open, like a user and resolves when its extension host has ended. */
  async closeWindow(): Promise<void> {
    if (!this.#probe) return;
    const { pid } = this.#takeProbe();
    await this.page.goto("about:blank"); // Unlike closing the page, navigating lets VS Code shut down.
    await this.until("the extension host has ended", async () => !isRunning(pid));
  }

  /** Reloads the window with the command, as a user does. */
  async reloadWindow(): Promise<void> {
    await this.runCommand("Developer: Reload Window");
    await this.whenReloaded();
    await this.whenActive();
  }

  /**
   * Kills the extension host and resolves when Hunch is active in the next one, which VS Code starts: a third of the time
   * of another window. Nothing is left for Hunch to save, so close the window where that is tested.
   */
  async replaceExtensionHost(): Promise<void> {
    process.kill(this.probe.pid, "SIGKILL");
    await this.whenReloaded();
    await this.whenActive();
  }

  /** Resolves when the window has got another extension host. */
  async whenReloaded(): Promise<void> {
    const { pid } = this.#takeProbe();
    await this.until("the extension host has ended", async () => !isRunning(pid));
    const started = this.whenStarted();
    // Of a host that ended for the third time within five minutes, VS Code asks whether to start another.
    const restart = this.page.getByRole("button", { name: "Restart Remote Extension Host" });
    const next = this.until("another extension host has started", async () => {
      if (await restart.isVisible()) await restart.click();
      return this.#probe !== undefined;
    });
    await Promise.all([started, next]);
  }

  /** Returns the probe of an extension host that is about to end; nobody asks it any more. */
  #takeProbe(): Probe {
    const { probe } = this;
    this.#probe = undefined;
    return probe;
  }

  /** Opens the window again. */
  async openWindow(): Promise<void> {
    await this.page.goto(this.#parts.url);
    await this.whenActive();
  }

  /** Opens another window of the same folder, with an extension host of its own. Disposing of it closes it. */
  async openAnother(): Promise<VsCode> {
    const page = await this.page.context().newPage();
    const another: VsCode = new VsCode({
      ...this.#parts,
      page,
      close: async () => {
        await another.closeWindow();
        await page.close();
      },
    });
    page.setDefaultTimeout(patienceMs);
    await another.openWindow();
    return another;
  }

  async statusBarText(): Promise<string> {
    return (await this.statusBarItem.innerText()).trim();
  }

  /** Returns the status bar item's text for screen readers: state, model and today's figures. */
  async statusBarLabel(): Promise<string> {
    return (await this.statusBarItem.getAttribute("aria-label")) ?? "";
  }

  /** Saves a screenshot in .cache/screenshots and returns its path. */
  async screenshot(name: string): Promise<string> {
    const path = inCache("screenshots", `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }

  /** Returns a failed test's diagnosis. @param name of its screenshot */
  diagnose(name: string): Promise<string> {
    const { page, dataFolder, serverPid } = this.#parts;
    const screenshot = () => this.screenshot(name);
    return diagnoseWindow({ page, dataFolder, serverPid, screenshot, console: this.#console, probe: this.#probe });
  }

  /** Checks a condition until it is true. @param claim completes "it was not true that …" */
  async until(claim: string, isSo: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + patienceMs;
    while (!(await isSo())) {
      if (performance.now() > deadline) throw new Error(`After ${patienceMs} ms it was still not true that ${claim}.`);
      await sleep(paceMs);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.close();
  }
}

function textBeforeCursor({ text, line, character }: EditorState): string {
  return (text.split(/\r?\n/)[line] ?? "").slice(0, character);
}

/** Columns that a text takes with tab stops every four columns, VS Code's default. */
function visibleWidth(text: string): number {
  return [...text].reduce((width, each) => (each === "\t" ? width + 4 - (width % 4) : width + 1), 0);
}
