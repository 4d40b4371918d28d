import type { Locator } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readCertificate } from "../../support/certificate/readCertificate.ts";
import { ModelServer, type ScriptedAnswer, type SeenRequest } from "../../support/modelServer.ts";
import { startProxy } from "../../support/proxyServer.ts";
import { findNotice } from "../../support/ui/findNotice.ts";
import { enterText, pickRow } from "../../support/ui/quickInput.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";

const model = "qwen2.5-coder:1.5b";
let fault: ScriptedAnswer["fault"];
/** Each test has one of its own, and so a client that knows nothing of earlier failures, answers and keys. */
let server: ModelServer;
const vsCode = useSharedVsCode({
  files: { "notes.ts": "export const one = 1;\n" },
  settings: {
    "hunch.model.protocol": "openai-suffix",
    "hunch.model.name": model,
    "hunch.completion.waitForModel": 10_000, // The embedded engine may have a word of its own, and is faster.
    "http.systemCertificates": false, // With them, VS Code looks nowhere else.
  },
});

/** Fills the hole of the test from behind it; elsewhere it says what only it can know. */
function answer({ body }: SeenRequest): ScriptedAnswer {
  const [, word = "total"] = /== \\?"(\w+)/.exec(String(body["suffix"])) ?? [];
  return { chunks: [word], ...(fault && { fault }) };
}

const useAddress = (url: string) => vsCode().probe.set("hunch.model.baseUrl", url);

