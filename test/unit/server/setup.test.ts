import { afterEach, beforeEach, expect, test } from "vitest";
import { promptFormats } from "../../../src/core/prompt/promptFormats.ts";
import { stopAt } from "../../../src/core/server/client/stopAt.ts";
import { networkError } from "../../../src/core/server/http/networkError.ts";
import { parseAddress, routeOf } from "../../../src/core/server/protocols/serverAddress.ts";
import type { ServerConfig } from "../../../src/core/server/protocols/serverConfig.ts";
import { discoverServers } from "../../../src/core/server/setup/discoverServers.ts";
import { probeServer } from "../../../src/core/server/setup/probeServer.ts";
import { settleScheme } from "../../../src/core/server/setup/settleScheme.ts";
import { readCertificate } from "../../support/certificate/readCertificate.ts";
import { ModelServer, type ModelServerOptions } from "../../support/modelServer.ts";

const servers: ModelServer[] = [];
let server: ModelServer;
const start = async (options: ModelServerOptions = {}) => {
  const started = await ModelServer.start(options);
  servers.push(started);
  return started;
};
beforeEach(async () => {
  server = await start();
});
afterEach(async () => {
  for (const each of servers.splice(0)) await each.close();
});

const probe = (config: Partial<ServerConfig> = {}, key?: string) => {
  const full: ServerConfig = {
    protocol: "openai-fim",
    baseUrl: server.url,
    model: "test-model",
    fimFamily: "qwen",
    ...config,
  };
  return probeServer(
    full,
    { fetch, key: () => Promise.resolve(key), formats: promptFormats },
    new AbortController().signal,
  );
};
const result = (verdict: Awaited<ReturnType<typeof probe>>, what: string) =>
  verdict.steps.find((step) => step.what === what)?.result;

test("a server that uses the text after the cursor passes every step", async () => {
  server.answer = ({ body }) => ({ chunks: [/== "(\w+)"/.exec(String(body["prompt"]))?.[1] ?? "?"] });
  const verdict = await probe();
  expect(verdict.usable).toBe(true);
  expect(verdict.steps.map((step) => step.result)).toEqual(["ok", "ok", "ok", "ok"]);
  expect(verdict.medianFirstTokenMs).toBeGreaterThan(0);
});

test("a server whose prompt costs the same with a long suffix ignores it", async () => {
  expect(result(await probe({ protocol: "openai-suffix" }), "fillsHoles")).toBe("failed");
});

test("each failure of setting up has its own kind", async () => {
  server = await start({ key: "right-key-123", models: ["other"] });
  expect((await probe({}, "wrong-key-123")).error?.kind).toBe("unauthorized");
  expect(result(await probe({}, "right-key-123"), "model")).toBe("unsure");
  server.answer = () => ({ chunks: [], fault: { kind: "status", status: 404 } });
  const missing = await probe({}, "right-key-123");
  expect(missing).toMatchObject({ usable: false, error: { kind: "notFound" } });
  server.answer = () => ({ chunks: [], fault: { kind: "webPage" } });
  expect((await probe({}, "right-key-123")).error?.kind).toBe("badResponse");
  const baseUrl = server.url;
  await server.close();
  servers.pop();
  expect((await probe({ baseUrl })).error?.kind).toBe("unreachable");
});

test("servers on this machine are found by what they speak, not by their port", async () => {
  const ports = [
    { name: "vLLM", protocol: "openai-fim", port: server.port },
    { name: "Ollama", protocol: "ollama", port: (await start({ models: ["qwen2.5-coder"] })).port },
    { name: "LM Studio", protocol: "openai-fim", port: 1 },
  ] as const;
  const found = await discoverServers({ fetch, ports }, new AbortController().signal);
  expect(found.map(({ name, protocol }) => [name, protocol])).toEqual([
    ["llama.cpp", "llamacpp"],
    ["Ollama", "ollama"],
  ]);
  expect(found[1]?.models).toMatchObject([{ name: "qwen2.5-coder" }]);
});

