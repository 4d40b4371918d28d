import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { inProject } from "../../../scripts/paths.ts";
import { type WrittenCommit, writeHistory } from "../../support/gitHistory.ts";
import { findNotice } from "../../support/ui/findNotice.ts";
import { type HeldGit, makeHeldGit } from "../../support/ui/heldGit.ts";
import { openBegun } from "../../support/ui/openBegun.ts";
import { contrastFaults, panelFaults, takePictures, whileMaximized } from "../../support/ui/pictures.ts";
import { enterText } from "../../support/ui/quickInput.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";
import { walkWithTab } from "../../support/ui/walkWithTab.ts";
import { typeScriptStores } from "../stores.ts";

const names = ["tracking.go", "parcel.go", "depot.go"] as const;
const files = Object.fromEntries(
  names.map((name) => [name, readFileSync(inProject(`samples/go/parcels/${name}`), "utf8")]),
);
let git: HeldGit;
const vsCode = useVsCode(async () => {
  git = await makeHeldGit();
  return { files: { ...files, ...typeScriptStores.finished }, environment: { PATH: git.path } };
});
afterAll(() => git.remove());

async function ask(question: string): Promise<void> {
  await vsCode().open("depot.go");
  await vsCode().runCommand("Hunch: Ask…");
  await enterText(vsCode(), "Ask about the code", question);
}

test("without a model, Ask shows the passages that match, and one opens at its line", async () => {
  const editor = vsCode();
  await ask("How are lost parcels detected?");
  const first = editor.panel.locator(".sources .place").first();
  await first.waitFor();
  expect(await editor.panel.locator(".turn h2").textContent()).toBe("How are lost parcels detected?");
  expect(await editor.panel.locator(".turn .note").textContent()).toContain("No chat model is configured");
  expect(await first.getAttribute("aria-label")).toBe("Source 1: open tracking.go at line 25");
  const hidden = await first.evaluate(({ ownerDocument: { body, defaultView } }) => {
    return body.scrollHeight - (defaultView?.innerHeight ?? 0);
  });
  expect(hidden).toBeGreaterThan(0); // Not all passages fit.
  await editor.until("the first passage is in sight", async () => {
    const top = await first.evaluate((place) => place.getBoundingClientRect().top);
    return top > 0 && top < 600;
  });
  await editor.probe.run("workbench.action.closeSidebar");
  const view = { name: "ask-passages", faults: panelFaults(editor) };
  expect(await whileMaximized(editor, "Ask Hunch", () => takePictures(editor, [view]))).toEqual([]);

  await first.click();
  await editor.until("tracking.go is open at the line", async () => {
    const shown = await editor.probe.editor();
    return shown?.path.endsWith("/tracking.go") === true && shown.line === 24;
  });
});

test("a follow-up question is asked from the panel, and Escape leaves the answer as it is", async () => {
  const { panel } = vsCode();
  await ask("How are lost parcels detected?");
  await panel.locator(".sources .place").first().waitFor();
  const box = panel.locator("textarea");
  await box.fill("What does a depot need to be valid?");
  await box.press("Enter");
  const second = panel.locator(".turn").nth(1);
  await second.locator(".sources .place").first().waitFor();
  // The words of the first question count a little, too.
  const places = await second.locator(".place").evaluateAll((all) => all.map((each) => each.ariaLabel));
  expect(places.join("\n")).toContain("depot.go");
  await box.press("Escape");
  expect(await panel.locator(".turn").count()).toBe(2);
});

test("the inspector shows what was offered and where it was learned", async () => {
  const editor = vsCode();
  await openBegun(editor, typeScriptStores);
  const shown = await editor.complete(typeScriptStores.typed);
  const requests = async () => (await editor.probe.events()).filter(({ kind }) => kind === "request").length;
  const before = await requests();
  await editor.press("Tab");
  // The palette would take the focus before VS Code asks.
  await editor.until("what follows the accepted suggestion is asked for", async () => (await requests()) > before);
  await editor.runCommand("Hunch: Explain Suggestions");
  const { panel } = editor;
  await panel.locator(".earlier > summary").first().click();
  const isOffered = panel.locator(".outcome.offered");
  const offered = panel.locator("details.request", { has: isOffered, hasText: shown }).first();
  await offered.locator("summary").click();
  expect(await offered.locator(".facts").textContent()).toContain("Learned from");
  expect(await offered.locator("pre").first().textContent()).toContain(shown);
  await editor.screenshot("inspector");
});

test("in the first file of a language, what is common in it is suggested, and the inspector says so", async () => {
  const editor = vsCode();
  await editor.write("first.py", "class Fleet:\n    @prop\n");
  await editor.open("first.py");
  await editor.goTo(2, 10);
  // The table is loaded when the file is opened, which may take longer than this test.
  await editor.until("it is suggested", async () => {
    await editor.probe.run("editor.action.inlineSuggest.trigger");
    await editor.whenDrawn();
    return (await editor.ghostText()) === "erty";
  });
  await editor.screenshot("language-ghost-text");
  await editor.runCommand("Hunch: Explain Suggestions");
  const request = editor.panel.locator("details.request", { hasText: "erty" }).first();
  await request.locator("summary").click();
  expect(await request.locator(".facts").textContent()).toContain("no file: it is common in this language");
  await editor.screenshot("inspector-language");
});

