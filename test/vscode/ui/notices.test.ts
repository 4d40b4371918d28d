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
  const editor = vsCode();
  await editor.runCommand("Hunch: Test Connection");
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

test("a missing key: the notice asks for it, and the connection is tested with it", async () => {
  const notice = await tested("The server wants an API key");
  await vsCode().screenshot("notice-key");
  await notice.getByRole("button", { name: "Set API Key…" }).click();
  await title(`API key for ${server.url}`).waitFor();
  await vsCode().page.locator(".quick-input-widget input:focus").fill(key);
  await vsCode().press("Enter");
  // VS Code does not pop up each of several notices.
  await vsCode().until("the test says that the model is ready", async () => {
    await vsCode().runCommand("Notifications: Show Notifications");
    return (
      (await vsCode()
        .page.locator(".notification-list-item", { hasText: `${model} is ready` })
        .count()) > 0
    );
  });
});

test("a model that is not there: the notice leads to the list of models", async () => {
  fault = { kind: "status", status: 404, body: { error: { message: `model "${model}" not found` } } };
  const notice = await tested("The server does not have this model");
  await notice.getByRole("button", { name: "Choose a Model…" }).click();
  await title("Choose a Model: Server").waitFor();
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
