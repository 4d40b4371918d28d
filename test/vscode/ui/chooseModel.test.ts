import { randomUUID } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ModelServer, type ScriptedAnswer, type SeenRequest } from "../../support/modelServer.ts";
import { findNotice } from "../../support/ui/findNotice.ts";
import { longListView, noticesView, takePictures } from "../../support/ui/pictures.ts";
import { enterText, openInput, pickRow } from "../../support/ui/quickInput.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";

const coder = "qwen2.5-coder:1.5b";
const poet = "poet:7b";
/** What a server of another kind than llama.cpp and Ollama does not have. */
const plain = { without: /props|infill|api\// } as const;
let server: ModelServer;
const vsCode = useSharedVsCode({ files: { "notes.ts": "export const one = 1;\n" } });

/** Fills the hole of the test from behind it, as a model made for that does. */
function fills({ body }: SeenRequest): ScriptedAnswer {
  const [, word = "nothing"] = /== \\?"(\w+)/.exec(JSON.stringify(body)) ?? [];
  return { chunks: [word] };
}

beforeEach(async () => {
  server = await ModelServer.start({ models: [coder, poet], answer: fills, ...plain });
});
afterEach(async () => {
  await server.close();
  for (const name of ["protocol", "baseUrl", "name", "fimFamily", "delay"]) {
    await vsCode().probe.set(`hunch.model.${name}`, undefined);
  }
  await vsCode().probe.set("hunch.ask.name", undefined);
});

async function configure(settings: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(settings)) await vsCode().probe.set(`hunch.model.${name}`, value);
}

async function chooseAddress(address: string): Promise<void> {
  await vsCode().runCommand("Hunch: Choose a Model…");
  await pickRow(vsCode(), "Choose a Model", "Another address…");
  await enterText(vsCode(), "Choose a Model: Address", address);
}

/** Everything that is kept as settings of the user or the machine. */
function keptSettings(): string {
  const files = globSync(join(vsCode().workspace, "..", "server", "**", "settings.json"));
  return files.map((file) => readFileSync(file, "utf8")).join("\n");
}

test("an address, a key and a model are asked for, tested, and kept where they belong", async () => {
  const key = "k-3f9a77b1c2";
  await using locked = await ModelServer.start({ key, models: [coder, poet], answer: fills, ...plain });
  await chooseAddress(locked.url);
  await enterText(vsCode(), "API key for", "wrong");
  await locked.until(({ requests }) => requests.some(({ headers }) => headers["authorization"] === "Bearer wrong"));
  await enterText(vsCode(), "API key for", key);
  await pickRow(vsCode(), "Choose a Model: Model", coder);
  expect(await (await findNotice(vsCode(), `${coder} is ready`)).textContent()).toMatch(/\d+ ms to the first token/);
  await vsCode().until("the settings are written", async () => keptSettings().includes(coder));
  expect(keptSettings()).toContain('"hunch.model.protocol": "openai-fim"');
  expect(keptSettings()).not.toContain(key);
  expect(await takePictures(vsCode(), [noticesView(vsCode(), "model-ready")])).toEqual([]);
});

test("the connection can be tested again, and a server that is gone is told with what helps", async () => {
  const editor = vsCode();
  await configure({ baseUrl: server.url, name: coder, protocol: "openai-suffix" });
  await editor.runCommand("Hunch: Test Connection");
  await findNotice(editor, `${coder} is ready`);
  await chooseAddress("http://127.0.0.1:9");
  await enterText(editor, "Choose a Model: Name", "any");
  await editor.dialog.filter({ hasText: "any did not pass the test." }).getByText("Cancel").click();
  const notice = await findNotice(editor, "No server answers at this address");
  expect(await notice.getByRole("button", { name: "Choose a Model…" }).count()).toBe(1);
  expect(keptSettings()).toContain(server.url);
});

test("a model that reads only what stands before the cursor works, and another protocol of its server is tried", async () => {
  const editor = vsCode();
  let reads = (_: SeenRequest) => false;
  server.answer = (request) => (reads(request) ? fills(request) : { chunks: ["la la la"] });
  await chooseAddress(server.url);
  await pickRow(editor, "Choose a Model: Model", poet);
  const told = await findNotice(editor, /poet:7b works, \d+ ms .*, but ignores the text after the cursor/);
  await editor.screenshot("model-ignores-suffix");
  await told.getByRole("button", { name: "Try Another Protocol" }).click();
  await findNotice(editor, "No other protocol of this server works better");
  expect(await editor.probe.get("hunch.model.protocol")).toBe("openai-suffix");
  reads = ({ body }) => body["messages"] !== undefined;
  await editor.runCommand("Hunch: Test Connection");
  await (await findNotice(editor, "but ignores")).getByRole("button", { name: "Try Another Protocol" }).click();
  await findNotice(editor, `${poet} is ready`);
  expect(await editor.probe.get("hunch.model.protocol")).toBe("openai-chat");
});

test("the list begins with what is in use; no service is chosen by Enter, and a local server is one line away", async () => {
  const editor = vsCode();
  const list = editor.page.locator(".quick-input-list");
  const focused = list.locator(".monaco-list-row.focused");
  await editor.runCommand("Hunch: Choose a Model…");
  const input = await openInput(editor, "Choose a Model");
  await list.getByText("ollama pull qwen2.5-coder:1.5b").first().waitFor();
  expect(await focused.textContent()).toMatch(/ollama pull|embedded engine alone|qwen/i);
  expect(await input.getAttribute("placeholder")).toBe("Choose what completes your code");
  expect(await list.getByText("No server was found.").count()).toBeGreaterThan(0);
  expect(await takePictures(editor, [longListView(editor, "choose-model")])).toEqual([]);
  await editor.press("ArrowUp"); // From the first row to the last.
  await list.getByText("In this window, localhost is the remote machine").first().waitFor();
  await editor.screenshot("choose-model-below");
  await editor.press("Escape");
  await configure({ baseUrl: server.url, name: coder, protocol: "openai-fim" });
  await editor.runCommand("Hunch: Choose a Model…");
  await openInput(editor, "Choose a Model");
  await focused.filter({ hasText: coder }).waitFor();
  expect(await list.getByText("No server was found.").count()).toBe(0);
  await editor.screenshot("choose-model-in-use");
  await editor.until("the status bar names it", async () => (await editor.statusBarText()).includes(`Hunch: ${coder}`));
  await editor.press("Enter");
  const ready = await findNotice(editor, `${coder} is ready`);
  await ready.getByRole("button", { name: "Use It for Ask, Too" }).click();
  await findNotice(editor, `${coder} now answers Ask, too`);
  expect(await editor.probe.get("hunch.ask.name")).toBe(coder);
});

test("an address that is none is refused while it is typed", async () => {
  const editor = vsCode();
  await editor.runCommand("Hunch: Choose a Model…");
  await pickRow(editor, "Choose a Model", "Another address…");
  await (await openInput(editor, "Choose a Model: Address")).fill("not an address");
  await editor.page.locator(".quick-input-message", { hasText: /For example/ }).waitFor();
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
