import { expect, test } from "vitest";
import { useVsCode } from "../../support/ui/useVsCode.ts";
import { typeScriptStores } from "../stores.ts";

const { begun, finished, line, typed } = typeScriptStores;
const vsCode = useVsCode({ files: { ...finished, "tickets.ts": begun } });

test("the inspector tells what was offered, where it was learnt, and counts it", async () => {
  const editor = vsCode();
  await editor.open(...Object.keys(finished), "tickets.ts");
  await editor.goTo(line, 1);
  await editor.type(typed);
  const shown = await editor.waitForGhostText();
  await editor.press("Tab");
  await editor.runCommand("Hunch: Why This Suggestion, or None?");

  const panel = editor.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  // What follows the accepted suggestion may have been offered since: that of the text is meant.
  const offered = panel.locator("details", { has: panel.locator(".outcome.offered"), hasText: shown }).first();
  await offered.locator("summary").click();
  expect(await offered.locator(".facts").textContent()).toContain("Learnt from");
  expect(await offered.locator("pre").first().textContent()).toContain(shown);
  await editor.until("today's figures count it", async () =>
    /Accepted 1/.test((await panel.locator(".statistics").textContent()) ?? ""),
  );
  await editor.screenshot("inspector");
});
