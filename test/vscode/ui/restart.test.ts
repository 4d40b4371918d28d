import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openBegun } from "../../support/ui/openBegun.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";
import { typeScriptStores } from "../stores.ts";

const vsCode = useSharedVsCode({ files: typeScriptStores.finished });
/** Folder of the kept counts. */
const storage = () => vsCode().storage;

/** Each test starts without counts of an earlier one, and leaves none. */
const deleteCounts = () => rm(storage(), { recursive: true, force: true });
beforeEach(deleteCounts);
afterEach(deleteCounts);

async function acceptOne(): Promise<void> {
  const editor = vsCode();
  await openBegun(editor, typeScriptStores);
  await editor.complete(typeScriptStores.typed);
  await editor.press("Tab");
  await editor.until("it is counted as accepted", async () =>
    (await editor.probe.events()).some((event) => event.kind === "ended" && event.outcome === "accepted"),
  );
}

/** What the statistics page says, once it makes a claim. */
async function statisticsText(claim: RegExp): Promise<string> {
  const editor = vsCode();
  await editor.runCommand("Hunch: Show Statistics");
  let text = "";
  await editor.until(`the page says ${claim}`, async () => {
    text = (await editor.panel.locator("main").textContent()) ?? "";
    return claim.test(text);
  });
  return text;
}

test("what was accepted just before the window closed is counted by the next one", async () => {
  const editor = vsCode();
  await editor.replaceExtensionHost();
  await acceptOne();
  await editor.closeWindow();
  const kept = (await readdir(storage())).filter((name) => name.startsWith("events-"));
  expect(kept).toHaveLength(1);
  expect(await readFile(join(storage(), kept[0] ?? ""), "utf8")).toContain('"outcome":"accepted"');
  await editor.openWindow();
  // What was proposed next may have been seen before the window closed, too.
  await editor.until("the status bar counts it", async () =>
    /Today: 1 of \d suggestions used, \d+ keystrokes saved/.test(await editor.statusBarLabel()),
  );
  expect(await statisticsText(/Accepted 1/)).not.toMatch(/damaged|can't be/);
});

test("counts that were damaged don't keep Hunch from completing, and it says so", async () => {
  await mkdir(storage(), { recursive: true });
  await writeFile(join(storage(), "events-2026-01-01.jsonl"), "old and no JSON\n");
  const yesterday = new Date(Date.now() - 86_400_000).toLocaleDateString("sv");
  const today = new Date().toLocaleDateString("sv");
  await writeFile(join(storage(), `events-${yesterday}.jsonl`), Buffer.from([0, 255, 10, 200, 10, 123]));
  await writeFile(join(storage(), `events-${today}.jsonl`), '{"kind":"ended","at":1,"languageId":4}\n[]\n{"kind":"sho');
  await vsCode().replaceExtensionHost();
  await acceptOne();
  const text = await statisticsText(/Accepted 1/);
  expect(text).toContain(`In the statistics of ${today}, 3 damaged lines are left out`);
  expect(text).toContain(`In the statistics of ${yesterday}, 3 damaged lines are left out`);
});

test("a place for counts that can't be written doesn't keep Hunch from completing, and it says so", async () => {
  await writeFile(storage(), "a file where the folder belongs: nobody can write into it, not even root");
  await vsCode().replaceExtensionHost();
  await acceptOne();
  const text = await statisticsText(/can't be kept[\s\S]*Accepted 1/);
  expect(text).toContain("The statistics of this session can't be kept until this is fixed: ");
});
