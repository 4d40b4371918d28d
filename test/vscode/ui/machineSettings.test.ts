import { afterAll, expect, test } from "vitest";
import { ModelServer } from "../../support/modelServer.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";

/** The window works on another machine here, as over SSH: what belongs to a machine isn't among the user's settings. */
const model = "poet:7b";
let server: ModelServer;
const vsCode = useVsCode(async () => {
  server = await ModelServer.start({
    models: [model],
    answer: ({ body }) => ({ chunks: [/== \\?"(\w+)/.exec(String(body["prompt"]))?.[1] ?? "nothing"] }),
  });
  const settings = {
    "hunch.model.protocol": "openai-fim",
    "hunch.model.baseUrl": server.url,
    "hunch.model.name": model,
    "hunch.model.delay": "lukewarm",
  };
  return { files: { "notes.ts": "export const one = 1;\n" }, settings };
});
afterAll(() => server.close());

/** VS Code does not pop up each of several notices. */
async function noticed(text: string) {
  const editor = vsCode();
  const notice = editor.page.locator(".notification-list-item", { hasText: text }).first();
  await editor.until(`it says "${text}"`, async () => {
    if (!(await notice.isVisible())) await editor.runCommand("Notifications: Show Notifications");
    return notice.isVisible();
  });
  return notice;
}

test("a value that can't be used: the notice opens the setting among those of the machine", async () => {
  const notice = await noticed("lukewarm");
  await notice.getByRole("button", { name: "Open Settings" }).click();
  await vsCode().page.locator(".settings-editor .setting-item", { hasText: "Model: Delay" }).waitFor();
  await vsCode().screenshot("machine-setting");
  await vsCode().press("Escape");
});

test("a model whose markers are not known: they are chosen from a list, and fill the hole from then on", async () => {
  const editor = vsCode();
  const notice = await noticed(`which fill-in-the-middle markers "${model}" takes`);
  await notice.getByRole("button", { name: "Choose Markers…" }).click();
  const list = editor.page.locator(".quick-input-widget");
  await list.locator(".quick-input-title", { hasText: `Fill-in-the-Middle Markers of ${model}` }).waitFor();
  await editor.screenshot("choose-markers");
  await list.locator(".monaco-list-row", { hasText: "<|fim_prefix|>before" }).first().click();
  const told = await noticed(`${model} is ready`);
  expect(await told.textContent()).not.toMatch(/markers|before the cursor/);
  expect(String(server.asked.at(-1)?.body["prompt"])).toContain("<|fim_suffix|>");
});
