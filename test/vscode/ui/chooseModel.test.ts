import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ModelServer } from "../../support/modelServer.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";

const key = "k-3f9a77b1c2";
let server: ModelServer;
const vsCode = useVsCode({ files: { "notes.ts": "export const one = 1;\n" } });

/** Fills the hole of the test from behind it, as a model made for that does. */
const fills = ({ body }: { readonly body: Readonly<Record<string, unknown>> }) => {
  const [, word = "nothing"] = /== \\?"(\w+)/.exec(String(body["suffix"])) ?? [];
  return { chunks: [word] };
};

beforeAll(async () => {
  server = await ModelServer.start({ key, models: ["qwen2.5-coder:1.5b", "poet:7b"], answer: fills });
});
afterAll(() => server.close());
afterEach(async () => {
  await vsCode().press("Escape", "Escape");
  await vsCode().runCommand("Notifications: Clear All Notifications");
});

/** Answers the quick input that is open: the row that says so, or text. */
async function choose(row: string): Promise<void> {
  const { page } = vsCode();
  await page.locator(".quick-input-list .monaco-list-row", { hasText: row }).first().click();
}

async function fill(title: string, text: string): Promise<void> {
  const { page } = vsCode();
  await page.locator(".quick-input-widget .quick-input-title", { hasText: title }).waitFor();
  await page.locator(".quick-input-widget input:focus").fill(text);
  await page.keyboard.press("Enter");
}

async function chooseAddress(protocol: string, address: string): Promise<void> {
  await vsCode().runCommand("Hunch: Choose a Model…");
  await choose("Another address…");
  await choose(protocol);
  await fill("Choose a Model: Address", address);
}

async function expectNotice(text: string | RegExp): Promise<string> {
  const notice = vsCode().page.locator(".notification-toast", { hasText: text }).first();
  await notice.waitFor({ timeout: 20_000 });
  return notice.innerText();
}

/** Everything that is kept as settings of the user or the machine. */
function keptSettings(): string {
  const files = globSync(join(vsCode().workspace, "..", "server", "**", "settings.json"));
  return files.map((file) => readFileSync(file, "utf8")).join("\n");
}

test("an address, a key and a model are asked for, tested, and kept where they belong", async () => {
  await chooseAddress("OpenAI-compatible, suffix field", server.url);
  await fill("API key for", "wrong");
  await fill("API key for", key);
  await choose("qwen2.5-coder:1.5b");
  expect(await expectNotice("qwen2.5-coder:1.5b is ready")).toMatch(/\d+ ms to the first token/);
  await vsCode().until("the settings are written", async () => keptSettings().includes("qwen2.5-coder:1.5b"));
  expect(keptSettings()).toContain('"hunch.model.protocol": "openai-suffix"');
  expect(keptSettings()).not.toContain(key);
  await vsCode().screenshot("model-ready");
});

test("the connection can be tested again, and a server that is gone is told with what helps", async () => {
  await vsCode().runCommand("Hunch: Test Connection");
  await expectNotice("qwen2.5-coder:1.5b is ready");
  await vsCode().runCommand("Notifications: Clear All Notifications");
  await chooseAddress("OpenAI-compatible, suffix field", "http://127.0.0.1:9");
  await fill("Choose a Model: Name", "any");
  await vsCode().page.locator(".monaco-dialog-box", { hasText: "any did not pass the test." }).waitFor();
  await vsCode().page.locator(".monaco-dialog-box").getByText("Cancel").click();
  expect(await expectNotice("No server answers at this address")).toContain("Choose a Model…");
  expect(keptSettings()).toContain(server.url);
});

test("a model the server does not have, and one that ignores what stands behind, are told apart", async () => {
  server.answer = () => ({ chunks: ["la la la"] });
  await chooseAddress("OpenAI-compatible, suffix field", server.url);
  await choose("poet:7b");
  const dialog = vsCode().page.locator(".monaco-dialog-box");
  const notice = expectNotice(/ignore|did not use it|not pass/);
  await Promise.race([dialog.waitFor(), notice.then(() => undefined)]);
  if (await dialog.isVisible()) await dialog.getByText("Cancel").click();
  expect(await notice).toMatch(/behind|after the cursor/);
});

test("an address that is none is refused while it is typed", async () => {
  const editor = vsCode();
  await editor.runCommand("Hunch: Choose a Model…");
  await choose("Another address…");
  await choose("llama.cpp");
  await editor.page.locator(".quick-input-widget input:focus").fill("not an address");
  await editor.page.locator(".quick-input-message", { hasText: /address/i }).waitFor();
});
