import { spawn } from "node:child_process";
import { appendFile, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { eventFileName } from "../../../src/app/journal/eventFiles.ts";
import { formatEvent, parseEvents } from "../../../src/core/statistics/eventLines.ts";
import type { OutcomeEvent, TelemetryEvent } from "../../../src/core/statistics/events.ts";
import { OfferFold } from "../../../src/core/statistics/offerFold.ts";
import { recordedDays, writeEvents } from "../../support/recordedDays.ts";
import { findNotice } from "../../support/ui/findNotice.ts";
import { openBegun } from "../../support/ui/openBegun.ts";
import { waitForOutcomes, waitUntilSeen, watchEvents } from "../../support/ui/outcomes.ts";
import { panelFaults, takePictures, whileMaximized } from "../../support/ui/pictures.ts";
import { pickRow } from "../../support/ui/quickInput.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";
import { walkWithTab } from "../../support/ui/walkWithTab.ts";
import { typeScriptStores } from "../stores.ts";

const variants = {
  variants: { short: { description: "One line at a time", maxLines: 1 }, sent: { baseUrl: "http://x" } },
};
const vsCode = useSharedVsCode({
  files: { ...typeScriptStores.finished, ".hunch/variants.json": JSON.stringify(variants) },
  settings: { "hunch.completion.eagerness": "eager", "editor.autoClosingBrackets": "never" },
});
const { line, typed } = typeScriptStores;

/** Each test starts without counts of an earlier one, and leaves none. */
const deleteCounts = () => rm(vsCode().storage, { recursive: true, force: true });
beforeEach(deleteCounts);
afterEach(deleteCounts);

/** Begins a file and waits until its ghost text counts as seen. */
async function begin(editor = vsCode()) {
  await openBegun(editor, typeScriptStores);
  const whileTyping = await watchEvents(editor);
  const rest = await editor.complete(typed);
  await waitUntilSeen(editor, whileTyping);
  return { rest, events: await watchEvents(editor) };
}

/** Numbers of the suggestions that were accepted whole. */
async function acceptedIn(events: () => Promise<readonly TelemetryEvent[]>): Promise<readonly number[]> {
  return (await events()).flatMap((event) =>
    event.kind === "ended" && event.outcome === "accepted" ? [event.suggestion] : [],
  );
}

async function currentLine(): Promise<string> {
  return (await vsCode().editor()).text.split("\n")[line - 1] ?? "";
}

/** Outcomes in all files, offers of all windows folded, as [window is mine, outcome, accepted characters]. */
async function recordedOffers(): Promise<{
  readonly events: readonly TelemetryEvent[];
  readonly outcomes: Map<string, number>;
}> {
  const names = (await readdir(vsCode().storage)).filter((name) => /^(events|requests)-/.test(name)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(vsCode().storage, name), "utf8")));
  const events = texts.flatMap((text) => parseEvents(text).events);
  const outcomes = new Map<string, number>();
  const fold = new OfferFold(({ outcome }) => {
    if (outcome) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  });
  for (const event of events) if (event.kind === "shown" || event.kind === "ended") fold.add(event);
  fold.finish();
  return { events, outcomes };
}

/** What the page says of how offers ended. */
async function shownOutcomes(): Promise<string> {
  return (await vsCode().panel.locator(".outcomes").textContent()) ?? "";
}

