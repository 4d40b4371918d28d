import { afterEach, beforeEach, expect, test } from "vitest";
import type { ModelUsage } from "../../../src/core/types/model.ts";
import type { Snippet } from "../../../src/core/types/snippet.ts";
import { ask, connect, sampleParts } from "../../support/askServer.ts";
import { ModelServer } from "../../support/modelServer.ts";

let server: ModelServer;
beforeEach(async () => {
  server = await ModelServer.start();
});
afterEach(() => server.close());

const snippet: Snippet = {
  kind: "window",
  uri: "file:///a.ts",
  path: "a.ts",
  languageId: "typescript",
  startLine: 0,
  endLine: 1,
  text: "const a = 1;",
  score: 1,
  tokens: 5,
};
const sent = () => server.asked.at(-1);

test("a raw prompt goes to /v1/completions, with the family's stops as far as the server takes them", async () => {
  await ask(connect({ baseUrl: server.url }), { limits: { stop: ["\n"] } });
  expect(sent()?.path).toBe("/v1/completions");
  expect(sent()?.body).toMatchObject({ model: "qwen2.5-coder", max_tokens: 64, temperature: 0, stream: true });
  expect(sent()?.body["prompt"]).toMatch(/^<\|fim_prefix\|>export.*<\|fim_suffix\|>;\n}\n<\|fim_middle\|>$/s);
  expect(sent()?.body["stop"]).toHaveLength(4);
  expect(sent()?.body["stop"]).toContain("\n");
});

test("stop texts beyond what the server takes are watched for here", async () => {
  server.answer = () => ({ chunks: ["ab<|file", "_sep|>junk"] });
  expect((await ask(connect({ baseUrl: server.url }))).text).toBe("ab");
});

test("llama.cpp gets prefix, suffix and snippets apart, and how deep a blank line is indented", async () => {
  const models = connect({ baseUrl: `${server.url}/v1`, protocol: "llamacpp", model: "" });
  const { usage } = await ask(models, { parts: { prefix: "if x:\n    ", snippets: [snippet] } });
  expect(sent()?.path).toBe("/infill");
  expect(sent()?.body).toMatchObject({
    input_prefix: "if x:\n    ",
    input_suffix: sampleParts.suffix,
    input_extra: [{ filename: "a.ts", text: "const a = 1;\n" }],
    n_indent: 4,
    cache_prompt: true,
    stream: true,
  });
  expect(sent()?.body).not.toHaveProperty("model");
  expect(usage).toMatchObject({ promptTokens: 42, cachedTokens: 40, completionTokens: 1 });
});

test("Ollama gets a suffix where its template takes one, else a raw prompt; the context is constant", async () => {
  const config = { baseUrl: server.url, protocol: "ollama" } as const;
  const raw = connect(config);
  await ask(raw);
  expect(sent()?.body).toMatchObject({ raw: true, keep_alive: "30m", options: { num_ctx: 4096, num_predict: 64 } });
  expect(sent()?.body).not.toHaveProperty("suffix");
  await ask(raw, { limits: { maxTokens: 8 } });
  expect(sent()?.body).toMatchObject({ options: { num_ctx: 4096, num_predict: 8 } });
  expect(server.requests.filter(({ path }) => path === "/api/show")).toHaveLength(1);

  await server.close();
  server = await ModelServer.start({
    template: "<|fim_prefix|>{{ .Prompt }}<|fim_suffix|>{{ .Suffix }}<|fim_middle|>",
  });
  await ask(connect({ ...config, baseUrl: server.url }));
  expect(sent()?.body).toMatchObject({ prompt: sampleParts.prefix, suffix: sampleParts.suffix });
  expect(sent()?.body).not.toHaveProperty("raw");
});

test("Mistral and DeepSeek get prompt and suffix at paths of their own", async () => {
  await ask(connect({ baseUrl: server.url, protocol: "mistral", model: "codestral-latest" }));
  expect(sent()?.path).toBe("/v1/fim/completions");
  expect(sent()?.body).toMatchObject({ prompt: sampleParts.prefix, suffix: sampleParts.suffix });
  expect(sent()?.body).not.toHaveProperty("stream_options");
  await ask(connect({ baseUrl: server.url, protocol: "deepseek", model: "deepseek-chat" }));
  expect(sent()?.path).toBe("/beta/completions");
});

test("a chat model's answer is taken out of tag, fence, thoughts and talk", async () => {
  const models = connect({ baseUrl: server.url, protocol: "openai-chat", model: "gpt" });
  const answers: readonly (readonly [readonly string[], string])[] = [
    [["<fi", "ll>a + b</f", "ill> done"], "a + b"],
    [["```ts\na", " + b\n", "```\nThat adds."], "a + b"],
    [["<think>hm\nhm</think>\n", "<fill>a + b</fill>"], "a + b"],
    [["Here is the code:\n```\n", "a + b\n```"], "a + b"],
    [["Sure! <fill>", "\n  a\n", "</fill>"], "\n  a\n"],
    [["a + ", "b"], "a + b"],
    [["a +\n", "b\n", "c"], "a +\nb\nc"],
  ];
  for (const [chunks, wanted] of answers) {
    server.answer = () => ({ chunks });
    expect((await ask(models)).text, chunks.join("")).toBe(wanted);
  }
  expect(sent()?.body).not.toHaveProperty("stop");
});

test("a line break stops a chat answer after its fence, not at it", async () => {
  const models = connect({ baseUrl: server.url, protocol: "openai-chat", model: "gpt" });
  server.answer = () => ({ chunks: ["```ts\na + b\nc\n```"] });
  expect((await ask(models, { limits: { stop: ["\n"] } })).text).toBe("a + b");
});

