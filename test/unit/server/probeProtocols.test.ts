import { afterEach, expect, test } from "vitest";
import { sentenceOfVerdict } from "../../../src/app/servers/sentenceOfVerdict.ts";
import { usableProtocols } from "../../../src/app/servers/usableProtocols.ts";
import { promptFormats } from "../../../src/core/prompt/promptFormats.ts";
import type { Protocol } from "../../../src/core/server/protocols/protocols.ts";
import { candidateProtocols } from "../../../src/core/server/setup/candidateProtocols.ts";
import { probeProtocols } from "../../../src/core/server/setup/probeProtocols.ts";
import { ModelServer, type ModelServerOptions, type SeenRequest } from "../../support/modelServer.ts";

const servers: ModelServer[] = [];
const coder = "qwen2.5-coder";
const start = async (options: ModelServerOptions = {}) => {
  const server = await ModelServer.start({ models: [coder], ...options });
  servers.push(server);
  return server;
};
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const signal = new AbortController().signal;
const deps = (key?: string) => ({ fetch, key: () => Promise.resolve(key), formats: promptFormats });
const probe = (server: ModelServer, protocols: readonly [Protocol, ...Protocol[]], model = coder) => {
  const [first, ...others] = protocols;
  const config = (protocol: Protocol) => ({ protocol, baseUrl: server.url, model, fimFamily: "auto" });
  return probeProtocols([config(first), ...others.map(config)], deps(), signal);
};

/** Finds the word after the cursor if the request holds it, wherever it holds it. */
function findsWord({ body }: SeenRequest) {
  const [, word = "nothing"] = /== \\?"(\w+)/.exec(JSON.stringify(body).replaceAll('\\\\"', '\\"')) ?? [];
  return { chunks: [word] };
}

test.each([
  ["https://codestral.mistral.ai", ["mistral", "openai-chat"]],
  ["api.deepseek.com", ["deepseek", "openai-chat"]],
  ["https://me.openai.azure.com/openai/v1", ["openai-chat"]],
  ["https://openrouter.ai/api/v1", ["openai-chat"]],
])("%s is known by its host, without a request", async (address, protocols) => {
  const unreachable = () => Promise.reject(new Error("a request was sent"));
  const found = await candidateProtocols(address, { fetch: unreachable, key: async () => undefined }, signal);
  expect(found).toEqual(protocols);
});

test("a server is known by what only its kind answers; one that shows nothing may speak all that imitate OpenAI's", async () => {
  const llama = await start();
  const ollama = await start({ without: /props/, version: "0.12.0" });
  const other = await start({ without: /props|api\// });
  expect(await candidateProtocols(llama.url, deps(), signal)).toEqual(["llamacpp", "openai-chat"]);
  expect(await candidateProtocols(`${llama.url}/v1`, deps(), signal)).toEqual(["llamacpp", "openai-chat"]);
  expect(await candidateProtocols(ollama.url, deps(), signal)).toEqual(["ollama", "openai-chat"]);
  expect(await candidateProtocols(other.url, deps(), signal)).toEqual(["openai-fim", "openai-suffix", "openai-chat"]);
});

test("the first protocol that reads the text after the cursor is used, and no other is tried", async () => {
  const server = await start({ answer: findsWord });
  const { config, verdict } = await probe(server, ["openai-fim", "openai-suffix", "openai-chat"]);
  expect(config.protocol).toBe("openai-fim");
  expect(sentenceOfVerdict(verdict, config)).toMatchObject({ isWarning: false, actions: ["showLog"] });
  expect(new Set(server.asked.map(({ body }) => "suffix" in body))).toEqual(new Set([false]));
});

test("a protocol that ignores the text after the cursor is passed over for one that reads it", async () => {
  const answer = (request: SeenRequest) => (request.body["messages"] ? findsWord(request) : { chunks: ["la la la"] });
  const server = await start({ answer });
  const { config } = await probe(server, ["openai-suffix", "openai-chat"]);
  expect(config.protocol).toBe("openai-chat");
});

test("a protocol that the server does not have is passed over; if none is better, the first stays, with a warning", async () => {
  const server = await start({ without: /infill/, answer: () => ({ chunks: ["la la la"] }) });
  const { config, verdict } = await probe(server, ["llamacpp", "openai-suffix", "openai-chat"]);
  expect(config.protocol).toBe("openai-suffix");
  const notice = sentenceOfVerdict(verdict, config);
  expect(notice.sentence).toMatch(/^qwen2\.5-coder works, \d+ ms .*, but ignores the text after the cursor\.$/);
  expect(notice).toMatchObject({ isWarning: true, actions: ["tryProtocol", "showLog"] });
});

test("a missing key or server is no matter of the protocol: nothing else is tried", async () => {
  const server = await start({ key: "k-1" });
  const { verdict } = await probe(server, ["openai-suffix", "openai-chat"]);
  expect(verdict.error?.kind).toBe("unauthorized");
  expect(server.requests.length).toBe(1);
});

test("a prompt with markers is left out for a model whose markers are unknown, unless nothing else is left", () => {
  expect(usableProtocols(["openai-fim", "openai-chat"], "poet")).toEqual(["openai-chat"]);
  expect(usableProtocols(["openai-fim", "openai-chat"], "qwen2.5-coder")).toEqual(["openai-fim", "openai-chat"]);
  expect(usableProtocols(["openai-fim"], "poet")).toEqual(["openai-fim"]);
});
