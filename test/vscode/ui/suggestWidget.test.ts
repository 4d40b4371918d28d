import { expect, test } from "vitest";
import { useVsCode } from "../../support/ui/useVsCode.ts";
import { goStores } from "../stores.ts";

const { begun, finished, line, rest, typed } = goStores;

// As VS Code comes: its list of words opens while a word is typed.
const vsCode = useVsCode({
  files: { ...finished, "tickets.go": begun },
  settings: { "editor.quickSuggestions": { other: "on", comments: "off", strings: "off" } },
});

test("ghost text goes on from the item chosen in the suggest widget, and stays when the widget is closed", async () => {
  const editor = vsCode();
  await editor.open(...Object.keys(finished), "tickets.go");
  await editor.goTo(line, 1);
  await editor.type(typed);
  await editor.page.locator(".suggest-widget.visible").waitFor();
  const shown = await editor.waitForGhostText();
  expect(rest.startsWith(shown)).toBe(true);
  await editor.screenshot("ghost-text-beside-suggest-widget");
  await editor.press("Escape");
  await editor.page.locator(".suggest-widget.visible").waitFor({ state: "hidden" });
  expect(await editor.waitForGhostText()).toBe(shown);
  await editor.press("Tab");
  await editor.waitForNoGhostText();
  const saved = await editor.save("tickets.go");
  expect(saved.toString().split("\n")[line - 1]).toBe(typed + shown);
});

test("whichever item is chosen in the suggest widget, no ghost text contradicts it", async () => {
  const editor = vsCode();
  await editor.open("tickets.go");
  await editor.goTo(line, 1);
  await editor.press("Control+End");
  await editor.type("\nvar x = conn");
  const widget = editor.page.locator(".suggest-widget.visible");
  await widget.waitFor();
  const chosen = widget.locator(".monaco-list-row.focused .label-name");
  const seen = new Set<string>();
  for (let item = 0; item < 6; item++) {
    await editor.page.waitForTimeout(500);
    const name = (await chosen.first().textContent()) ?? "";
    const ghost = await editor.ghostText();
    if (ghost !== undefined) expect(`conn${ghost}`.startsWith(name), `${name} is chosen, ${ghost} is shown`).toBe(true);
    seen.add(name);
    await editor.press("ArrowDown");
  }
  expect(seen.size).toBeGreaterThan(1);
  await editor.press("Escape");
  await editor.revertAndClose();
});
