import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { findNotice } from "../../support/ui/findNotice.ts";
import { openBegun } from "../../support/ui/openBegun.ts";
import { pickRow } from "../../support/ui/quickInput.ts";
import { writeFiles } from "../../support/ui/startVsCode.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";
import { goStores } from "../stores.ts";

// A window of its own: the advice is given once, and files that share a window may have used it up.
const vsCode = useVsCode({ files: goStores.finished });

const title = "Hunch: Show Suggestions Before the Suggestion List";
const selectionMode = "editor.suggest.selectionMode";
const quickSuggestions = "editor.quickSuggestions";
const never = { other: "off", comments: "off", strings: "off" };
const waiting = { ...never, other: "offWhenInlineCompletions" };

const pathOf = (kind: "user" | "workspace") =>
  kind === "user"
    ? join(vsCode().storage, "..", "..", "..", "User", "settings.json")
    : join(vsCode().workspace, ".vscode", "settings.json");

/** Returns the settings as they are written, to the letter. */
const settingsOf = (kind: "user" | "workspace") => readFileSync(pathOf(kind), "utf8");

/** Waits until a setting has a value in Go files. */
const whenSet = (setting: string, value: unknown) =>
  vsCode().until(`${setting} is ${JSON.stringify(value)}`, async () =>
    isDeepStrictEqual(await vsCode().probe.get(setting, "go"), value),
  );

/** Takes back what a notice says was changed. */
async function undo(sentence: string): Promise<void> {
  const notice = await findNotice(vsCode(), sentence);
  await notice.getByRole("button", { name: "Undo" }).click();
}

const inUserSettings = (setting: string) => `“${setting}” is changed in your settings.`;

/** The user's settings that differ from an earlier state, by name. */
function changedSince(before: string): readonly (readonly [string, unknown])[] {
  const [old, now]: readonly Record<string, unknown>[] = [JSON.parse(before), JSON.parse(settingsOf("user"))];
  const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])];
  const changed = names.filter((name) => !isDeepStrictEqual(old?.[name], now?.[name]));
  return changed.sort().map((name) => [name, now?.[name]]);
}

/** Opens VS Code's list in another file, and chooses an item that hides Hunch's suggestion. */
async function holdSuggestion(): Promise<void> {
  const editor = vsCode();
  await openBegun(editor, goStores);
  await editor.complete(goStores.typed);
  await editor.press("Control+Space");
  await editor.suggestList.waitFor();
  await editor.until("the chosen item hides the ghost text", async () => {
    const since = Date.now();
    await editor.press("ArrowDown"); // Hunch is asked again for each item.
    await editor.whenAnswered(since);
    return (await editor.ghostText()) === undefined;
  });
}

test("advice comes when the list held a third suggestion back, once, and its button changes a setting that Undo restores", async () => {
  const editor = vsCode();
  const before = settingsOf("user");
  const advices = editor.page.locator(".notification-list-item", { hasText: "Hunch had a suggestion" });
  for (let line = 0; line < 2; line++) await holdSuggestion();
  expect(await advices.count()).toBe(0);
  await holdSuggestion();
  const advice = await findNotice(editor, "Hunch had a suggestion");
  await editor.screenshot("suggest-widget-advice");
  await advice.getByRole("button", { name: "Show Suggestions First…" }).click();
  await pickRow(editor, title, "Open it without a chosen item");
  await whenSet(selectionMode, "whenTriggerCharacter");
  expect(changedSince(before)).toEqual([[selectionMode, "whenTriggerCharacter"]]);
  await undo(inUserSettings(selectionMode));
  await whenSet(selectionMode, "always");
  expect(settingsOf("user")).toBe(before);

  await editor.probe.run("notifications.clearAll");
  await editor.probe.run("workbench.action.focusActiveEditorGroup");
  for (let line = 0; line < 3; line++) await holdSuggestion();
  await editor.runCommand("Hunch: Snooze Suggestions…");
  await pickRow(editor, "Hunch: Snooze Suggestions", "5 Minutes");
  await findNotice(editor, "Suggestions are snoozed"); // A later notice, so an earlier one would be there.
  expect(await advices.count()).toBe(0);
  await editor.probe.run("hunch.resume");
});

/** Runs the command in a Go file and picks a row. */
async function choose(row: string): Promise<void> {
  await vsCode().open("orders.go");
  await vsCode().runCommand(title);
  await pickRow(vsCode(), title, row);
}

/** Types where the list would open, and returns the ghost text. */
async function typeBegun(): Promise<string> {
  const editor = vsCode();
  await openBegun(editor, goStores);
  await editor.type(goStores.typed);
  return editor.waitForGhostText();
}

test("each choice changes what decides in this language, and Undo gives back the user's own values to the letter", async () => {
  const editor = vsCode();
  const { probe, suggestList } = editor;
  const chosen = suggestList.locator(".monaco-list-row.focused");
  // As VS Code 1.103 comes, set for the language, and what is the default anyway.
  await probe.set(quickSuggestions, { ...never, other: "on" }, "go");
  await probe.set(selectionMode, "always");
  const before = settingsOf("user");
  const written = JSON.parse(before);
  await typeBegun();
  await suggestList.waitFor();
  expect(await chosen.count()).toBe(1);

  await choose("Open it without a chosen item");
  await whenSet(selectionMode, "whenTriggerCharacter");
  expect(JSON.parse(settingsOf("user"))).toEqual({ ...written, [selectionMode]: "whenTriggerCharacter" });
  const shown = await typeBegun();
  await suggestList.waitFor();
  expect(await chosen.count()).toBe(0);
  await editor.press("Tab");
  await editor.until("Tab accepts the ghost text", async () =>
    (await editor.editor()).text.includes(goStores.typed + shown),
  );
  await undo(inUserSettings(selectionMode));
  await whenSet(selectionMode, "always");
  expect(settingsOf("user")).toBe(before);

  for (const [row, value] of [
    ["Never open it by itself in Go", never],
    ["Open it only when there is no ghost text", waiting],
  ] as const) {
    await choose(row);
    await whenSet(quickSuggestions, value);
    expect(JSON.parse(settingsOf("user"))).toEqual({ ...written, "[go]": { [quickSuggestions]: value } });
    await typeBegun();
    await editor.whenDrawn();
    expect(await suggestList.isVisible()).toBe(false);
    await undo(inUserSettings(quickSuggestions));
    await whenSet(quickSuggestions, { ...never, other: "on" });
    expect(settingsOf("user")).toBe(before);
  }

  // Without a value of the user, no empty block of the language stays.
  await probe.set(quickSuggestions, undefined, "go");
  await probe.set(selectionMode, undefined);
  const bare = settingsOf("user");
  await choose("Never open it by itself in Go");
  await whenSet(quickSuggestions, never);
  await undo(inUserSettings(quickSuggestions));
  await whenSet(quickSuggestions, waiting);
  expect(settingsOf("user")).toBe(bare);

  // A value of the workspace is stronger than one of the user.
  await writeFiles(editor.workspace, { ".vscode/settings.json": `{ "${selectionMode}": "never" }\n` });
  await whenSet(selectionMode, "never");
  await choose("Open it without a chosen item");
  await whenSet(selectionMode, "whenTriggerCharacter");
  expect(settingsOf("workspace")).toBe(`{ "${selectionMode}": "whenTriggerCharacter" }\n`);
  await undo(`“${selectionMode}” is changed in the settings of this workspace.`);
  await whenSet(selectionMode, "never");
  expect(settingsOf("workspace")).toBe(`{ "${selectionMode}": "never" }\n`);
  expect(settingsOf("user")).toBe(bare);
});
