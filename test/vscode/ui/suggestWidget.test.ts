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
