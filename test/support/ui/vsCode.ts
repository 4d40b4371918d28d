import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Locator, Page } from "playwright-core";
import { inCache } from "../../../scripts/paths.ts";
import { readGhostText } from "./ghostText.ts";
import type { EditorState, Probe } from "./probe.ts";

/** What a window stands on. */
export interface VsCodeParts {
  readonly page: Page;
  /** Folder that is open. */
  readonly workspace: string;
  readonly connect: () => Promise<Probe>;
  readonly close: () => Promise<void>;
}

/** For a machine at load 15; what is awaited is mostly there within a second. */
const patienceMs = 90_000;
/** The host is installed without compiling; what VS Code says about the parts it misses is no news. */
const missingNatives = /bindings file|native-watchdog|Release\/watchdog|spdlog/;

/** A window of a real VS Code, used as a person uses it: keys, mouse, and what can be seen. */
export class VsCode implements AsyncDisposable {
  readonly page: Page;
  /** Folder that is open. */
  readonly workspace: string;
  readonly #connect: () => Promise<Probe>;
  readonly #close: () => Promise<void>;
  readonly #console: string[] = [];
  #probe: Probe | undefined;

  constructor({ page, workspace, connect, close }: VsCodeParts) {
    this.page = page;
    this.workspace = workspace;
    this.#connect = connect;
    this.#close = close;
    page.on("console", (message) => {
      const [line = ""] = message.text().split("\n", 1);
      if (!missingNatives.test(line)) this.#console.push(`${message.type()}: ${line.slice(0, 300)}`);
    });
  }

  /** The second extension in the host; it knows what the extension host knows. */
  get probe(): Probe {
    if (!this.#probe) throw new Error("The window is not active yet: await whenActive() first.");
    return this.#probe;
  }

  /** Hunch's item in the status bar. */
  get statusBarItem(): Locator {
    return this.page.locator('.statusbar-item[id^="hunch.hunch"]');
  }

  /** Resolves when Hunch can be seen in the status bar: nothing is ever typed before that. */
  async whenActive(): Promise<void> {
    await this.statusBarItem.waitFor({ timeout: 180_000 });
    this.#probe = await this.#connect();
  }

  /** Opens files one after the other, as with Ctrl+P, and waits until Hunch has learnt them. The last has the focus. */
  async open(...paths: readonly string[]): Promise<void> {
    for (const path of paths) await this.#openOne(path);
    await this.probe.whenLearnt();
  }

  async #openOne(path: string): Promise<void> {
    await this.#pick("Control+p", path, path.split("/").at(-1) ?? path);
    await this.until(
      `${path} has the focus`,
      async () => (await this.probe.editor())?.path.endsWith(`/${path}`) === true,
    );
    await this.whenFocused();
  }

