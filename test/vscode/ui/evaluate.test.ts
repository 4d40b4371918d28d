import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { FrameLocator, Locator } from "playwright-core";
import { expect, test } from "vitest";
import { useVsCode } from "../../support/ui/useVsCode.ts";

const vsCode = useVsCode({ files: { "notes.md": "# Parcels\n" } });
const command = "Hunch: Evaluate on This Repository";

function git(...parameters: readonly string[]): string {
  const author = ["-c", "user.name=Someone", "-c", "user.email=someone@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...author, ...parameters], { cwd: vsCode().workspace, encoding: "utf8" });
}

function write(path: string, text: string): void {
  const file = join(vsCode().workspace, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A module as a person adds it: another name, another rate, the same build. */
function moduleText(name: string, rate: number): string {
  return [
    `import { round } from "./round";`,
    "",
    `export interface ${name} {`,
    "  readonly weight: number;",
    "  readonly distance: number;",
    "}",
    "",
    `export function priceOf${name}(parcel: ${name}): number {`,
    `  const base = parcel.weight * ${rate};`,
    "  const surcharge = parcel.distance > 100 ? parcel.distance * 0.02 : 0;",
    "  return round(base + surcharge);",
    "}",
    "",
  ].join("\n");
}

/** Commits of two new modules each. */
function makeHistory(commits: number): void {
  for (const part of [".git", "src"]) rmSync(join(vsCode().workspace, part), { recursive: true, force: true });
  git("init", "-q", "-b", "main");
  for (let at = 0; at < commits; at++) {
    for (const side of ["Inland", "Abroad"]) {
      write(`src/${side.toLowerCase()}${at}.ts`, moduleText(`${side}Parcel${at}`, at + 2));
    }
    git("add", "-A");
    git("commit", "-q", "-m", `Prices of parcels of zone ${at}`);
  }
}

function notice(text: string): Locator {
  return vsCode().page.locator(".notification-toast", { hasText: text });
}

/** The page of the Markdown preview, inside VS Code's own frame. */
function page(): FrameLocator {
  return vsCode().page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
}

/** Runs the command and looks for what it says among the notifications: VS Code does not pop up each of several. */
async function expectNotice(text: string): Promise<void> {
  const editor = vsCode();
  await editor.runCommand("Notifications: Clear All Notifications");
  await editor.runCommand(command);
  await editor.until(`it says "${text}"`, async () => {
    await editor.runCommand("Notifications: Show Notifications");
    return (await editor.page.locator(".notification-list-item", { hasText: text }).count()) > 0;
  });
}

test("a folder without a repository is told apart from one without a history", async () => {
  rmSync(join(vsCode().workspace, ".git"), { recursive: true, force: true });
  await expectNotice("is not in a git repository");
  git("init", "-q", "-b", "main");
  await expectNotice("has no commits yet");
  git("add", "-A");
  git("commit", "-q", "-m", "Notes");
  await expectNotice("has nothing to replay");
  await vsCode().runCommand("Notifications: Clear All Notifications");
});

test("a history becomes a page of figures, and nothing is left behind in the folder", async () => {
  const editor = vsCode();
  makeHistory(12);
  await editor.runCommand(command);
  await notice("Evaluating Hunch on").waitFor();
  await page().locator("h1", { hasText: "Hunch on workspace" }).waitFor({ timeout: 60_000 });
  const text = (await page().locator("body").textContent()) ?? "";
  expect(text).toMatch(/\d+ moments? of this repository's own history/);
  expect(text).toMatch(/So few cases \(\d+\)/);
  expect(await page().locator("table").count()).toBeGreaterThan(5);
  expect(await page().locator("tr", { hasText: "names the next line needs, found" }).textContent()).toMatch(/\d+ %/);
  expect(await notice("Evaluating Hunch on").count()).toBe(0);
  expect(git("status", "--short")).toBe("");
  await editor.screenshot("evaluation");
  await editor.press("Control+w");
});

test("cancelled, it ends without a page and can be begun anew", async () => {
  const editor = vsCode();
  makeHistory(150);
  await editor.runCommand(command);
  const progress = notice("Evaluating Hunch on");
  await progress.waitFor();
  await progress.getByText("Cancel").click();
  await progress.waitFor({ state: "detached" });
  expect(await editor.page.locator("iframe.webview.ready").count()).toBe(0);
  await editor.runCommand(command);
  await progress.waitFor();
  await progress.getByText("Cancel").click();
  await progress.waitFor({ state: "detached" });
});
