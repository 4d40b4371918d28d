import { expect, test } from "vitest";
import { openBegun } from "../../support/ui/openBegun.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";
import { typeScriptStores } from "../stores.ts";

const vsCode = useVsCode({ files: typeScriptStores.finished, language: "de" });

test("with VS Code in German, status bar, menu and pages are German", async () => {
  const editor = vsCode();
  await openBegun(editor, typeScriptStores);
  await editor.complete(typeScriptStores.typed);
  expect(await editor.statusBarLabel()).toMatch(/^Hunch: An\. Heute /);
  await editor.statusBarItem.click();
  await editor.page.locator(".quick-input-list .monaco-list-row", { hasText: "Statistik anzeigen" }).waitFor();
  await editor.screenshot("german-menu");
  await editor.press("Escape");
  await editor.probe.run("workbench.action.quickOpen", ">Hunch: Vorschl");
  // The title is in the manifest, which VS Code translates by itself.
  await editor.page.locator(".quick-input-list .monaco-list-row", { hasText: "Hunch: Vorschläge erklären" }).waitFor();
  await editor.screenshot("german-palette");
  await editor.press("Escape");
  await editor.probe.run("hunch.showStatistics");
  await editor.panel.locator("html[lang=de] main", { hasText: "Vorschläge" }).waitFor();
  await editor.screenshot("german-statistics");
});