  /**
   * Opens the quick input with a key, fills it and presses Enter. What is still going on in the window may take the
   * focus away and so close it again: then once more. @param row what the chosen row must say before Enter is pressed
   */
  async #pick(key: string, text: string, row: string | undefined): Promise<void> {
    const input = this.page.locator(".quick-input-widget input[type=text]");
    const deadline = performance.now() + patienceMs;
    for (;;) {
      try {
        if (await input.isVisible()) await this.page.keyboard.press("Escape");
        await this.page.keyboard.press(key);
        await input.fill(text, { timeout: 3_000 });
        if (row !== undefined) {
          const chosen = this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: row });
          await chosen.waitFor({ timeout: 5_000 });
        }
        await input.press("Enter", { timeout: 1_000 });
        return;
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await this.page.keyboard.press("Escape"); // A dialog that an earlier step left behind takes every key.
      }
    }
  }

  /** Closes an editor or panel by its tab, wherever the focus is; the text has the focus then. */
  async closeTab(title: string): Promise<void> {
    const tab = this.page.locator(".tab", { hasText: title });
    await tab.click({ button: "middle" });
    await tab.waitFor({ state: "detached" });
    await this.runCommand("View: Focus First Editor Group");
  }

  /** Puts the cursor at a place, as with Ctrl+G. @param line from 1 @param column from 1 */
  async goTo(line: number, column: number): Promise<void> {
    await this.#pick("Control+g", `:${line}:${column}`, undefined);
    await this.until(`the cursor is at ${line}:${column}`, async () => {
      const editor = await this.probe.editor();
      return editor?.line === line - 1 && editor.character === column - 1;
    });
  }

  /** Resolves when key strokes reach the editor: what was open above it has closed. */
  async whenFocused(): Promise<void> {
    await this.page.locator(".editor-instance .monaco-editor.focused").waitFor({ timeout: patienceMs });
  }

  /** Types with real key strokes. @param delayMs between two of them */
  async type(text: string, delayMs = 25): Promise<void> {
    await this.page.keyboard.type(text, { delay: delayMs });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** The grey text at the cursor as it can be seen now, lines joined by "\n"; undefined when there is none. */
  ghostText(): Promise<string | undefined> {
    return readGhostText(this.page);
  }

  /** Waits until ghost text stands, and has stood unchanged for a moment. @throws Error when there is none in time */
  async waitForGhostText(timeoutMs = patienceMs): Promise<string> {
    let seen: string | undefined;
    await this.until(
      "ghost text can be seen",
      async () => {
        const before = await this.ghostText();
        await sleep(100);
        seen = await this.ghostText();
        return seen !== undefined && seen === before;
      },
      timeoutMs,
    );
    return seen ?? "";
  }

  async waitForNoGhostText(timeoutMs = patienceMs): Promise<void> {
    await this.until("no ghost text can be seen", async () => (await this.ghostText()) === undefined, timeoutMs);
  }

  /** Saves with Ctrl+S and returns the bytes on disk. */
  async save(path: string): Promise<Buffer> {
    await this.page.keyboard.press("Control+s");
    await this.until(`${path} is saved`, async () => (await this.probe.editor())?.dirty === false);
    return this.onDisk(path);
  }

  onDisk(path: string): Promise<Buffer> {
    return readFile(join(this.workspace, path));
  }

  /** Text of the active document as the extension host has it. */
  async editor(): Promise<EditorState> {
    const editor = await this.probe.editor();
    if (!editor) throw new Error("No editor is active.");
    return editor;
  }

  /** Runs a command from the palette by its title. */
  async runCommand(title: string): Promise<void> {
    await this.#pick("F1", `>${title}`, title);
  }

  /** Closes the active editor and forgets what was typed there since the last save. */
  async revertAndClose(): Promise<void> {
    const { path } = await this.editor();
    await this.runCommand("View: Revert and Close Editor");
    await this.until(`${path} is closed`, async () => (await this.probe.editor())?.path !== path);
  }

  /** Closes the window as a person does, and resolves when its extension host has ended. */
  async closeWindow(): Promise<void> {
    await this.page.goto("about:blank"); // Unlike closing the page, leaving it lets VS Code say goodbye.
    const isGone = () =>
      this.probe.editor().then(
        () => false,
        () => true,
      );
    await this.until("the extension host has ended", isGone);
  }

  async statusBarText(): Promise<string> {
    return (await this.statusBarItem.innerText()).trim();
  }

  /** What the status bar item says to a screen reader: state and today's counts. */
  async statusBarLabel(): Promise<string> {
    return (await this.statusBarItem.getAttribute("aria-label")) ?? "";
  }

  /** Puts a picture into .cache/screenshots and returns its path. */
  async screenshot(name: string): Promise<string> {
    const path = inCache("screenshots", `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }

  /** For a failed test: a picture, what the window printed, what stands in the editor, and the events so far. */
  async diagnose(name: string): Promise<string> {
    const picture = await this.screenshot(name);
    const events = await this.#probe?.events().catch((error: unknown) => String(error));
    const lines = Array.isArray(events) ? events.map((event) => JSON.stringify(event)) : [String(events)];
    return [
      `Screenshot: ${picture}`,
      "Window console:",
      ...this.#console.slice(-30),
      "Events:",
      ...lines.slice(-20),
    ].join("\n");
  }

  /** Asks again and again until it is so. @param claim completes "… did not come about" */
  async until(claim: string, isSo: () => Promise<boolean>, timeoutMs = patienceMs): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    while (!(await isSo())) {
      if (performance.now() > deadline) throw new Error(`Within ${timeoutMs} ms it did not come about that ${claim}.`);
      await sleep(25);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
  }
}
