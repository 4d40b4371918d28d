import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ModelServer } from "../../support/modelServer.ts";
import { findNotice } from "../../support/ui/findNotice.ts";
import { openBegun } from "../../support/ui/openBegun.ts";
import { enterText, openInput } from "../../support/ui/quickInput.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";
import { walkRows } from "../../support/ui/walkRows.ts";
import { tabTo, walkWithTab } from "../../support/ui/walkWithTab.ts";
import { typeScriptStores } from "../stores.ts";

// Nothing here uses the mouse. The evaluation's page and the statistics of weeks have their walks in their own files.

let server: ModelServer;
const vsCode = useSharedVsCode({
  files: typeScriptStores.finished,
  settings: { "hunch.ask.name": "talker", "hunch.ask.baseUrl": "http://127.0.0.1:9" },
});

beforeAll(async () => {
  server = await ModelServer.start();
  await vsCode().probe.set("hunch.ask.baseUrl", server.url);
});
afterAll(() => server.close());

/** The element with the focus in the panel, as its name and text. */
const focusedInPanel = () =>
  vsCode()
    .panel.locator(":focus")
    .evaluate((each) => each.getAttribute("aria-label") ?? each.textContent);

describe("pages, by Tab and Enter", () => {
  test("Ask: the empty panel, answers with every kind of control, and a rating", async () => {
    const editor = vsCode();
    const { panel } = editor;
    server.answer = () => ({
      chunks: [
        "`loadOrders` is in the orders [1], see [the docs](https://example.org/).\n\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n```ts path=orders.ts\nexport const one = 1;\n```\n",
      ],
    });
    await editor.open("orders.ts");
    await editor.runCommand("Hunch: Ask…");
    await enterText(editor, "Ask about the code", "Where are orders loaded?");
    const turns = panel.locator(".turn");
    await turns.last().locator(".tools button").first().waitFor();
    await tabTo(editor, "New Conversation");
    await editor.press("Enter");
    await panel.locator(".empty").waitFor();
    const empty = await walkWithTab(editor);
    expect(empty.faults.join("\n")).toBe("");
    expect(empty.names).toEqual([
      "Show History…",
      "Where are errors handled?",
      "How is the configuration read?",
      "What calls the database?",
      "Question about the code",
      "Ask",
    ]);

    await tabTo(editor, "What calls the database?");
    await editor.press("Enter");
    expect(await focusedInPanel()).toBe("Question about the code");
    await editor.press("Enter");
    await turns.first().locator(".tools button").first().waitFor();
    await editor.page.keyboard.type("And where are parcels loaded?");
    await editor.press("Enter");
    await turns.nth(1).locator(".tools button").first().waitFor();
    await tabTo(editor, "Not helpful");
    await editor.press("Enter");
    await panel.locator(".reasons").waitFor();
    expect(await focusedInPanel()).toBe("Not helpful");
    await tabTo(editor, "Unclear");
    await editor.press("Enter");
    await panel.locator('.reasons [aria-pressed="true"]', { hasText: "Unclear" }).waitFor();
    expect(await focusedInPanel()).toBe("Unclear");
    await tabTo(editor, await sourcesLabel());
    await editor.press("Enter");
    const answered = await walkWithTab(editor);
    expect(answered.faults.join("\n")).toBe("");
    const [copy, history, start, earlier, edit] = answered.names;
    expect([copy, history, start]).toEqual(["Copy Conversation", "Show History…", "New Conversation"]);
    expect(earlier).toBe("Question: What calls the database?"); // A single stop, which Enter leads into.
    expect(edit).toBe("Edit Question");
    const inOrder = [
      "the docs",
      "Table",
      "Copy code",
      "orders.ts",
      "Copy Answer",
      "Unclear",
      "Question about the code",
    ];
    expect(answered.names.filter((name) => inOrder.includes(name))).toEqual(inOrder);
    await editor.screenshot("keyboard-ask");
  });

  const sourcesLabel = async () => (await vsCode().panel.locator(".source-fold > summary").last().textContent()) ?? "";

  test("Explain Suggestions with a request that is unfolded, and the statistics", async () => {
    const editor = vsCode();
    const { panel } = editor;
    await openBegun(editor, typeScriptStores);
    await editor.complete(typeScriptStores.typed);
    await editor.press("Tab");
    await editor.runCommand("Hunch: Explain Suggestions");
    const request = panel.locator("details.request").first();
    await request.waitFor();
    const folded = await walkWithTab(editor);
    expect(folded.faults.join("\n")).toBe("");
    await tabTo(editor, /Offered|Nothing/); // What follows the accepted suggestion may have been asked for, too.
    await editor.press("Enter");
    await panel.locator(".stage-bar").first().waitFor();
    const unfolded = await walkWithTab(editor);
    expect(unfolded.faults.join("\n")).toBe("");
    expect(unfolded.names.length).toBeGreaterThan(folded.names.length);
    await editor.screenshot("keyboard-inspector");

    await editor.runCommand("Hunch: Show Statistics");
    await panel.locator(".outcomes").waitFor();
    expect((await walkWithTab(editor)).faults.join("\n")).toBe("");
    await tabTo(editor, "7 days");
    await editor.press("Enter");
    await panel.locator('[aria-pressed="true"]', { hasText: "7 days" }).waitFor();
    expect(await focusedInPanel()).toBe("7 days");
  });
});