test.each([
  ["localhost:11434", "ollama", "http://localhost:11434/x"],
  ["http://127.0.0.1:8080/v1/", "llamacpp", "http://127.0.0.1:8080/x"],
  ["127.0.0.1:8000", "openai-fim", "http://127.0.0.1:8000/v1/x"],
  ["https://api.example.com/v1/chat/completions", "openai-chat", "https://api.example.com/v1/x"],
  ["api.deepseek.com", "deepseek", "https://api.deepseek.com/beta/x"],
  [
    "https://me.openai.azure.com/openai/v1?api-version=1",
    "openai-chat",
    "https://me.openai.azure.com/openai/v1/x?api-version=1",
  ],
  ["http://[::1]:8080", "llamacpp", "http://[::1]:8080/x"],
  ["[::1]:8080", "llamacpp", "http://[::1]:8080/x"],
  ["mybox:8000", "openai-fim", "http://mybox:8000/v1/x"],
  ["mybox", "llamacpp", "http://mybox/x"],
  ["gpu.local:8080/v1/chat/completions", "openai-chat", "http://gpu.local:8080/v1/x"],
  ["models.lan", "ollama", "http://models.lan/x"],
  ["host.docker.internal:11434", "ollama", "http://host.docker.internal:11434/x"],
  ["0.0.0.0:8000", "openai-fim", "http://127.0.0.1:8000/v1/x"],
  ["http://0.0.0.0:8000/v1", "openai-fim", "http://127.0.0.1:8000/v1/x"],
  ["http://[::]:8080", "llamacpp", "http://[::1]:8080/x"],
  ["[fd12:3456::1]:8080", "llamacpp", "http://[fd12:3456::1]:8080/x"],
  ["fd00::5", "llamacpp", "http://[fd00::5]/x"],
  ["::1", "openai-fim", "http://[::1]/v1/x"],
  ["[::ffff:192.168.1.5]:8080", "llamacpp", "http://[::ffff:c0a8:105]:8080/x"],
  ["8080", "llamacpp", "http://localhost:8080/x"],
  [":8080/v1", "openai-fim", "http://localhost:8080/v1/x"],
  ["//mybox:8080", "llamacpp", "http://mybox:8080/x"],
  ["http:/mybox:8080", "llamacpp", "http://mybox:8080/x"],
  ["gpu-01.corp:8080", "llamacpp", "http://gpu-01.corp:8080/x"],
  ["192.168.1.20:8080", "llamacpp", "http://192.168.1.20:8080/x"],
  ["172.20.0.2:8080", "llamacpp", "http://172.20.0.2:8080/x"],
  ["100.101.102.103:8080", "llamacpp", "http://100.101.102.103:8080/x"],
  ["100.128.0.1:8080", "llamacpp", "https://100.128.0.1:8080/x"],
  ["172.32.0.1", "llamacpp", "https://172.32.0.1/x"],
  ["models.example.com:8443", "llamacpp", "https://models.example.com:8443/x"],
  ["10.example.com", "llamacpp", "https://10.example.com/x"],
  ["https://mybox:8000", "openai-fim", "https://mybox:8000/v1/x"],
  ["https://api.deepseek.com/v1", "deepseek", "https://api.deepseek.com/beta/x"],
  ["https://api.deepseek.com/v1/", "deepseek", "https://api.deepseek.com/beta/x"],
  ["https://api.deepseek.com/v1/chat/completions", "deepseek", "https://api.deepseek.com/beta/x"],
  ["https://api.deepseek.com/beta/completions", "deepseek", "https://api.deepseek.com/beta/x"],
  ["https://gateway.example/deepseek/v1", "deepseek", "https://gateway.example/deepseek/beta/x"],
  ["https://api.mistral.ai/v1/chat/completions", "mistral", "https://api.mistral.ai/v1/x"],
  ["https://codestral.mistral.ai/v1/fim/completions", "mistral", "https://codestral.mistral.ai/v1/x"],
  ["http://localhost:11434/v1/chat/completions", "ollama", "http://localhost:11434/x"],
  ["http://localhost:11434/api/generate", "ollama", "http://localhost:11434/x"],
  ["http://localhost:8080/v1/completions", "llamacpp", "http://localhost:8080/x"],
  ["https://api.openai.com/v1/models", "openai-chat", "https://api.openai.com/v1/x"],
] as const)("%s for %s means %s", (typed, protocol, route) => {
  expect(routeOf(parseAddress(typed, protocol), "/x")).toBe(route);
});

test.each(["", "ftp://host", "http://", "https://me:secret@host", "not an address"])("%j is no address", (typed) => {
  expect(() => parseAddress(typed, "openai-fim")).toThrow(expect.objectContaining({ kind: "notConfigured" }));
});