test("token counts and times of a request are reported once", async () => {
  const { usage } = await ask(connect({ baseUrl: server.url }));
  expect(usage).toMatchObject({ promptTokens: 42, completionTokens: 1 });
  expect(usage?.firstTokenMs).toBeGreaterThan(0);
  expect(usage?.totalMs).toBeGreaterThanOrEqual(usage?.firstTokenMs ?? Number.POSITIVE_INFINITY);
});

test("the key goes into a header only, and no header describes the machine or the environment", async () => {
  process.env["OPENAI_API_KEY"] = "sk-of-somebody-else";
  process.env["OPENAI_ORG_ID"] = "org-of-somebody-else";
  try {
    await ask(connect({ baseUrl: server.url }, "sk-mine-1234567890"));
    expect(sent()?.headers["authorization"]).toBe("Bearer sk-mine-1234567890");
    await ask(connect({ baseUrl: server.url }));
    expect(sent()?.headers["authorization"]).toBeUndefined();
    expect(JSON.stringify(sent()?.headers)).not.toMatch(/stainless|somebody|linux|node/i);
  } finally {
    delete process.env["OPENAI_API_KEY"];
    delete process.env["OPENAI_ORG_ID"];
  }
});

test("an error repeats neither key nor code, whatever the server quotes", async () => {
  const key = "sk-secret-1234567890";
  const models = connect({ baseUrl: server.url }, key);
  const quoting = { error: { message: `bad key ${key} for export function sum(a: number, b: number) {` } };
  server.answer = () => ({ chunks: [], fault: { kind: "status", status: 400, body: quoting } });
  const first = await ask(models);
  expect(first.error?.message).not.toMatch(/secret|export function/);
  const partly = { error: { message: "Incorrect API key provided: sk-secre******7890." } };
  server.answer = () => ({ chunks: [], fault: { kind: "status", status: 401, body: partly } });
  const second = await ask(models);
  expect(second.error?.message).toContain("Incorrect API key");
  expect(second.error?.message).not.toContain("secre");
});

test("code is not sent on to where a server redirects", async () => {
  const other = await ModelServer.start();
  try {
    server.answer = () => ({ chunks: [], fault: { kind: "redirect", to: `${other.url}/v1/completions` } });
    const { error } = await ask(connect({ baseUrl: server.url }));
    expect(error?.detail).toContain(other.url);
    expect(other.requests).toEqual([]);
  } finally {
    await other.close();
  }
});

test("questions stream through every protocol's chat", async () => {
  for (const [protocol, path] of [
    ["openai-fim", "/v1/chat/completions"],
    ["llamacpp", "/v1/chat/completions"],
    ["ollama", "/api/chat"],
    ["mistral", "/v1/chat/completions"],
    ["deepseek", "/beta/chat/completions"],
  ] as const) {
    server.answer = () => ({ chunks: ["one ", "two"] });
    const { chat } = connect({ baseUrl: server.url, protocol });
    let text = "";
    let usage: ModelUsage = {};
    const onUsage = (reported: ModelUsage) => (usage = reported);
    const { signal } = new AbortController();
    for await (const chunk of chat.stream([{ role: "user", content: "why" }], 100, onUsage, signal)) text += chunk;
    expect(usage.promptTokens).toBeGreaterThan(0);
    expect(text).toBe("one two");
    expect(sent()?.path).toBe(path);
  }
});

test("a chat server gets a draft as it would write the answer; one that refuses it is asked without", async () => {
  const limits = { draft: "a + b;" };
  const models = connect({ baseUrl: server.url, protocol: "openai-chat", model: "gpt" });
  await ask(models, { limits });
  expect(sent()?.body["prediction"]).toEqual({ type: "content", content: "<fill>a + b;</fill>" });
  await ask(models);
  expect(sent()?.body).not.toHaveProperty("prediction");
  const error = { message: "Unrecognized request argument supplied: prediction", param: "prediction" };
  server.answer = ({ body }) => ({
    chunks: ["fine"],
    ...("prediction" in body ? { fault: { kind: "status", status: 400, body: { error } } as const } : {}),
  });
  expect((await ask(models, { limits })).text).toBe("fine");
  const before = server.requests.length;
  expect((await ask(models, { limits })).text).toBe("fine");
  expect(server.requests.length).toBe(before + 1);
});

test("a field that the server refuses by name is left out or renamed, once and for all", async () => {
  server.answer = ({ body }) => {
    const field = ["max_tokens", "temperature"].find((name) => name in body);
    const error = { message: `Unsupported parameter: '${field}'`, param: field, code: "unsupported_parameter" };
    return { chunks: ["fine"], ...(field ? { fault: { kind: "status", status: 400, body: { error } } as const } : {}) };
  };
  const models = connect({ baseUrl: server.url, protocol: "openai-chat", model: "gpt" });
  expect((await ask(models)).text).toBe("fine");
  expect(sent()?.body).toMatchObject({ max_completion_tokens: 96 });
  expect((await ask(models)).text).toBe("fine");
  expect(server.asked).toHaveLength(4);
});

test("a field that matters is not left out", async () => {
  const body = { error: { message: "Unsupported", param: "messages" } };
  server.answer = () => ({ chunks: [], fault: { kind: "status", status: 400, body } });
  expect((await ask(connect({ baseUrl: server.url, protocol: "openai-chat" }))).error?.kind).toBe("badRequest");
  expect(server.asked).toHaveLength(1);
});
