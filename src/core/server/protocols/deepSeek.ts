import { openAiChatRoute, openAiModels, suffixRequest } from "./openAi.ts";
import type { ProtocolRow } from "./protocolRow.ts";
import { readCompletion } from "./readEvent.ts";

/** Stop texts in one request; the client watches for the others. */
const maxStops = 16;

export const deepSeek: ProtocolRow = {
  name: "DeepSeek",
  description: "DeepSeek's beta completions.",
  runs: "onServer",
  address: {
    defaultPath: "/beta",
    dropPaths: ["/chat/completions", "/completions", "/models"],
    // DeepSeek's manual names /v1 for chat; only /beta completes with a suffix, and it also chats.
    replacePaths: { "/v1": "/beta" },
  },
  markers: "server",
  completion: {
    path: "/completions",
    framing: "sse",
    request: (input) => suffixRequest(input, maxStops),
    read: readCompletion,
  },
  chat: openAiChatRoute("/chat/completions", { usageOnRequest: true }),
  models: openAiModels,
  hosts: /(^|\.)deepseek\.com$/,
};
