import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeHistory } from "../../support/gitHistory.ts";
import { ModelServer } from "../../support/modelServer.ts";
import { findNotice } from "../../support/ui/findNotice.ts";
import { openBegun } from "../../support/ui/openBegun.ts";
import { enterText, openInput, pickRow } from "../../support/ui/quickInput.ts";
import { readInstallation, useVsCode } from "../../support/ui/useVsCode.ts";
import type { VsCode } from "../../support/ui/vsCode.ts";
import { typeScriptStores } from "../stores.ts";

const model = "qwen2.5-coder:1.5b";
let server: ModelServer;
const vsCode = useVsCode({
  files: typeScriptStores.finished,
  isBare: true,
  settings: {
    // As VS Code 1.103 comes: the list of completions opens at every word.
    "editor.fontSize": 14,
    "editor.minimap.enabled": true,
    "editor.hover.enabled": true,
    "editor.quickSuggestions": { other: "on", comments: "off", strings: "off" },
    "editor.suggestOnTriggerCharacters": true,
    "workbench.welcomePage.walkthroughs.openOnInstall": true,
  },
});

beforeAll(async () => {
  server = await ModelServer.start({
    models: [model],
    without: /props|infill|api\//,
    answer: ({ body }) => ({ chunks: [/== \\?"(\w+)/.exec(JSON.stringify(body))?.[1] ?? "fore", "cast();"] }),
  });
});
afterAll(() => server.close());

const status = (text: RegExp) =>
  vsCode().until(`the status bar says ${text}`, async () => text.test(await vsCode().statusBarLabel()));

const text = async () => (await vsCode().editor()).text;

/** Installs Hunch, is welcomed, and sees a suggestion at the sample's first key. */
async function installs(editor: VsCode): Promise<void> {
  await editor.runCommand("Extensions: Install from VSIX...");
  const path = await openInput(editor, "Install from VSIX");
  const { vsix } = readInstallation();
  const rows = editor.page.locator(".quick-input-list .monaco-list-row");
  await rows.first().waitFor(); // The dialog writes its own path until it has listed that folder.
  await path.fill(vsix);
  await rows
    .filter({ hasText: basename(vsix) })
    .first()
    .waitFor();
  expect(await path.inputValue()).toBe(vsix);
  await path.press("Enter");
  await editor.whenActive();
  await status(/^Hunch: On\. No suggestions yet today\./);
  const notice = await findNotice(editor, "Hunch is on. It suggests");
  await editor.screenshot("first-hour-1-installed");
  await notice.getByRole("button", { name: "Open Sample" }).click();
  await editor.until("the sample is open", async () =>
    ((await editor.probe.editor())?.text ?? "").includes("priceByPlane"),
  );
  await editor.whenFocused();
  await editor.type("c");
  await editor.waitForGhostText();
  await editor.screenshot("first-hour-2-first-key");
  const taken = "const surcharge = parcel.fragile";
  for (let tab = 0; tab < 2 && (await text()).split(taken).length < 6; tab++) {
    const before = await text();
    await editor.press("Tab");
    await editor.until("Tab took something", async () => (await text()) !== before);
    await editor.whenAnswered();
  }
  expect((await text()).split(taken)).toHaveLength(6);
}

/** Keeps it quiet with Escape and a snooze. */
async function silences(editor: VsCode): Promise<void> {
  await openBegun(editor, typeScriptStores);
  await editor.complete(typeScriptStores.typed);
  await editor.until("Escape takes the ghost text away, after VS Code's list of names if that is open", async () => {
    await editor.press("Escape");
    await editor.whenDrawn();
    return (await editor.ghostText()) === undefined;
  });
  await editor.statusBarItem.click();
  await pickRow(editor, "Hunch", "Snooze…");
  await pickRow(editor, "Hunch: Snooze Suggestions", "5 Minutes");
  await status(/^Hunch: Snoozed, 5 minutes left\./);
  await editor.screenshot("first-hour-3-snoozed");
  await editor.statusBarItem.click();
  await openInput(editor, "Hunch");
  await editor.press("Enter");
  await status(/^Hunch: On\./);
}

/** Chooses a model, asks about the code and looks why something was suggested. */
async function connects(editor: VsCode): Promise<void> {
  await editor.runCommand("Hunch: Choose a Model…");
  await pickRow(editor, "Choose a Model", "Another address…");
  await enterText(editor, "Choose a Model: Address", server.url);
  await pickRow(editor, "Choose a Model: Model", model);
  await findNotice(editor, `${model} is ready`);
  await editor.screenshot("first-hour-4-model");
  await status(/^Hunch: On\. Model: qwen2\.5-coder:1\.5b/);
  await openBegun(editor, typeScriptStores);
  await editor.complete("  const weather = ");
  expect(server.asked.length).toBeGreaterThan(0);
  await editor.runCommand("Hunch: Ask…");
  await enterText(editor, "Ask about the code", "Where are orders loaded?");
  await editor.panel.locator(".sources .place").first().waitFor();
  await editor.screenshot("first-hour-5-ask");
  await editor.runCommand("Hunch: Explain Suggestions");
  await editor.panel.locator(".now").waitFor();
  expect(await editor.page.locator(".editor-group-container").count()).toBe(2); // The code, and both panels in one.
  await editor.screenshot("first-hour-6-explain");
}

/** Evaluates Hunch on the repository and uninstalls it; the files are as they were. */
async function leaves(editor: VsCode): Promise<void> {
  const files = (zone: number) =>
    Object.fromEntries(
      ["Inland", "Abroad"].map((side) => [
        `src/${side}${zone}.ts`,
        `export function priceOf${side}${zone}(parcel: Parcel): number {\n  const base = parcel.weight * ${zone + 2};\n  const surcharge = parcel.distance > 100 ? parcel.distance * 0.02 : 0;\n  return round(base + surcharge);\n}\n`,
      ]),
    );
  const history = writeHistory(
    Array.from({ length: 12 }, (_, zone) => ({ files: files(zone) })),
    editor.workspace,
  );
  const before = history.git("status", "--short");
  await editor.probe.closeAll(); // Only one panel can be looked into.
  await editor.runCommand("Hunch: Evaluate on This Repository");
  await editor.panel.locator("h1", { hasText: "Hunch on workspace" }).waitFor();
  await editor.screenshot("first-hour-7-evaluation");
  await editor.runCommand("Extensions: Show Installed Extensions");
  await editor.page.locator(".extensions-list .monaco-list-row", { hasText: "Hunch" }).first().click();
  await editor.page
    .locator(".extension-editor .action-label", { hasText: /^Uninstall$/ })
    .first()
    .click();
  await editor.page
    .locator(".extension-editor .action-label", { hasText: /^(?:Restart Extensions|Reload Window)$/ })
    .first()
    .click();
  await editor.whenReloaded();
  await expect(editor.probe.events()).rejects.toThrow("Hunch is not installed.");
  expect(await editor.statusBarItem.count()).toBe(0);
  await editor.screenshot("first-hour-8-uninstalled");
  expect(history.git("status", "--short")).toBe(before);
  await rm(join(editor.workspace, ".git"), { recursive: true });
}

test("a new user's first hour, from the package to its removal", { timeout: 600_000 }, async () => {
  await installs(vsCode());
  await silences(vsCode());
  await connects(vsCode());
  await leaves(vsCode());
});
