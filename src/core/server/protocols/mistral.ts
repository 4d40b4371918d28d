import { openAiChatRoute, openAiFields, openAiModels, splitPrompt } from "./openAi.ts";
import type { CompletionInput, CompletionRequest, ProtocolRow } from "./protocolRow.ts";
import { readChat } from "./readEvent.ts";

/** Stop texts in one request; the client watches for the others. */
const maxStops = 4;

export const mistral: ProtocolRow = {
  name: "Mistral",
  description: "Mistral's /v1/fim/completions.",
  runs: "onServer",
  address: { defaultPath: "/v1", dropPaths: ["/fim/completions", "/chat/completions", "/models", "/embeddings"] },
  markers: "server",
  completion: { path: "/fim/completions", framing: "sse", request, read: readChat },
  chat: openAiChatRoute("/chat/completions", { usageOnRequest: false }),
  models: openAiModels,
  hosts: /(^|\.)mistral\.ai$/,
};

/** Mistral always reports usage and refuses unknown fields. */
function request(input: CompletionInput): CompletionRequest {
  const { stop } = input.limits;
  return { stop, body: { ...openAiFields(input, stop, maxStops), ...splitPrompt(input) } };
}
