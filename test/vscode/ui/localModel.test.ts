import { randomUUID } from "node:crypto";
import { globSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startHub } from "../../support/tinyModel/hubServer.ts";
import { tinyModelFiles } from "../../support/tinyModel/tinyModel.ts";
import { findNotice } from "../../support/ui/findNotice.ts";
import { enterText, pickRow } from "../../support/ui/quickInput.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";

const weights = "onnx/model.onnx";
const files = tinyModelFiles({ says: "pas 1" });
/** Each test has a hub and a model of its own: nothing of it is on this machine, and nobody has agreed to it. */
let model: string;
let hub: Awaited<ReturnType<typeof startHub>>;
const vsCode = useSharedVsCode({
  files: { "notes.js": "function unheardOf() {\n  \n}\n" },
  settings: { "hunch.model.protocol": "transformers", "hunch.completion.waitForModel": 10_000 },
});

beforeEach(async () => {
  model = `tiny/qwen2.5-coder-${randomUUID().slice(0, 8)}`;
  hub = await startHub(model, files);
  await vsCode().probe.set("hunch.model.baseUrl", hub.url);
});
afterEach(() => hub.stop());

/** `Choose a Model` up to the name of a model on the hub. */
async function chooseFromHub(): Promise<void> {
  const editor = vsCode();
  await editor.runCommand("Hunch: Choose a Model…");
  await pickRow(editor, "Choose a Model", "Another model of the hub…");
  await enterText(editor, "Choose a Model: Name on the Hub", model);
}

/** Waits until the chosen model was tried; it says the same whatever is asked, and the test of filling a hole tells so. */
async function whenTested(): Promise<void> {
  await findNotice(vsCode(), `${model} is ready`);
  expect(await vsCode().probe.get("hunch.model.name")).toBe(model);
}

/** The listing, which says how large the model is. */
const listing = () => `/api/models/${model}?blobs=true`;
const askedFor = () => hub.requests.map(({ path }) => path);

/** Files of the model on this machine. */
function kept(): readonly string[] {
  const models = join(vsCode().workspace, "..", "server", "**", "hunch.hunch", "models");
  return globSync(join(models, "*", "**", "*.{json,onnx}")).filter((path) => path.includes(model.slice(-8)));
}

test("nothing is downloaded before a person agrees to where from and how much", async () => {
  const { dialog } = vsCode();
  await chooseFromHub();
  await dialog.waitFor();
  const asked = (await dialog.textContent()) ?? "";
  expect(asked).toContain(`Download ${model} from ${new URL(hub.url).host}?`);
  expect(asked).toMatch(/\d MB in \d+ files/);
  expect(asked).toContain("none of your code is sent");
  await vsCode().screenshot("local-model-consent");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "detached" });
  await vsCode().whenDrawn();
  expect(askedFor()).toEqual([listing()]);
  expect(kept()).toEqual([]);
});

test("a download shows how far it is, is cancelled, goes on without asking, and the model then completes code", async () => {
  const editor = vsCode();
  hub.state.fault = { kind: "stall", path: weights, after: 100_000 };
  await chooseFromHub();
  await editor.dialog.getByRole("button", { name: "Download" }).click();
  const progress = await findNotice(editor, `Downloading ${model}`);
  await progress.getByText(/\d MB of .* MB/).waitFor();
  await editor.screenshot("local-model-progress");
  await progress.getByText("Cancel").click();
  await progress.waitFor({ state: "detached" });
  expect(kept().filter((path) => path.endsWith("hunch.json") || path.endsWith(weights))).toEqual([]);

  hub.state.fault = undefined;
  hub.requests.length = 0;
  await chooseFromHub();
  await whenTested();
  expect(kept().filter((path) => path.endsWith("hunch.json"))).toHaveLength(1);
  expect(hub.requests.find(({ path }) => path === `/storage/${weights}`)?.range).toBe("bytes=100000-");
  await editor.screenshot("local-model-tested");
  await editor.open("notes.js");
  await editor.goTo(2, 3);
  await editor.runCommand("Trigger Inline Suggestion");
  expect(await editor.waitForGhostText()).toContain("pas 1");
});

test("deleted it is gone from the disk, and the next download is asked for again", async () => {
  const editor = vsCode();
  await chooseFromHub();
  await editor.dialog.getByRole("button", { name: "Download" }).click();
  await whenTested();
  expect(kept()).not.toEqual([]);
  await editor.runCommand("Hunch: Delete Downloaded Models…");
  const list = editor.page.locator(".quick-input-widget");
  await list.locator(".monaco-list-row", { hasText: model }).click();
  await list.getByText("OK", { exact: true }).click();
  await editor.until("nothing is kept", async () => kept().length === 0);
  hub.requests.length = 0;
  await chooseFromHub();
  await editor.dialog.getByRole("button", { name: "Cancel" }).click();
  await editor.dialog.waitFor({ state: "detached" });
  await editor.whenDrawn();
  expect(askedFor()).toEqual([listing()]);
});
