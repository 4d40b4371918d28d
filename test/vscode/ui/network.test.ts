import { afterAll, afterEach, expect, test } from "vitest";
import { readCertificate, trustedCertificate } from "../../support/certificate/readCertificate.ts";
import { ModelServer } from "../../support/modelServer.ts";
import { type ProxyServer, startProxy } from "../../support/proxyServer.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";

const model = "qwen2.5-coder:1.5b";
/** A host that no name server knows: only a proxy leads there. */
const afar = "https://models.invalid";
const start = async (certificate: "trusted" | "unknown") =>
  ModelServer.start({
    tls: await readCertificate(certificate),
    models: [model],
    answer: ({ body }) => ({ chunks: [/== \\?"(\w+)/.exec(String(body["suffix"]))?.[1] ?? "total"] }),
  });

let server: ModelServer;
let stranger: ModelServer;
let proxy: ProxyServer;
const vsCode = useVsCode(async () => {
  [server, stranger] = [await start("trusted"), await start("unknown")];
  proxy = await startProxy(server.port);
  const settings = {
    "hunch.model.protocol": "openai-suffix",
    "hunch.model.baseUrl": server.url,
    "hunch.model.name": model,
    "http.systemCertificates": false, // With them, VS Code looks nowhere else.
  };
  const environment = { NODE_EXTRA_CA_CERTS: trustedCertificate };
  return { files: { "notes.ts": "export const one = 1;\n" }, settings, environment };
});
afterAll(async () => {
  for (const each of [server, stranger]) await each.close();
  await proxy[Symbol.asyncDispose]();
});
afterEach(async () => {
  proxy.refuse();
  await vsCode().probe.set("http.proxy", undefined);
  await vsCode().press("Escape", "Escape");
  await vsCode().runCommand("View: Close All Editors");
});

/** What the connection test says of an address. */
async function tested(address: string, text: string | RegExp) {
  const editor = vsCode();
  await editor.runCommand("Notifications: Clear All Notifications");
  await editor.probe.set("hunch.model.baseUrl", address);
  await editor.runCommand("Hunch: Test Connection");
  return noticed(text);
}

async function noticed(text: string | RegExp) {
  const editor = vsCode();
  const notice = editor.page.locator(".notification-list-item", { hasText: text }).first();
  await editor.until(`it says "${text}"`, async () => {
    if (!(await notice.isVisible())) await editor.runCommand("Notifications: Show Notifications");
    return notice.isVisible();
  });
  return notice;
}

const shownSetting = (title: string) => vsCode().page.locator(".settings-editor .setting-item", { hasText: title });

test("a server whose certificate this machine is told to trust is ready", async () => {
  await tested(server.url, `${model} is ready`);
});

test("a certificate that nobody knows: the notice says what to do and opens the setting", async () => {
  const notice = await tested(stranger.url, "certificate is not trusted here");
  expect(stranger.requests).toEqual([]);
  await notice.getByRole("button", { name: "Certificate Settings" }).click();
  await shownSetting("System Certificates").first().waitFor();
});

test("an address where nobody answers: the notice asks for another, and with that the model is ready", async () => {
  const notice = await tested(afar, "No server answers at this address");
  await notice.getByRole("button", { name: "Change Address…" }).click();
  const input = vsCode().page.locator(".quick-input-widget input:focus");
  await input.fill(server.url);
  await input.press("Enter");
  // What is given is looked at first; another palette would close the input before.
  const { probe } = vsCode();
  await vsCode().until("the address is changed", async () => (await probe.get("hunch.model.baseUrl")) === server.url);
  await noticed(`${model} is ready`);
});

test("a server behind a proxy is reached through it", async () => {
  await vsCode().probe.set("http.proxy", proxy.url);
  await tested(afar, `${model} is ready`);
  expect(proxy.asked).toContain("models.invalid:443");
});

test("a proxy that refuses: the notice tells it from a server that does, and opens the setting", async () => {
  await vsCode().probe.set("http.proxy", proxy.url);
  proxy.refuse(407);
  const notice = await tested(afar, "The proxy on the way to the server refuses, or does not answer");
  await notice.getByRole("button", { name: "Proxy Settings" }).click();
  await shownSetting("Http: Proxy").first().waitFor();
});

test("a proxy that is down is told from a server that is", async () => {
  await vsCode().probe.set("http.proxy", "http://127.0.0.1:9");
  await tested(afar, /The proxy on the way .*ECONNREFUSED/);
});