test("the statistics count what was accepted", async () => {
  const editor = vsCode();
  await openBegun(editor, typeScriptStores);
  await editor.complete(typeScriptStores.typed);
  await editor.press("Tab");
  await editor.runCommand("Hunch: Show Statistics");
  await editor.until("the statistics count it", async () => {
    const events = await editor.probe.events();
    const accepted = events.filter((event) => event.kind === "ended" && event.outcome === "accepted").length;
    const figures = (await editor.panel.locator(".outcomes").textContent()) ?? "";
    return accepted > 0 && figures.includes(`Accepted ${accepted} (`);
  });
  await editor.screenshot("statistics");
});

describe("the evaluation on a repository's own history", () => {
  const command = "Hunch: Evaluate on This Repository";

  beforeEach(() => rmSync(join(vsCode().workspace, ".git"), { recursive: true, force: true }));
  afterEach(() => git.release());

  /** A module as a person adds it: another name, another rate, the same shape. */
  const moduleText = (name: string, rate: number) => `import { round } from "./round";

export interface ${name} {
  readonly weight: number;
  readonly distance: number;
}

export function priceOf${name}(parcel: ${name}): number {
  const base = parcel.weight * ${rate};
  const surcharge = parcel.distance > 100 ? parcel.distance * 0.02 : 0;
  return round(base + surcharge);
}
`;

  /** Commits of two new modules each. */
  const commits = (count: number): readonly WrittenCommit[] =>
    Array.from({ length: count }, (_, zone) => ({
      files: Object.fromEntries(
        ["Inland", "Abroad"].map((side) => [`src/${side}${zone}.ts`, moduleText(`${side}Parcel${zone}`, zone + 2)]),
      ),
    }));

  /** Runs the command while git waits, so that it is certainly under way. @returns its progress */
  async function begin(): Promise<Locator> {
    await git.hold();
    await vsCode().runCommand(command);
    const progress = await findNotice(vsCode(), "Evaluating Hunch on");
    await vsCode().until("git is run", async () => git.isWaiting());
    return progress;
  }

  test("tells a folder without a repository from one without a history", async () => {
    const editor = vsCode();
    await editor.runCommand(command);
    await findNotice(editor, "isn't in a git repository");
    execFileSync("git", ["init", "--quiet"], { cwd: editor.workspace });
    await editor.runCommand(command);
    await findNotice(editor, "has no commits yet");
    writeHistory([{ files: { "notes.md": "# Parcels\n" } }], editor.workspace);
    await editor.runCommand(command);
    await findNotice(editor, "contains nothing to replay");
  });

  test("becomes a page of figures, and nothing is left behind in the folder", async () => {
    const editor = vsCode();
    const history = writeHistory(commits(12), editor.workspace);
    const before = history.git("status", "--short");
    const progress = await begin();
    await git.release();
    const { panel } = editor;
    await panel.locator("h1", { hasText: "Hunch on workspace" }).waitFor();
    const text = (await panel.locator("body").textContent()) ?? "";
    expect(text).toMatch(/\d+ moments? of this repository's own history/);
    expect(text).toMatch(/Hunch would have typed \d+\s% of this code for you/);
    expect(text).toMatch(/So few lines \(\d+\)/);
    const row = panel.locator("tr", { hasText: "names that the next line needs, found" });
    expect(await row.isVisible()).toBe(false);
    await progress.waitFor({ state: "detached" });
    expect(history.git("status", "--short")).toBe(before);
    await panel.locator("summary").first().click();
    await row.waitFor();
    expect((await walkWithTab(editor)).faults.join("\n")).toBe("");
    await editor.probe.run("workbench.action.closeSidebar");
    expect(await takePictures(editor, [{ name: "evaluation", faults: () => contrastFaults(panel) }])).toEqual([]);
    expect(await row.textContent()).toMatch(/\d+\s%/);
    await editor.page.locator(".tab", { hasText: /Hunch evaluation of workspace, \d{4}-\d\d-\d\d/ }).waitFor();
    const ready = await findNotice(editor, "The evaluation is ready");
    expect(await ready.getByRole("button", { name: "Save Page…" }).count()).toBe(1);
  });

  test("can be cancelled: it ends without a page, and another begins at once", async () => {
    const editor = vsCode();
    writeHistory(commits(2), editor.workspace);
    for (let round = 0; round < 2; round++) {
      const progress = await begin();
      await progress.getByText("Cancel").click();
      await progress.waitFor({ state: "detached" });
    }
    await editor.until("git is ended", async () => !git.isWaiting());
    await editor.whenDrawn();
    expect(await editor.page.locator("iframe.webview.ready").count()).toBe(0);
  });
});
