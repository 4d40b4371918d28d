import { randomUUID } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ModelServer, type ScriptedAnswer, type SeenRequest } from "../../support/modelServer.ts";
import { findNotice } from "../../support/ui/findNotice.ts";
import { enterText, openInput, pickRow } from "../../support/ui/quickInput.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";

const coder = "qwen2.5-coder:1.5b";
const poet = "poet:7b";
const suffixField = "OpenAI-compatible, suffix field";
let server: ModelServer;
const vsCode = useVsCode({ files: { "notes.ts": "export const one = 1;\n" } });

/** Fills the hole of the test from behind it, as a model made for that does. */
function fills({ body }: SeenRequest): ScriptedAnswer {
  const [, word = "nothing"] = /== \\?"(\w+)/.exec(`${body["prompt"]}${body["suffix"]}`) ?? [];
  return { chunks: [word] };
}

beforeEach(async () => {
  server = await ModelServer.start({ models: [coder, poet], answer: fills });
});
afterEach(async () => {
  await server.close();
  for (const name of ["protocol", "baseUrl", "name", "fimFamily", "delay"]) {
    await vsCode().probe.set(`hunch.model.${name}`, undefined);
  }
});

async function configure(settings: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(settings)) await vsCode().probe.set(`hunch.model.${name}`, value);
}

async function chooseAddress(protocol: string, address: string): Promise<void> {
  await vsCode().runCommand("Hunch: Choose a Model…");
  await pickRow(vsCode(), "Choose a Model: Server", "Another address…");
  await pickRow(vsCode(), "Choose a Model: Protocol", protocol);
  await enterText(vsCode(), "Choose a Model: Address", address);
}

/** Everything that is kept as settings of the user or the machine. */
function keptSettings(): string {
  const files = globSync(join(vsCode().workspace, "..", "server", "**", "settings.json"));
  return files.map((file) => readFileSync(file, "utf8")).join("\n");
}

test("an address, a key and a model are asked for, tested, and kept where they belong", async () => {
  const key = "k-3f9a77b1c2";
  await using locked = await ModelServer.start({ key, models: [coder, poet], answer: fills });
  await chooseAddress(suffixField, locked.url);
  await enterText(vsCode(), "API key for", "wrong");
  await locked.until(({ requests }) => requests.some(({ headers }) => headers["authorization"] === "Bearer wrong"));
  await enterText(vsCode(), "API key for", key);
  await pickRow(vsCode(), "Choose a Model: Model", coder);
  expect(await (await findNotice(vsCode(), `${coder} is ready`)).textContent()).toMatch(/\d+ ms to the first token/);
  await vsCode().until("the settings are written", async () => keptSettings().includes(coder));
  expect(keptSettings()).toContain('"hunch.model.protocol": "openai-suffix"');
  expect(keptSettings()).not.toContain(key);
  await vsCode().screenshot("model-ready");
});

test("the connection can be tested again, and a server that is gone is told with what helps", async () => {
  const editor = vsCode();
  await configure({ baseUrl: server.url, name: coder, protocol: "openai-suffix" });
  await editor.runCommand("Hunch: Test Connection");
  await findNotice(editor, `${coder} is ready`);
  await chooseAddress(suffixField, "http://127.0.0.1:9");
  await enterText(editor, "Choose a Model: Name", "any");
  await editor.dialog.filter({ hasText: "any did not pass the test." }).getByText("Cancel").click();
  const notice = await findNotice(editor, "No server answers at this address");
  expect(await notice.getByRole("button", { name: "Choose a Model…" }).count()).toBe(1);
  expect(keptSettings()).toContain(server.url);
});

test("a model that ignores what stands behind the cursor is told from one that fills the hole", async () => {
  server.answer = () => ({ chunks: ["la la la"] });
  await chooseAddress(suffixField, server.url);
  await pickRow(vsCode(), "Choose a Model: Model", poet);
  expect(await (await findNotice(vsCode(), `${poet} is ready`)).textContent()).toContain(
    "It ignores the text after the cursor",
  );
});

test("an address that is none is refused while it is typed", async () => {
  const editor = vsCode();
  await editor.runCommand("Hunch: Choose a Model…");
  await pickRow(editor, "Choose a Model: Server", "Another address…");
  await pickRow(editor, "Choose a Model: Protocol", "llama.cpp");
  await (await openInput(editor, "Choose a Model: Address")).fill("not an address");
  await editor.page.locator(".quick-input-message", { hasText: /address/i }).waitFor();
});

// The window works on another machine here, as over SSH: what belongs to a machine isn't among the user's settings.
test("a value that can't be used: the notice opens the setting among those of the machine", async () => {
  const value = `lukewarm-${randomUUID()}`; // Each is told once.
  await configure({ delay: value });
  const notice = await findNotice(vsCode(), value);
  await notice.getByRole("button", { name: "Open Settings" }).click();
  await vsCode().page.locator(".settings-editor .setting-item", { hasText: "Model: Delay" }).waitFor();
  await vsCode().screenshot("machine-setting");
});

test("a model whose markers are not known: they are chosen from a list, and fill the hole from then on", async () => {
  const editor = vsCode();
  const model = `poet-${randomUUID()}`; // Each is told once.
  await configure({ baseUrl: server.url, name: model, protocol: "openai-fim" });
  await editor.open("notes.ts");
  const notice = await findNotice(editor, `which fill-in-the-middle markers "${model}" takes`);
  await notice.getByRole("button", { name: "Choose Markers…" }).click();
  const title = `Fill-in-the-Middle Markers of ${model}`;
  await openInput(editor, title);
  await editor.screenshot("choose-markers");
  await pickRow(editor, title, "<|fim_prefix|>before");
  const told = await findNotice(editor, `${model} is ready`);
  expect(await told.textContent()).not.toMatch(/markers|before the cursor/);
  expect(String(server.asked.at(-1)?.body["prompt"])).toContain("<|fim_suffix|>");
});
