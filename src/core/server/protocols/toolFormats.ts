import type { ToolCall, ToolMessage, ToolSpec } from "../../types/model.ts";
import { listAt, numberAt, parseJson, textAt, valueAt } from "../http/json.ts";
import type { CallPiece, ToolFormat } from "./protocolRow.ts";

/** OpenAI's `tools` of `/chat/completions`, which llama.cpp, vLLM, Mistral, DeepSeek and most gateways speak. */
export const openAiTools: ToolFormat = {
  fields: (messages, tools) => ({
    messages: messages.map((message) => toMessage(message, openAiCall, ({ id }) => ({ tool_call_id: id }))),
    ...toolsField(tools),
  }),
  calls: (event) => {
    const streamed = listAt(event, "choices", 0, "delta", "tool_calls");
    const pieces = streamed.length > 0 ? streamed : listAt(event, "choices", 0, "message", "tool_calls");
    return pieces.map((piece, at) => ({
      index: numberAt(piece, "index") ?? at,
      id: textAt(piece, "id"),
      name: textAt(piece, "function", "name"),
      input: textAt(piece, "function", "arguments") ?? "",
    }));
  },
};

/** Ollama's `tools` of `/api/chat`: calls come whole, and their input is an object. */
export const ollamaTools: ToolFormat = {
  fields: (messages, tools) => ({
    messages: messages.map((message) => toMessage(message, ollamaCall, ({ name }) => ({ tool_name: name }))),
    ...toolsField(tools),
  }),
  calls: (event) =>
    listAt(event, "message", "tool_calls").map(
      (call): CallPiece => ({
        index: undefined,
        id: undefined,
        name: textAt(call, "function", "name"),
        input: JSON.stringify(valueAt(call, "function", "arguments") ?? {}),
      }),
    ),
};

function toolsField(tools: readonly ToolSpec[]) {
  return tools.length === 0 ? {} : { tools: tools.map((spec) => ({ type: "function", function: spec })) };
}

function toMessage(
  message: ToolMessage,
  formatCall: (call: ToolCall) => object,
  nameCall: (call: ToolCall) => object,
): object {
  const { role, content } = message;
  if (message.role === "tool") return { role, ...nameCall(message.call), content };
  return "calls" in message ? { role, content, tool_calls: message.calls.map(formatCall) } : { role, content };
}

function openAiCall({ id, name, input }: ToolCall): object {
  return { id, type: "function", function: { name, arguments: input } };
}

function ollamaCall({ name, input }: ToolCall): object {
  return { function: { name, arguments: parseJson(input) ?? {} } };
}