test("a scripted hour gives exactly the expected table, event by event and on the page", async () => {
  const editor = vsCode();
  // Another window that crossed midnight, and one that was killed while it wrote.
  const midnight = new Date().setHours(0, 0, 0, 0);
  const facts = { window: 77, languageId: "go", suggestion: 1, offer: 1, source: "embedded", characters: 9 } as const;
  await writeEvents(editor.storage, [
    { kind: "shown", at: midnight - 400, ...facts, lines: 1, latencyMs: 4 },
    { kind: "ended", at: midnight + 400, ...facts, outcome: "accepted", reason: "acceptedWhole", acceptedCharacters: 9, shownForMs: 800 },
  ]); // biome-ignore format: records
  const whole: OutcomeEvent = {
    kind: "ended", at: Date.now(), ...facts, window: 78, outcome: "rejected", reason: "dismissed", acceptedCharacters: 0, shownForMs: 400,
  }; // biome-ignore format: a record
  const today = join(editor.storage, eventFileName(whole));
  await appendFile(today, `\n${formatEvent(whole)}\n\n${formatEvent(whole).slice(0, 40)}`);
  await editor.replaceExtensionHost();

  let { rest, events } = await begin(); // Accept.
  await editor.press("Tab");
  expect(await waitForOutcomes(editor, events, 1)).toMatchObject([
    { outcome: "accepted", reason: "acceptedWhole", acceptedCharacters: rest.length },
  ]);
  const acceptedEvents = events;
  await editor.probe.run("workbench.action.files.save"); // The next file reverts this one, and what was accepted must stay.

  ({ rest, events } = await begin()); // Accept a part.
  await editor.press("Control+ArrowRight");
  await editor.until("a word is taken", async () => (await currentLine()) !== typed);
  const word = (await currentLine()).length - typed.length;
  await editor.waitForGhostText();
  await editor.press("ArrowUp");
  expect(await waitForOutcomes(editor, events, 1)).toMatchObject([
    { outcome: "partlyAccepted", reason: "movedAway", acceptedCharacters: word },
  ]);

  ({ events } = await begin()); // Reject.
  await editor.press("Escape");
  expect(await waitForOutcomes(editor, events, 1)).toMatchObject([{ outcome: "rejected", reason: "dismissed" }]);

  ({ events } = await begin()); // Ignore.
  await editor.press("ArrowUp");
  expect(await waitForOutcomes(editor, events, 1)).toMatchObject([{ outcome: "ignored", reason: "movedAway" }]);

  ({ rest, events } = await begin()); // Undo.
  await editor.press("Tab");
  await editor.until("it is accepted", async () => (await currentLine()) === typed + rest);
  await editor.press("Control+z");
  await editor.until("it is undone", async () => (await currentLine()) === typed);
  await editor.press("ArrowUp");
  expect((await waitForOutcomes(editor, events, 2)).map(({ outcome }) => outcome)).toEqual(["accepted", "ignored"]);

  ({ rest, events } = await begin()); // Edit after an acceptance: nothing of it stays.
  await editor.press("Tab");
  await editor.until("it is accepted", async () => (await currentLine()).startsWith(typed + rest));
  await editor.press("Shift+Home", "Delete");
  await editor.until("the line is empty", async () => (await currentLine()).trim() === "");
  await editor.press("ArrowUp");
  await waitForOutcomes(editor, events, 1);
  const [edited] = await acceptedIn(events);
  const [first] = await acceptedIn(acceptedEvents);

  // Two windows are used at the same time, and one of them is closed at once.
  const beside = await editor.openAnother(); // Meanwhile, what remains of the accepted ones is measured.
  const measured = async (suggestion: number | undefined) =>
    (await acceptedEvents()).flatMap((event) =>
      event.kind === "retained" && event.afterMs === 15_000 && event.suggestion === suggestion ? [event] : [],
    );
  await editor.until("what remains is measured", async () => (await measured(edited)).length > 0);
  expect(await measured(edited)).toMatchObject([{ isStillInCode: false, isUndone: false }]);
  expect(await measured(first)).toMatchObject([{ isStillInCode: true, isUndone: false }]);
  const [here, there] = await Promise.all([begin(), begin(beside)]);
  await Promise.all([editor.press("Escape"), beside.press("Tab")]);
  expect(await waitForOutcomes(editor, here.events, 1)).toMatchObject([{ outcome: "rejected" }]);
  expect(await waitForOutcomes(beside, there.events, 1)).toMatchObject([
    { outcome: "accepted", reason: "acceptedWhole", acceptedCharacters: there.rest.length },
  ]);
  const besideEvents = await beside.probe.events();
  await beside[Symbol.asyncDispose]();

  // Another process writes at the same time and is killed in the middle of it.
  const second = spawn(process.execPath, ["test/support/journalWriter.ts", editor.storage, "99", "70"]);
  await new Promise((resolve) => second.stdout.once("data", resolve));
  const third = spawn(process.execPath, ["test/support/journalWriter.ts", editor.storage, "98", "100000"]);
  await editor.until("it writes", async () => (await readFile(today, "latin1")).includes('"window":98'));
  third.kill("SIGKILL");
  await new Promise((resolve) => third.once("exit", resolve));

  await editor.runCommand("Hunch: Show Statistics");
  let recorded = await recordedOffers();
  await editor.until("the page shows what is recorded", async () => {
    recorded = await recordedOffers();
    if (recorded.outcomes.get("rejected") !== 2 + 1) return false; // The last event is written a moment later.
    const text = await shownOutcomes();
    return [...recorded.outcomes.values()].every((count) => text.includes(` ${count.toLocaleString("en")} (`));
  });
  // Mine: accepted, in part, dismissed, ignored, undone (ignored), accepted and edited, dismissed. Others: one each.
  const mine = (event: TelemetryEvent) => ![77, 78, 98, 99].includes(event.window ?? -1);
  const accepted = recorded.events.filter(
    (event) => mine(event) && event.kind === "ended" && event.outcome === "accepted",
  );
  expect(accepted).toHaveLength(4); // One of them is corrected by the undo.
  expect(new Set(accepted.map(({ window }) => window)).size).toBe(2);
  expect(besideEvents.length).toBeGreaterThan(2);
  for (const event of besideEvents) expect(recorded.events).toContainEqual(expect.objectContaining(event));
  expect(recorded.outcomes.get("accepted")).toBe(2 + 1 + 1);
  expect(recorded.outcomes.get("partlyAccepted")).toBe(1);
  expect(recorded.events.filter((event) => event.window === 99)).toHaveLength(70);
  const text = await shownOutcomes();
  expect(text).toMatch(/Accepted 4 .*Accepted in part 1 .*Dismissed 3 /s);
  expect(await editor.panel.locator("main").textContent()).toMatch(/\d damaged lines? (is|are) left out/);

  // The extension host itself is killed. The next one shows the same.
  await editor.replaceExtensionHost();
  await editor.probe.run("workbench.action.closeActiveEditor"); // The page of the killed one, with its figures.
  await editor.runCommand("Hunch: Show Statistics");
  await editor.until("the page shows the same as before", async () => (await shownOutcomes()) === text);
});

