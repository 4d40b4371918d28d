import { execFileSync } from "node:child_process";
import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inProject } from "../../../scripts/paths.ts";
import { findNotice } from "../../support/ui/findNotice.ts";
import { longListView, takePictures } from "../../support/ui/pictures.ts";
import { enterText, openInput } from "../../support/ui/quickInput.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";

const names = ["tracking.go", "parcel.go", "depot.go"] as const;
const files = Object.fromEntries(
  names.map((name) => [name, readFileSync(inProject(`samples/go/parcels/${name}`), "utf8")]),
);
const vsCode = useSharedVsCode({ files, hasFreshHost: true });

async function ask(): Promise<void> {
  await vsCode().open("depot.go");
  await vsCode().runCommand("Hunch: Ask…");
  await enterText(vsCode(), "Ask about the code", "How are lost parcels detected?");
  await vsCode().panel.locator(".sources .place").first().waitFor();
}

/** Databases of indexes in the storage of workspaces. */
function databases(): readonly string[] {
  const folder = join(vsCode().storage, "..", "..", "workspaceStorage");
  return globSync("*/hunch.hunch/ask-index.db", { cwd: folder }).map((name) => join(folder, name));
}

/** What the box of the command says about the index. */
async function indexSize(): Promise<string> {
  const editor = vsCode();
  await editor.runCommand("Hunch: Manage Index…");
  const box = editor.page.locator(".quick-input-widget input[placeholder*='passages:']");
  await box.waitFor();
  const text = await box.getAttribute("placeholder");
  await editor.press("Escape");
  return text ?? "";
}

/** Documents of an earlier test file may still be open in the window, and count. */
const anySize = /^Files: \d+, passages: \d+, on disk: 0\.\d MB$/;

test("the index is kept on disk without a copy of the code, also after a restart", async () => {
  await ask();
  await vsCode().until("the index is saved", async () => databases().length === 1);
  expect(await indexSize()).toMatch(anySize);
  await vsCode().runCommand("Hunch: Manage Index…");
  await vsCode().page.locator(".quick-input-widget input[placeholder*='passages:']").waitFor();
  expect(await takePictures(vsCode(), [longListView(vsCode(), "manage-index")])).toEqual([]);
  await vsCode().press("Escape");
  const stored = databases().flatMap((database) =>
    globSync(`${database}*`).map((file) => readFileSync(file, "latin1")),
  );
  expect(stored.join("")).toContain("tracking.go");
  expect(stored.join("")).not.toContain("func IsLost");
  await vsCode().replaceExtensionHost();
  await ask();
  expect(await indexSize()).toMatch(anySize);
});

test("code is found by what it does while one types, and opens at its line", async () => {
  const editor = vsCode();
  await editor.runCommand("Hunch: Search Code…");
  const input = await openInput(editor, "Search code by what it does");
  await input.pressSequentially("missing parcels", { delay: 30 });
  const first = editor.page.locator(".quick-input-list .monaco-list-row").first();
  await editor.until("the code of lost parcels is the first", async () =>
    /tracking\.go:\d+[\s\S]*IsLost[\s\S]*matches/.test((await first.textContent()) ?? ""),
  );
  expect(await takePictures(editor, [longListView(editor, "search-code")])).toEqual([]);
  await input.press("Enter");
  await editor.until("it is open", async () => (await editor.probe.editor())?.path.endsWith("/tracking.go") === true);
});

test("a shared index that can't be reached delays no answer, and Ask says why it is missing", async () => {
  const editor = vsCode();
  execFileSync("git", ["init", "--quiet"], { cwd: editor.workspace });
  await editor.probe.set("hunch.ask.sharedIndex", "postgres://reader@127.0.0.1:1/code");
  await editor.runCommand("Hunch: Set Password of Shared Index…");
  await enterText(editor, "Password of the shared index", "only-for-this-test");
  await ask();
  // A busy machine learns too late that nobody listens there.
  const why = /^The database of the shared index (?:can't be reached|did not answer in time)/;
  const note = editor.panel.locator(".turn").last().locator(".note", { hasText: why });
  await note.waitFor();
  expect(await note.textContent()).toContain("These passages come from the index of this machine.");
  await editor.screenshot("shared-index-missing");
});

test("a damaged index is built again, and it says so once", async () => {
  await ask();
  await vsCode().until("the index is saved", async () => databases().length === 1);
  const [database = ""] = databases();
  for (const log of globSync(`${database}-*`)) rmSync(log);
  writeFileSync(database, "This is no database, whatever its name says. ".repeat(500));
  await vsCode().replaceExtensionHost(); // What the killed one holds in memory is not written any more.
  await ask();
  const notice = await findNotice(vsCode(), "Ask's index was damaged.");
  expect(await notice.textContent()).toContain("It is being built again.");
  expect(await indexSize()).toMatch(anySize);
});
