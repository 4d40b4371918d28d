import { readFileSync } from "node:fs";
import type { FrameLocator } from "playwright-core";
import { expect, test } from "vitest";
import { inProject } from "../../../scripts/paths.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";

const names = ["tracking.go", "parcel.go", "depot.go"] as const;
const files = Object.fromEntries(
  names.map((name) => [name, readFileSync(inProject(`samples/go/parcels/${name}`), "utf8")]),
);
const vsCode = useVsCode({ files });

/** The page inside VS Code's own frame of a web view. */
function panel(): FrameLocator {
  return vsCode().page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
}

test("without a model, Ask shows the passages that match, and one opens at its line", async () => {
  const editor = vsCode();
  await editor.open("depot.go");
  await editor.runCommand("Hunch: Ask…");
  await editor.page.locator('.quick-input-widget input[placeholder^="Where are failed"]:focus').waitFor();
  await editor.type("How are lost parcels detected?");
  await editor.press("Enter");

  const first = panel().locator(".sources .place").first();
  await first.waitFor({ timeout: 20_000 });
  expect(await panel().locator(".turn h2").textContent()).toBe("How are lost parcels detected?");
  expect(await panel().locator(".turn .note").textContent()).toContain("No chat model is configured");
  expect(await first.getAttribute("aria-label")).toBe("Source 1: open tracking.go at line 25");
  await editor.screenshot("ask-passages");

  await first.click();
  await editor.until("tracking.go is open at the line", async () => {
    const shown = await editor.probe.editor();
    return shown?.path.endsWith("/tracking.go") === true && shown.line === 24;
  });
});

test("a follow-up question is asked from the panel, and Escape leaves the answer as it is", async () => {
  const box = panel().locator("textarea");
  await box.fill("What does a depot need to be valid?");
  await box.press("Enter");
  const second = panel().locator(".turn").nth(1);
  await second.locator(".sources .place").first().waitFor({ timeout: 20_000 });
  expect(await second.locator(".place").first().getAttribute("aria-label")).toContain("depot.go");
  await box.press("Escape");
  expect(await panel().locator(".turn").count()).toBe(2);
});
