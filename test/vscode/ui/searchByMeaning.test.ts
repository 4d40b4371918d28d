import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startHub } from "../../support/tinyModel/hubServer.ts";
import { tinyEmbeddingsFiles } from "../../support/tinyModel/tinyEmbeddings.ts";
import { tinyModelFiles } from "../../support/tinyModel/tinyModel.ts";
import { writeModel } from "../../support/tinyModel/writeModel.ts";
import { findNotice } from "../../support/ui/findNotice.ts";
import { enterText, openInput, pickRow } from "../../support/ui/quickInput.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";

// The tiny model knows nothing of language: it was written so that these words mean the same.
const files = tinyEmbeddingsFiles([
  ["kettle", "teapot"],
  ["invoice", "bill"],
]);
const model = `tiny/meaning-${randomUUID().slice(0, 8)}`;
const question = "Which teapot?";
const title = "Choose a Model for Search by Meaning";
let hub: Awaited<ReturnType<typeof startHub>>;
const vsCode = useSharedVsCode({
  hasFreshHost: true,
  files: {
    "boil.js": "export function warm(water) {\n  const kettle = water;\n  return kettle . heat ;\n}\n",
    "pay.js": "export function charge(sum) {\n  const invoice = sum;\n  return invoice . send ;\n}\n",
  },
  settings: { "hunch.model.protocol": "transformers" },
});

beforeAll(async () => {
  hub = await startHub(model, files);
});
afterAll(() => hub.stop());
beforeEach(async () => {
  await vsCode().probe.set("hunch.model.baseUrl", hub.url);
});

async function ask(): Promise<void> {
  const editor = vsCode();
  await editor.runCommand("Hunch: Ask…");
  await enterText(editor, "Ask about the code", question);
  await editor.panel.locator(".turn", { hasText: question }).last().locator(".sources, .note").first().waitFor();
}

/** Whether the last answer is from the file, by its sources. */
async function names(file: string): Promise<boolean> {
  const turn = vsCode().panel.locator(".turn").last();
  return ((await turn.locator(".sources .place").first().textContent()) ?? "").includes(file);
}

/** Waits until all passages have vectors. */
async function whenRead(): Promise<void> {
  const editor = vsCode();
  await editor.until("all passages have vectors", async () => {
    await editor.runCommand("Hunch: Manage Index…");
    const box = editor.page.locator(".quick-input-widget input[placeholder*='passages:']");
    await box.waitFor();
    const text = (await box.getAttribute("placeholder")) ?? "";
    const isRead = /by meaning: (\d+) of \1 passages/.test(text) && !text.includes("by meaning: 0");
    if (isRead) await editor.screenshot("manage-index-by-meaning");
    await editor.press("Escape");
    return isRead;
  });
}

async function chooseModel(row: string): Promise<void> {
  await vsCode().runCommand("Hunch: Choose a Model for Search by Meaning…");
  await pickRow(vsCode(), title, row);
}

test("a model is chosen from a list of small ones, with their size and license", async () => {
  const editor = vsCode();
  await editor.runCommand("Hunch: Choose a Model for Search by Meaning…");
  await openInput(editor, title);
  const row = editor.page.locator(".quick-input-list .monaco-list-row", { hasText: "Xenova/multilingual-e5-small" });
  await row.waitFor();
  const facts = /135 MB · MIT · 384 dimensions[\s\S]*needs more than 135 MB of memory/;
  expect(await row.textContent()).toMatch(facts);
  await editor.screenshot("search-by-meaning-models");
  await editor.press("Escape");
  expect(hub.requests).toEqual([]);
});

test("a downloaded model finds a passage that shares no word with the question, and a deleted one is missed once", async () => {
  const editor = vsCode();
  await editor.open("pay.js");
  await chooseModel("Another model of the hub…");
  await enterText(editor, "Search by Meaning: Name on the Hub", model);
  await editor.dialog.waitFor();
  const asked = (await editor.dialog.textContent()) ?? "";
  expect(asked).toContain(`Download ${model} from ${new URL(hub.url).host}?`);
  expect(asked).toContain("none of your code is sent");
  expect(asked).toContain("reads all files of a workspace once, in the background, which takes processor time");
  await editor.screenshot("search-by-meaning-consent");
  await editor.dialog.getByRole("button", { name: "Download" }).click();
  await findNotice(editor, `${model} is ready`);
  await editor.screenshot("search-by-meaning-ready");
  expect(await editor.probe.get("hunch.ask.embeddingsFrom")).toBe("editor");
  expect(await editor.probe.get("hunch.ask.embeddingsModel")).toBe(model);

  await ask();
  await whenRead();
  await ask();
  await editor.until("the passage about the kettle is first", () => names("boil.js"));
  await editor.screenshot("search-by-meaning-answer");

  await editor.runCommand("Hunch: Delete Downloaded Models…");
  const list = editor.page.locator(".quick-input-widget");
  await list.locator(".monaco-list-row", { hasText: model }).click();
  await list.getByText("OK", { exact: true }).click();
  await list.waitFor({ state: "hidden" });
  const notes = editor.panel.locator(".turn .note", { hasText: "only words were searched for" });
  await ask();
  await notes.first().waitFor();
  expect(await notes.textContent()).toContain("it is not on this machine yet; choose it again");
  expect(await notes.textContent()).toContain("Run “Hunch: Choose a Model for Search by Meaning…”");
  await editor.screenshot("search-by-meaning-failed");
  await ask();
  expect(await notes.count()).toBe(1);
});

test("a folder is tested before it is used: a model that completes code is refused, and nothing changes", async () => {
  const editor = vsCode();
  const folder = writeModel(join(editor.workspace, "..", "completes"), tinyModelFiles());
  await editor.probe.set("hunch.ask.embeddingsFrom", "editor");
  await editor.probe.set("hunch.ask.embeddingsModel", folder);
  await chooseModel(folder);
  const notice = await findNotice(editor, "can't be used for search by meaning");
  expect(await notice.textContent()).toContain("this is not a model for search by meaning that Hunch can use");
  await notice.getByRole("button", { name: "Choose Another Model…" }).waitFor();
  await editor.screenshot("search-by-meaning-refused");
  await chooseModel("No model: words alone");
  await editor.until(
    "no model is configured",
    async () => (await editor.probe.get("hunch.ask.embeddingsModel")) === "",
  );
});