test("an experiment starts from a file of the workspace, is recorded, and says how much is missing", async () => {
  const editor = vsCode();
  const { panel } = editor;
  await writeEvents(editor.storage, recordedDays(35, Date.now()));
  await editor.replaceExtensionHost();
  await editor.runCommand("Hunch: Show Statistics");
  await panel.locator(".outcomes").waitFor();
  await editor.runCommand("Hunch: Start Experiment…");
  await pickRow(editor, "Start an experiment (1/3)", "Your settings");
  await pickRow(editor, "Start an experiment (2/3)", "short");
  await pickRow(editor, "Start an experiment (3/3)", "10 points");
  await panel.locator(".experiment").waitFor(); // Nothing was recorded since.
  await findNotice(editor, "refused: a workspace can't change where code is sent");
  await editor.probe.run("notifications.clearAll");
  const { events } = await begin();
  await editor.press("Tab");
  await waitForOutcomes(editor, events, 1);
  const [ended] = (await events()).filter(({ kind }) => kind === "ended");
  expect(ended?.variant?.place).toBeGreaterThan(0);
  expect([1, 2]).toContain(ended?.variant?.id);
  await editor.runCommand("Hunch: Show Statistics");
  expect(await panel.locator(".note").textContent()).toMatch(
    /^Other extensions completed code, too: GitHub Copilot on 9 of these 30 days, Continue on 3\. /,
  );
  await editor.until("the page counts it", async () =>
    /[1-9] in 1 place/.test((await panel.locator(".experiment table").textContent()) ?? ""),
  );
  expect(await panel.locator(".experiment .verdict").textContent()).toMatch(
    /^Not enough yet: about [\d,]+ more offers/,
  );
  await editor.probe.run("workbench.action.closeSidebar");
  const faults = panelFaults(editor);
  const overflow = () => panel.locator("main").evaluate((main) => main.scrollWidth - main.clientWidth);
  const show = () => editor.until("the charts fit the page", async () => (await overflow()) <= 0);
  const views = [{ name: "statistics", show, faults }];
  expect(await whileMaximized(editor, "Hunch: Statistics", () => takePictures(editor, views))).toEqual([]);
  expect((await walkWithTab(editor)).faults.join("\n")).toBe("");
  await editor.runCommand("Hunch: Stop Experiment…");
  await pickRow(editor, "Stop the experiment", "Your settings");
  await editor.until("it has stopped", async () =>
    /^Stopped too early/.test((await panel.locator(".experiment .verdict").textContent()) ?? ""),
  );
});