test.each([
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
  ["net::ERR_CERT_AUTHORITY_INVALID", "tls"],
  ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
  ["ECONNREFUSED", "unreachable"],
  ["ENOTFOUND", "unreachable"],
])("a connection that fails with %s is %s", (code, kind) => {
  const error = new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code }) });
  expect(networkError(error).kind).toBe(kind);
});

test("a server that can't be reached is named with the address that was tried", async () => {
  const { port } = server;
  await server.close();
  servers.pop();
  const { error } = await probe({ baseUrl: `localhost:${port}` });
  expect(error).toMatchObject({ kind: "unreachable", detail: `ECONNREFUSED at http://localhost:${port}` });
});

test.each([
  ["a proxy that refuses", new Error("Proxy response (407) !== 200 when HTTP Tunneling"), "proxy"],
  ["a proxy that is down", Object.assign(new Error("x"), { code: "ECONNREFUSED", port: 8080 }), "proxy"],
  ["a proxy that does not exist", Object.assign(new Error("x"), { code: "ENOTFOUND", hostname: "proxy.lan" }), "proxy"],
  ["a server that is down", Object.assign(new Error("x"), { code: "ECONNREFUSED", port: 443 }), "unreachable"],
  [
    "a server that does not exist",
    Object.assign(new Error("x"), { code: "ENOTFOUND", hostname: "ai.lan" }),
    "unreachable",
  ],
  ["Chromium's word for it", Object.assign(new Error("x"), { code: "net::ERR_PROXY_CONNECTION_FAILED" }), "proxy"],
])("%s is distinguished", (_, cause, kind) => {
  expect(networkError(new TypeError("fetch failed", { cause }), "https://ai.lan/v1/models").kind).toBe(kind);
});

test("a stop text is found in any chunking, and what only began like one is passed on", async () => {
  const text = "ab<|en<|end|>cd";
  for (let size = 1; size <= text.length; size++) {
    let out = "";
    const chunks = text.match(new RegExp(`.{1,${size}}`, "g")) ?? [];
    async function* source() {
      yield* chunks;
    }
    for await (const chunk of stopAt(source(), ["<|end|>"])) out += chunk;
    expect(out).toBe("ab<|en");
  }
});

test("a server that is loading its model is asked again until it has loaded", async () => {
  let asked = 0;
  const body = { error: { code: 503, message: "Loading model", type: "unavailable_error" } };
  server.answer = () => ({ chunks: ["x"], ...(++asked < 3 ? { fault: { kind: "status", status: 503, body } } : {}) });
  const config = { protocol: "llamacpp", baseUrl: server.url, model: "", fimFamily: "auto" } as const;
  const deps = { fetch, key: () => Promise.resolve(undefined), formats: promptFormats };
  const verdict = await probeServer(config, deps, new AbortController().signal, { longestMs: 1_000, everyMs: 1 });
  expect(verdict.usable).toBe(true);
  asked = -1_000;
  const never = await probeServer(config, deps, new AbortController().signal, { longestMs: 5, everyMs: 1 });
  expect(never).toMatchObject({ usable: false, error: { kind: "loading" } });
});

test("a llama.cpp server that reads equally much for any text after the cursor has a small batch", async () => {
  const verdict = await probe({ protocol: "llamacpp" });
  expect(verdict.steps.at(-1)).toMatchObject({ what: "context", result: "unsure" });
  expect(verdict.steps.at(-1)?.why).toContain("-b 2048");
});

test("a local address without a scheme is tried over HTTP first, then over HTTPS", async () => {
  const { signal } = new AbortController();
  const typed = server.url.replace("http://", "");
  expect(await settleScheme({ baseUrl: typed, protocol: "openai-fim" }, fetch, signal)).toBe(typed);
  const secure = await start({ tls: await readCertificate("unknown") });
  const behindTls = secure.url.replace("https://", "");
  expect(await settleScheme({ baseUrl: behindTls, protocol: "openai-fim" }, fetch, signal)).toBe(
    `https://${behindTls}`,
  );
  expect(await settleScheme({ baseUrl: "127.0.0.1:9", protocol: "openai-fim" }, fetch, signal)).toBe("127.0.0.1:9");
});

test("an address with a scheme, or of a host that is not local, is left as it is, and nothing is sent", async () => {
  const forbidden = () => expect.fail("a request was sent");
  const { signal } = new AbortController();
  for (const baseUrl of ["http://mybox:8000", "https://mybox", "models.example.com"])
    expect(await settleScheme({ baseUrl, protocol: "openai-fim" }, forbidden, signal)).toBe(baseUrl);
});
