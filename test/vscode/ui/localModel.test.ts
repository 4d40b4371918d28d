import { globSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startHub } from "../../support/tinyModel/hubServer.ts";
import { tinyModelFiles } from "../../support/tinyModel/tinyModel.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";

const model = "tiny/qwen2.5-coder-tiny";
const weights = "onnx/model.onnx";
let hub: Awaited<ReturnType<typeof startHub>>;
const vsCode = useVsCode(async () => {
  hub = await startHub(model, tinyModelFiles({ says: "pas 1" }));
  const settings = {
    "hunch.model.protocol": "transformers",
    "hunch.model.baseUrl": hub.url,
    "hunch.completion.waitForModelMs": 10_000,
  };
  return { files: { "notes.js": "function unheardOf() {\n  \n}\n" }, settings };
});
afterAll(() => hub.stop());

async function choose(row: string): Promise<void> {
  await vsCode().page.locator(".quick-input-list .monaco-list-row", { hasText: row }).first().click();
}

/** `Choose a Model` up to the name of a model on the hub. */
async function chooseFromHub(): Promise<void> {
  const { page } = vsCode();
  await vsCode().runCommand("Hunch: Choose a Model…");
  await choose("In this editor, without a server");
  await choose("Another model of the hub…");
  await page.locator(".quick-input-widget .quick-input-title", { hasText: "Name on the Hub" }).waitFor();
  await page.locator(".quick-input-widget input:focus").fill(model);
  await page.keyboard.press("Enter");
}

function dialog() {
  return vsCode().page.locator(".monaco-dialog-box");
}

function notice(text: string) {
  return vsCode().page.locator(".notification-toast", { hasText: text });
}

/** How many notices say this: VS Code does not pop up each of several. */
async function told(text: string): Promise<number> {
  await vsCode().runCommand("Notifications: Show Notifications");
  return vsCode().page.locator(".notification-list-item", { hasText: text }).count();
}

/** Files of models on this machine. */
function kept(): readonly string[] {
  return globSync(join(vsCode().workspace, "..", "server", "**", "hunch.hunch", "models", "*", "**", "*.{json,onnx}"));
}

test("nothing is downloaded before a person agrees to where from and how much", async () => {
  await chooseFromHub();
  await dialog().waitFor();
  const asked = (await dialog().textContent()) ?? "";
  expect(asked).toContain(`Download ${model} from ${new URL(hub.url).host}?`);
  expect(asked).toMatch(/\d MB in \d+ files/);
  expect(asked).toContain("none of your code is sent");
  await vsCode().screenshot("local-model-consent");
  await dialog().getByRole("button", { name: "Cancel" }).click();
  await dialog().waitFor({ state: "detached" });
  expect(hub.requests.map(({ path }) => path)).toEqual([`/api/models/${model}?blobs=true`]);
  expect(kept()).toEqual([]);
});

test("a download shows how far it is, and cancelled leaves no model, but what had come", async () => {
  hub.state.fault = { kind: "stall", path: weights, after: 100_000 };
  await chooseFromHub();
  await dialog().getByRole("button", { name: "Download" }).click();
  const progress = notice(`Downloading ${model}`);
  await progress.getByText(/\d of .* MB/).waitFor();
  await vsCode().screenshot("local-model-progress");
  await progress.getByText("Cancel").click();
  await progress.waitFor({ state: "detached" });
  expect(kept().filter((path) => path.endsWith("hunch.json") || path.endsWith(weights))).toEqual([]);
});

test("chosen again it goes on without asking, and then completes code in the editor", async () => {
  const editor = vsCode();
  hub.state.fault = undefined;
  hub.requests.length = 0;
  await chooseFromHub();
  await editor.until("the model is whole", async () => kept().some((path) => path.endsWith("hunch.json")), 60_000);
  expect(hub.requests.find(({ path }) => path === `/storage/${weights}`)?.range).toBe("bytes=100000-");
  // It says the same whatever is asked: the test of filling a hole tells so.
  await editor.until("the model was tested", async () => (await told("tiny/qwen2.5-coder-tiny")) > 0, 60_000);
  await editor.screenshot("local-model-tested");
  await editor.runCommand("Notifications: Clear All Notifications");
  await editor.open("notes.js");
  await editor.goTo(2, 3);
  await editor.runCommand("Trigger Inline Suggestion");
  expect(await editor.waitForGhostText()).toContain("pas 1");
});

test("deleted it is gone from the disk, and the next download is asked for again", async () => {
  const editor = vsCode();
  await editor.runCommand("Hunch: Delete Downloaded Models…");
  await choose(model);
  await editor.page.locator(".quick-input-widget").getByText("OK", { exact: true }).click();
  await editor.until("nothing is kept", async () => kept().length === 0);
  hub.requests.length = 0;
  await chooseFromHub();
  await dialog().getByRole("button", { name: "Cancel" }).click();
  expect(hub.requests.map(({ path }) => path)).toEqual([`/api/models/${model}?blobs=true`]);
});
