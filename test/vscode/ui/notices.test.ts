import type { Locator } from "playwright-core";
import { afterAll, afterEach, expect, test } from "vitest";
import { ModelServer, type ScriptedAnswer } from "../../support/modelServer.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";

const key = "k-8d02c5aa17";
const model = "qwen2.5-coder:1.5b";
let server: ModelServer;
let fault: ScriptedAnswer["fault"];
const vsCode = useVsCode(async () => {
  server = await ModelServer.start({
    key,
    models: [model],
    answer: ({ body }) => {
      const [, word = "total"] = /== \\?"(\w+)/.exec(String(body["suffix"])) ?? [];
      return { chunks: [word], ...(fault && { fault }) };
    },
  });
  const settings = {
    "hunch.model.protocol": "openai-suffix",
    "hunch.model.baseUrl": server.url,
    "hunch.model.name": model,
  };
  return { files: { "notes.ts": "export const one = 1;\n" }, settings };
});
afterAll(() => server.close());
afterEach(async () => {
  fault = undefined;
  await vsCode().press("Escape", "Escape");
  await vsCode().runCommand("Notifications: Clear All Notifications");
});

/** What the connection test says, with its button. */
async function tested(text: string | RegExp) {
  await vsCode().runCommand("Hunch: Test Connection");
  return noticed(text);
}

/** Types, and waits for what only the server can know. */
async function completes(name: string): Promise<void> {
  const editor = vsCode();
  await editor.runCommand("Notifications: Clear All Notifications");
  await editor.open("notes.ts");
  await editor.goTo(2, 1);
  await editor.type(`const ${name} = `);
  expect(await editor.waitForGhostText()).toBe("total");
  await editor.revertAndClose();
}

/** VS Code does not pop up each of several notices. */
async function noticed(text: string | RegExp) {
  const editor = vsCode();
  const notice = editor.page.locator(".notification-list-item", { hasText: text }).first();
  await editor.until(`it says "${text}"`, async () => {
    if (!(await notice.isVisible())) await editor.runCommand("Notifications: Show Notifications");
    return notice.isVisible();
  });
  return notice;
}

function title(text: string) {
  return vsCode().page.locator(".quick-input-widget .quick-input-title", { hasText: text });
}

test("a missing key, then a wrong one: each notice asks for it, and with the right one completions come", async () => {
  const editor = vsCode();
  const give = async (notice: Locator, text: string) => {
    await notice.getByRole("button", { name: "Set API Key…" }).click();
    await title(`API key for ${server.url}`).waitFor();
    await editor.page.locator(".quick-input-widget input:focus").fill(text);
    await editor.press("Enter");
  };
  const missing = await tested("The server wants an API key");
  await editor.screenshot("notice-key");
  await give(missing, "k-of-someone-else");
  const wrong = await noticed("The server wants an API key, or does not accept this one");
  expect(await wrong.textContent()).not.toContain("someone");
  await give(wrong, key);
  await noticed(`${model} is ready`);
  await completes("first");
});

test("a model that is not there: the notice leads to the list of models", async () => {
  fault = { kind: "status", status: 404, body: { error: { message: `model "${model}" not found` } } };
  const notice = await tested("The server does not have this model");
  await notice.getByRole("button", { name: "Choose a Model…" }).click();
  await title("Choose a Model: Server").waitFor();
  fault = undefined;
  const pick = async (label: string) => {
    await vsCode().page.locator(".quick-input-widget input:focus").fill(label);
    await vsCode().page.locator(".quick-input-list .monaco-list-row.focused", { hasText: label }).waitFor();
    await vsCode().press("Enter");
  };
  await pick("Another address…");
  await title("Choose a Model: How is the server spoken to?").waitFor();
  await pick("OpenAI-compatible, suffix field");
  await title("Choose a Model: Address").waitFor();
  await vsCode().page.locator(".quick-input-widget input:focus").fill(server.url);
  await vsCode().press("Enter");
  await title("Choose a Model: Model").waitFor();
  await pick(model);
  await noticed(`${model} is ready`);
  await completes("second");
});

test("a prompt that is too long: the notice opens the setting that shortens it", async () => {
  const message = "This model's maximum context length is 512 tokens";
  fault = { kind: "status", status: 400, body: { error: { message, code: "context_length_exceeded" } } };
  const notice = await tested("The prompt is longer than the model's context.");
  await notice.getByRole("button", { name: "Shorten Prompts" }).click();
  await vsCode().page.locator(".settings-editor", { hasText: "Context: Max Tokens" }).waitFor();
  await vsCode().press("Control+w");
});

test("a web page instead of an answer: the notice says so, and the log has every step", async () => {
  fault = { kind: "webPage" };
  const notice = await tested("What answers there does not speak this protocol");
  expect(await notice.getByRole("button", { name: "Choose a Model…" }).count()).toBe(1);
});

test("trouble while typing stands in the status bar until the server answers again", async () => {
  const editor = vsCode();
  fault = { kind: "status", status: 500 };
  await editor.open("notes.ts");
  await editor.goTo(2, 1);
  await editor.type("const sum = ");
  await editor.until("the status bar tells the trouble", async () =>
    /overloaded or failing/.test(await editor.statusBarLabel()),
  );
  await editor.screenshot("notice-trouble");
  fault = undefined;
  await editor.until(
    "the status bar is well again",
    async () => {
      await editor.type("a");
      await editor.press("Backspace");
      return !/overloaded or failing/.test(await editor.statusBarLabel());
    },
    60_000,
  );
  await editor.revertAndClose();
});
