import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { Protocol } from "../../../src/core/server/protocols/protocols.ts";
import { ask, connect } from "../../support/askServer.ts";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** The answer of a server that writes its stream in this way. */
async function answerOf(protocol: Protocol, stream: string, contentType = "text/event-stream") {
  server = createServer((request, response) => {
    request.resume();
    if (request.url === "/api/show") return void response.end('{"template":"{{ .Prompt }}{{ .Suffix }}"}');
    response.writeHead(200, { "content-type": contentType });
    response.end(stream);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  return ask(connect({ protocol, baseUrl, model: "qwen2.5-coder:1.5b", fimFamily: "auto" }));
}

const piece = (text: string) =>
  JSON.stringify({ choices: [{ index: 0, text, finish_reason: text === "a" ? null : "stop" }] });
const delta = (content: string | null) =>
  JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: content === null ? null : "stop" }] });
const usage = JSON.stringify({ choices: [], usage: { prompt_tokens: 42, completion_tokens: 2 } });

test.each([
  [
    "comments while the model thinks, as OpenRouter and proxies send",
    `: OPENROUTER PROCESSING\n\n: ping\n\ndata: ${piece("a")}\n\ndata: ${piece("b")}\n\ndata: [DONE]\n\n`,
  ],
  ["no space behind the colon", `data:${piece("a")}\n\ndata:${piece("b")}\n\ndata:[DONE]\n\n`],
  ["carriage returns", `data: ${piece("a")}\r\n\r\ndata: ${piece("b")}\r\n\r\ndata: [DONE]\r\n\r\n`],
  [
    "names and numbers of events",
    `event: completion\nid: 1\ndata: ${piece("a")}\n\nid: 2\nretry: 10\ndata: ${piece("b")}\n\ndata: [DONE]\n\n`,
  ],
  [
    "no reason to finish, but an end mark",
    `data: {"choices":[{"text":"a"}]}\n\ndata: {"choices":[{"text":"b","finish_reason":null}]}\n\ndata:[DONE]\n\n`,
  ],
  ["no end mark", `data: ${piece("a")}\n\ndata: ${piece("b")}\n\n`],
  ["a figure without choices", `data: ${piece("a")}\n\ndata: ${piece("b")}\n\ndata: ${usage}\n\ndata: [DONE]\n\n`],
  [
    "choices that are null, and fields nobody knows",
    `data: {"choices":null,"x_extra":{}}\n\ndata: ${piece("a")}\n\ndata: ${piece("b")}\n\ndata: [DONE]\n\n`,
  ],
  [
    "everything after the end mark",
    `data: ${piece("a")}\n\ndata: ${piece("b")}\n\ndata: [DONE]\n\ndata: ${piece("never")}\n\n`,
  ],
])("completions: %s", async (_, stream) => {
  const { text, error } = await answerOf("openai-fim", stream);
  expect(error).toBeUndefined();
  expect(text).toBe("ab");
});

test.each([
  [
    "a role first, and content that is null",
    `data: {"choices":[{"delta":{"role":"assistant","content":null}}]}\n\ndata: ${delta("ab")}\n\ndata: ${delta(null)}\n\ndata: [DONE]\n\n`,
  ],
  [
    "thoughts beside the answer",
    `data: {"choices":[{"delta":{"reasoning_content":"hmm"}}]}\n\ndata: ${delta("ab")}\n\ndata: [DONE]\n\n`,
  ],
  [
    "a filter's verdict before the answer, as Azure sends",
    `data: {"choices":[],"prompt_filter_results":[]}\n\ndata: ${delta("ab")}\n\ndata: [DONE]\n\n`,
  ],
])("chat: %s", async (_, stream) => {
  const { text, error } = await answerOf("openai-chat", stream);
  expect(error).toBeUndefined();
  expect(text).toBe("ab");
});

test("usage is read from any event", async () => {
  const { usage: reported } = await answerOf(
    "openai-fim",
    `data: ${piece("ab")}\n\ndata: ${usage}\n\ndata: [DONE]\n\n`,
  );
  expect(reported).toMatchObject({ promptTokens: 42, completionTokens: 2 });
});

test("JSON lines with blank lines between them, and a last line without an end", async () => {
  const lines = `{"response":"a"}\n\n\r\n{"response":"b"}\n{"done":true,"prompt_eval_count":7}`;
  const { text, error, usage: reported } = await answerOf("ollama", lines, "application/x-ndjson");
  expect(error).toBeUndefined();
  expect(text).toBe("ab");
  expect(reported).toMatchObject({ promptTokens: 7 });
});

test("code that holds an end mark does not end the answer", async () => {
  const { error } = await answerOf("openai-fim", `data: {"choices":[{"text":"\\ndata: [DONE]"}]}\n\n`);
  expect(error?.kind).toBe("badResponse");
});
