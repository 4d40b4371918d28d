import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startHub } from "../../support/tinyModel/hubServer.ts";
import { tinyEmbeddingsFiles } from "../../support/tinyModel/tinyEmbeddings.ts";
import { tinyModelFiles } from "../../support/tinyModel/tinyModel.ts";
import { writeModel } from "../../support/tinyModel/writeModel.ts";
import { findNotice } from "../../support/ui/findNotice.ts";
import { isRunning } from "../../support/ui/isRunning.ts";
import { enterText, openInput, pickRow } from "../../support/ui/quickInput.ts";
import { themes } from "../../support/ui/startVsCode.ts";
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
  const [first = ""] = await turn.locator(".sources .place").allTextContents();
  return first.includes(file);
}

/** Asks until the best passage is from the file: a question doesn't wait for a model that is being loaded. */
async function askUntilFirst(file: string): Promise<void> {
  await vsCode().until(`${file} is found by its meaning`, async () => {
    await ask();
    return names(file);
  });
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
  const facts = /135 MB · MIT · 384 dimensions[\s\S]*needs more memory than its download size/;
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
  await askUntilFirst("boil.js");
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

/** Chooses a folder with the tiny model in the dialog, and waits until the model is in use. */
async function chooseFolder(name: string): Promise<string> {
  const editor = vsCode();
  const folder = writeModel(join(editor.workspace, "..", name), files);
  await chooseModel("A folder on this machine…");
  const path = await openInput(editor, "Folder of an ONNX model");
  // The dialog shows the open folder once it has listed it, whatever was typed before.
  await editor.until("the dialog shows a folder", async () => (await path.inputValue()).endsWith("/workspace/"));
  await path.fill(`${folder}/`);
  await editor.page.getByRole("option", { name: "onnx", exact: true }).waitFor();
  await editor.screenshot("search-by-meaning-folder");
  await editor.page.locator(".quick-input-widget").getByText("OK", { exact: true }).click();
  await findNotice(editor, `${folder} is ready. It reads this workspace in the background, and sends nothing.`);
  return folder;
}

test("a folder that is chosen in the dialog is tested, used and found in the list, and nothing is fetched", async () => {
  const editor = vsCode();
  const fetched = hub.requests.length;
  const folder = await chooseFolder("by-meaning");
  await editor.screenshot("search-by-meaning-folder-ready");
  expect(await editor.probe.get("hunch.ask.embeddingsFrom")).toBe("editor");
  expect(await editor.probe.get("hunch.ask.embeddingsModel")).toBe(folder);
  await ask();
  await whenRead();
  await askUntilFirst("boil.js");
  // Choosing a model changes the user's settings, which are no source for all that.
  expect(await editor.panel.locator(".turn .sources .place", { hasText: "settings.json" }).count()).toBe(0);
  expect(hub.requests).toHaveLength(fetched);
  await editor.runCommand("Hunch: Choose a Model for Search by Meaning…");
  const inUse = editor.page.locator(".quick-input-list .monaco-list-row", { hasText: folder }).first();
  await inUse.waitFor();
  expect(await inUse.textContent()).toContain("inside the editor");
  await editor.screenshot("search-by-meaning-folder-listed");
});

test("a model whose thread runs out of memory costs the search by meaning alone, until it is chosen again", async () => {
  const editor = vsCode();
  const folder = await chooseFolder("crashing");
  await ask();
  await whenRead();
  const { pid } = editor.probe;
  await editor.probe.starveModels(true);
  const notes = editor.panel.locator(".turn .note", { hasText: "the model's thread ran out of memory" });
  /** A busy machine may take longer to run out of memory than a question waits. */
  const askUntilToldOf = (crashes: number) =>
    editor.until(`${crashes} answers say that the thread crashed`, async () => {
      await ask();
      return (await notes.count()) === crashes;
    });
  await askUntilToldOf(1);
  const note = await notes.textContent();
  expect(note).toContain("only words were searched for");
  expect(note).toContain("Run “Hunch: Choose a Model for Search by Meaning…”");
  await editor.screenshot("search-by-meaning-crashed");
  for (const theme of ["light", "highContrast"] as const) {
    await editor.probe.set("workbench.colorTheme", themes[theme]);
    await editor.page.locator(`.monaco-workbench.${theme === "light" ? "vs" : "hc-black"}`).waitFor();
    await editor.screenshot(`search-by-meaning-crashed-${theme}`);
  }
  await ask();
  expect(await notes.count()).toBe(1);
  expect(editor.probe.pid).toBe(pid);
  expect(isRunning(pid)).toBe(true);
  await editor.open("pay.js"); // The extensions of this host still answer.

  await editor.probe.starveModels(false);
  await chooseModel(folder);
  await findNotice(editor, `${folder} is ready`);
  await askUntilFirst("boil.js");

  await editor.probe.starveModels(true);
  await askUntilToldOf(2);
  await editor.reloadWindow();
  await askUntilFirst("boil.js");
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
