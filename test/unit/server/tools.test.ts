import { afterEach, beforeEach, expect, test } from "vitest";
import { protocolRow } from "../../../src/core/server/protocols/protocols.ts";
import { ModelError, type ModelPart, type ToolMessage, type ToolSpec } from "../../../src/core/types/model.ts";
import { connect } from "../../support/askServer.ts";
import { ModelServer } from "../../support/modelServer.ts";

let server: ModelServer;
beforeEach(async () => {
  server = await ModelServer.start();
});
afterEach(() => server.close());

const spec: ToolSpec = { name: "search", description: "Searches.", parameters: { type: "object", properties: {} } };
const question: ToolMessage = { role: "user", content: "Where?" };

async function converse(protocol: "openai-chat" | "ollama" | "mistral", messages: readonly ToolMessage[] = [question]) {
  const { chat } = connect({ protocol, baseUrl: server.url, model: "talker" });
  const parts: ModelPart[] = [];
  const stream = chat.converse?.(
    messages,
    { maxTokens: 50, tools: [spec] },
    () => undefined,
    new AbortController().signal,
  );
  for await (const part of stream ?? expect.fail("no tools")) parts.push(part);
  return parts;
}

test.each(["openai-chat", "mistral", "ollama"] as const)(
  "%s: text comes first, then the calls, whole",
  async (name) => {
    server.answer = () => ({
      chunks: ["Let me ", "look."],
      calls: [
        { name: "search", input: { query: "boats" } },
        { name: "search", input: { query: "ferries" } },
      ],
    });
    const parts = await converse(name);
    expect(parts.map((part) => (part.kind === "text" ? part.text : part.call.name)).join("|")).toBe(
      "Let me |look.|search|search",
    );
    const inputs = parts.flatMap((part) => (part.kind === "call" ? [JSON.parse(part.call.input)] : []));
    expect(inputs).toEqual([{ query: "boats" }, { query: "ferries" }]);
    const ids = parts.flatMap((part) => (part.kind === "call" ? [part.call.id] : []));
    expect(new Set(ids).size).toBe(2);
    expect(server.asked[0]?.body["tools"]).toEqual([{ type: "function", function: spec }]);
  },
);

test("results go back in the form of each protocol", async () => {
  const call = { id: "c1", name: "search", input: '{"query":"boats"}' };
  const messages: readonly ToolMessage[] = [
    question,
    { role: "assistant", content: "", calls: [call] },
    { role: "tool", call, content: "src/boats.ts" },
  ];
  await converse("openai-chat", messages);
  await converse("ollama", messages);
  const [openAi, ollama] = server.asked.map(({ body }) => body["messages"]);
  expect(openAi).toEqual([
    question,
    {
      role: "assistant",
      content: "",
      tool_calls: [{ id: "c1", type: "function", function: { name: "search", arguments: '{"query":"boats"}' } }],
    },
    { role: "tool", tool_call_id: "c1", content: "src/boats.ts" },
  ]);
  expect(ollama).toEqual([
    question,
    { role: "assistant", content: "", tool_calls: [{ function: { name: "search", arguments: { query: "boats" } } }] },
    { role: "tool", tool_name: "search", content: "src/boats.ts" },
  ]);
});

test("a server that refuses tools fails with a kind by which the caller can do without them", async () => {
  server.answer = () => ({
    chunks: [],
    fault: { kind: "status", status: 400, body: { error: "talker does not support tools" } },
  });
  const error = await converse("ollama").catch((reason: unknown) => reason);
  expect(error instanceof ModelError && error.kind).toBe("badRequest");
});

test("an answer that breaks off inside a call brings no call", async () => {
  server.answer = () => ({ chunks: ["Let me", " look."], fault: { kind: "cutInside" } });
  await expect(converse("openai-chat")).rejects.toMatchObject({ kind: "badResponse" });
});

test("a model inside the editor has no tools", () => {
  expect(protocolRow("transformers").chat?.tools).toBeUndefined();
});
