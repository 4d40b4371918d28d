import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeTemporaryFolder } from "../../support/temporaryFolder.ts";
import { startVsCode, storageIn } from "../../support/ui/startVsCode.ts";
import { readInstallation } from "../../support/ui/useVsCode.ts";
import type { VsCode } from "../../support/ui/vsCode.ts";
import { typeScriptStores } from "../stores.ts";

const { begun, finished, line, typed } = typeScriptStores;
const files = { ...finished, "tickets.ts": begun };
let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;

beforeEach(async () => {
  folder = await makeTemporaryFolder();
});
afterEach(() => folder.remove());

const start = () => startVsCode(readInstallation(), { files, folder: folder.path });

async function acceptOne(editor: VsCode): Promise<void> {
  await editor.open(...Object.keys(finished), "tickets.ts");
  await editor.goTo(line, 1);
  await editor.type(typed);
  await editor.waitForGhostText();
  await editor.press("Tab");
  await editor.until("it is counted as accepted", async () =>
    (await editor.probe.events()).some((event) => event.kind === "ended" && event.outcome === "accepted"),
  );
}

/** The inspector's panel, as far as its figures are concerned. */
async function inspectorText(editor: VsCode, claim: RegExp): Promise<string> {
  await editor.runCommand("Hunch: Why This Suggestion, or None?");
  const panel = editor.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  let text = "";
  await editor.until(`the inspector says ${claim}`, async () => {
    text = (await panel.locator("main").textContent()) ?? "";
    return claim.test(text);
  });
  return text;
}

/** What the one file of today's events holds; empty while there is none. */
async function keptEvents(): Promise<string> {
  const storage = storageIn(folder.path);
  const names = existsSync(storage) ? await readdir(storage) : [];
  const kept = names.filter((name) => name.startsWith("events-"));
  expect(kept.length).toBeLessThan(2);
  return kept[0] ? readFile(join(storage, kept[0]), "utf8") : "";
}

test("what was accepted just before the window closed is counted by the next one", async () => {
  {
    await using first = await start();
    await acceptOne(first);
    await first.closeWindow();
    // Extensions say goodbye side by side: the probe may be gone a little before Hunch has written.
    await expect.poll(keptEvents, { timeout: 10_000 }).toContain('"outcome":"accepted"');
  }
  await using second = await start();
  // What was proposed next may have been seen before the window closed, too.
  await second.until("the status bar counts it", async () =>
    /\d shown, 1 accepted/.test(await second.statusBarLabel()),
  );
  expect(await second.statusBarText()).toMatch(/\d%/);
  expect(await inspectorText(second, /Accepted 1/)).not.toMatch(/damaged|can't be/);
});

test("counts that were damaged don't keep Hunch from completing, and it says so", async () => {
  const storage = storageIn(folder.path);
  await mkdir(storage, { recursive: true });
  await writeFile(join(storage, "events-2026-01-01.jsonl"), "old and no JSON\n");
  const yesterday = new Date(Date.now() - 86_400_000).toLocaleDateString("sv");
  const today = new Date().toLocaleDateString("sv");
  await writeFile(join(storage, `events-${yesterday}.jsonl`), Buffer.from([0, 255, 10, 200, 10, 123]));
  await writeFile(join(storage, `events-${today}.jsonl`), '{"kind":"ended","at":1,"languageId":4}\n[]\n{"kind":"sho');
  await using editor = await start();
  await acceptOne(editor);
  const text = await inspectorText(editor, /Accepted 1/);
  expect(text).toContain(`In the counts of ${today}, 3 lines were damaged and are left out`);
  expect(text).toContain(`In the counts of ${yesterday}, 3 lines were damaged and are left out`);
});

test("a place for counts that can't be written doesn't keep Hunch from completing, and it says so", async () => {
  const storage = storageIn(folder.path);
  await mkdir(dirname(storage), { recursive: true });
  await writeFile(storage, "a file where the folder belongs: nobody can write into it, not even root");
  await using editor = await start();
  await acceptOne(editor);
  const text = await inspectorText(editor, /Accepted 1[\s\S]*can't be kept/);
  expect(text).toContain("The counts of this session can't be kept until this is mended: ");
});