describe("lists, by arrows, Enter and Escape", () => {
  /** Walks through the open list and returns its rows. */
  async function walkThrough(title: string): Promise<readonly string[]> {
    await openInput(vsCode(), title);
    const rows = await walkRows(vsCode());
    expect(rows.filter((row) => row === "" || row.includes("$("))).toEqual([]);
    return rows;
  }

  /** Presses an arrow until the row with this name is chosen. */
  async function arrowTo(key: "ArrowDown" | "ArrowUp", name: string): Promise<void> {
    const focused = vsCode().page.locator(".quick-input-list .monaco-list-row.focused");
    await vsCode().until(`arrows reach ${name}`, async () => {
      await vsCode().press(key);
      return ((await focused.getAttribute("aria-label")) ?? "").startsWith(name);
    });
  }

  /** Closes the list. The focus is back where it came from. */
  async function leave(): Promise<void> {
    await vsCode().press("Escape");
    await vsCode().page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  test("the menu of the status bar, and its list of snoozes", async () => {
    const editor = vsCode();
    const { probe, statusBarItem } = editor;
    const hasFocus = () => statusBarItem.evaluate((item) => item.contains(item.ownerDocument.activeElement));
    await editor.open("orders.ts");
    await probe.run("workbench.action.focusStatusBar");
    await editor.until("arrows reach Hunch", async () => {
      await editor.press("ArrowLeft");
      return hasFocus();
    });
    await editor.press("Enter");
    const rows = await walkThrough("Hunch");
    for (const name of ["Ask…", "Explain Suggestions", "Choose a Model…", "Snooze…", "Turn Off for TypeScript"]) {
      expect(rows.filter((row) => row.startsWith(name))).toHaveLength(1);
    }
    await leave();
    await editor.until("the status bar has the focus again", hasFocus);
    await editor.press("Enter");
    await openInput(editor, "Hunch");
    await arrowTo("ArrowDown", "Snooze…");
    await editor.press("Enter");
    const snoozes = await walkThrough("Hunch: Snooze Suggestions");
    expect(snoozes).toEqual(["5 Minutes", "15 Minutes", "60 Minutes", "Until Restart"]);
    await leave();
    await editor.press("Escape", "Escape"); // From the item, and from the status bar.
    await editor.whenFocused();

    await editor.runCommand("Hunch: Snooze Suggestions…");
    await openInput(editor, "Hunch: Snooze Suggestions");
    await editor.press("Escape");
    await editor.whenFocused();
    await editor.runCommand("Hunch: Snooze Suggestions…");
    await openInput(editor, "Hunch: Snooze Suggestions");
    await arrowTo("ArrowDown", "15 Minutes");
    await editor.press("Enter");
    await findNotice(editor, "Suggestions are snoozed for 15 minutes.");
    await probe.run("hunch.resume");
  });

  test("Choose a Model", async () => {
    const editor = vsCode();
    const open = async () => {
      await editor.runCommand("Hunch: Choose a Model…");
      await openInput(editor, "Choose a Model");
      await editor.page.locator(".quick-input-list .monaco-list-row.focused").waitFor();
    };
    await editor.open("orders.ts");
    await open();
    const rows = await walkThrough("Choose a Model");
    for (const name of ["The embedded engine alone", "Another model of the hub…", "Mistral", "Another address…"]) {
      expect(rows.filter((row) => row.startsWith(name))).toHaveLength(1);
    }
    await leave();
    await editor.whenFocused();
    await open();
    await arrowTo("ArrowUp", "Another address…");
    await editor.press("Enter");
    await openInput(editor, "Choose a Model: Address");
    await leave();
    await editor.whenFocused();
  });
});
