import { translatable } from "../../util/translatable.ts";
import { fimPrompt } from "./openAi.ts";
import type { CompletionInput, CompletionRequest, ProtocolRow } from "./protocolRow.ts";
import { readInEditor } from "./readEvent.ts";

/** A model in a worker thread of the editor. Nothing is sent over a network. */
export const inEditor: ProtocolRow = {
  name: translatable("In this editor"),
  description: "A model inside this editor, without a server (ONNX, through Transformers.js).",
  runs: "inEditor",
  address: { defaultPath: "", dropPaths: [] },
  markers: "hunch",
  completion: { path: "", framing: "ndjson", request, read: readInEditor },
  // The worker reads hundreds of megabytes of weights before the first token, on a machine that does other work.
  firstTokenMs: 120_000,
};

/** The worker ends at stop texts that are one token; the client watches for the others. */
function request(input: CompletionInput): CompletionRequest {
  const { prompt, stop } = fimPrompt(input);
  const { maxTokens, temperature } = input.limits;
  return { stop, body: { model: input.choice.model, prompt, stop, max_tokens: maxTokens, temperature } };
}