beforeEach(async () => {
  fault = undefined;
  // Not a llama.cpp or Ollama server, which would be used by its own protocol.
  server = await ModelServer.start({ models: [model], answer, without: /props|infill|api\// });
  await useAddress(server.url);
});
afterEach(() => server.close());

/** What the connection test says. */
async function tested(text: string | RegExp): Promise<Locator> {
  await vsCode().runCommand("Hunch: Test Connection");
  return findNotice(vsCode(), text);
}

/** Types, and waits for what only the server can know. */
async function expectCompletion(): Promise<void> {
  const editor = vsCode();
  await editor.open("notes.ts");
  await editor.goTo(2, 1);
  expect(await editor.complete("const sum = ")).toBe("total");
}

test("a missing key, then a wrong one: each notice asks for it, and with the right one completions come", async () => {
  const editor = vsCode();
  const key = "k-8d02c5aa17";
  await using locked = await ModelServer.start({ key, models: [model], answer });
  await useAddress(locked.url);
  const give = async (notice: Locator, text: string) => {
    await notice.getByRole("button", { name: "Set API Key…" }).click();
    await enterText(editor, `API key for ${locked.url}`, text);
  };
  const missing = await tested("The server requires an API key");
  await editor.screenshot("notice-key");
  await give(missing, "k-of-someone-else");
  await locked.until(({ requests }) => requests.some(({ headers }) => /else/.test(String(headers["authorization"]))));
  const wrong = await findNotice(editor, "The server requires an API key, or does not accept this one");
  expect(await wrong.textContent()).not.toContain("someone");
  await give(wrong, key);
  await findNotice(editor, `${model} is ready`);
  await expectCompletion();
});

test("a model that is not there: the notice leads to the list of models", async () => {
  const editor = vsCode();
  fault = { kind: "status", status: 404, body: { error: { message: `model "${model}" not found` } } };
  const notice = await tested("The server does not have this model");
  await notice.getByRole("button", { name: "Choose a Model…" }).click();
  fault = undefined;
  await pickRow(editor, "Choose a Model", "Another address…");
  await enterText(editor, "Choose a Model: Address", server.url);
  await pickRow(editor, "Choose a Model: Model", model);
  await findNotice(editor, `${model} is ready`);
  await expectCompletion();
});

test("a prompt that is too long: the notice opens the setting that shortens it", async () => {
  const message = "This model's maximum context length is 512 tokens";
  fault = { kind: "status", status: 400, body: { error: { message, code: "context_length_exceeded" } } };
  const notice = await tested("The prompt is longer than the model's context.");
  await notice.getByRole("button", { name: "Shorten Prompts" }).click();
  await vsCode().page.locator(".settings-editor", { hasText: "Context: Max Tokens" }).waitFor();
});

test("a web page instead of an answer: the notice says so, and the log has every step", async () => {
  fault = { kind: "webPage" };
  const notice = await tested("The server does not speak this protocol");
  expect(await notice.getByRole("button", { name: "Choose a Model…" }).count()).toBe(1);
});

test("trouble while typing stands in the status bar until the server answers again", async () => {
  const editor = vsCode();
  const isTroubled = async () => /overloaded or failing/.test(await editor.statusBarLabel());
  fault = { kind: "status", status: 500 };
  await editor.open("notes.ts");
  await editor.goTo(2, 1);
  await editor.type("const sum = ");
  await editor.until("the status bar tells the trouble", isTroubled);
  await editor.screenshot("notice-trouble");
  fault = undefined;
  // After failures the server is left alone for some seconds: only a key stroke after that asks it again.
  await editor.until("the status bar is well again", async () => {
    await editor.type("a");
    await editor.press("Backspace");
    return !(await isTroubled());
  });
});

describe("on the way to the server", () => {
  /** A host that no name server knows: only a proxy leads there. */
  const afar = "https://models.invalid";
  const startTrusted = async () =>
    ModelServer.start({ tls: await readCertificate("trusted"), models: [model], answer });
  const shownSetting = (title: string) =>
    vsCode().page.locator(".settings-editor .setting-item", { hasText: title }).first();
  const useProxy = (url: string) => vsCode().probe.set("http.proxy", url);

  afterEach(() => vsCode().probe.set("http.proxy", undefined));

  test("a server whose certificate this machine is told to trust is ready", async () => {
    await using trusted = await startTrusted();
    await useAddress(trusted.url);
    await tested(`${model} is ready`);
  });

  test("a certificate that nobody knows: the notice says what to do and opens the setting", async () => {
    await using stranger = await ModelServer.start({ tls: await readCertificate("unknown"), models: [model], answer });
    await useAddress(stranger.url);
    const notice = await tested("certificate is not trusted here");
    expect(stranger.requests).toEqual([]);
    await notice.getByRole("button", { name: "Certificate Settings" }).click();
    await shownSetting("System Certificates").waitFor();
  });

  test("an address where nobody answers: the notice asks for another, and with that the model is ready", async () => {
    const editor = vsCode();
    await useAddress(afar);
    const notice = await tested("No server answers at this address");
    await notice.getByRole("button", { name: "Change Address…" }).click();
    await enterText(editor, "Address of the Model Server", server.url);
    await findNotice(editor, `${model} is ready`);
    expect(await editor.probe.get("hunch.model.baseUrl")).toBe(server.url);
  });

  test("a server behind a proxy is reached through it", async () => {
    await using trusted = await startTrusted();
    await using proxy = await startProxy(trusted.port);
    await useProxy(proxy.url);
    await useAddress(afar);
    await tested(`${model} is ready`);
    expect(proxy.asked).toContain("models.invalid:443");
  });

  test("a proxy that refuses: the notice tells it from a server that does, and opens the setting", async () => {
    await using proxy = await startProxy(server.port);
    proxy.refuse(407);
    await useProxy(proxy.url);
    await useAddress(afar);
    const notice = await tested("The proxy between this machine and the server refused");
    await notice.getByRole("button", { name: "Proxy Settings" }).click();
    await shownSetting("Http: Proxy").waitFor();
  });

  test("a proxy that is down is told from a server that is", async () => {
    await useProxy("http://127.0.0.1:9");
    await useAddress(afar);
    await tested(/The proxy between .*ECONNREFUSED/);
  });
});
