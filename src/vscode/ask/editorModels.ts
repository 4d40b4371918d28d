import * as vscode from "vscode";
import {
  type ChatMessage,
  type ChatModel,
  ModelError,
  type ModelErrorKind,
  type ModelPart,
  type ToolMessage,
  type ToolSpec,
  verbatim,
} from "../../core/types/model.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import { t } from "../host/t.ts";

/** A chat model that another extension brings into the editor, such as Copilot's. */
export interface EditorModel {
  readonly id: string;
  /** For display. */
  readonly name: string;
  readonly vendor: string;
  /** Tokens of a prompt. */
  readonly maxTokens: number;
  /** Asks it; the editor asks the user for consent before the first request. */
  readonly chat: ChatModel;
}

const justification = t("Hunch sends your question and the passages of code that match it, to answer the question.");

const errorKinds: Readonly<Record<string, ModelErrorKind>> = {
  NoPermissions: "unauthorized",
  Blocked: "rateLimited",
  NotFound: "notFound",
};

/** The chat models of the editor; empty where there are none. Lists them only: nothing is sent. */
export async function listEditorModels(): Promise<readonly EditorModel[]> {
  const models = await vscode.lm.selectChatModels();
  return models.map((model) => {
    const { id, name, vendor, maxInputTokens } = model;
    return { id: `${vendor}/${id}`, name, vendor, maxTokens: maxInputTokens, chat: toChatModel(model) };
  });
}

function toChatModel(model: vscode.LanguageModelChat): ChatModel {
  return {
    label: `${model.name} (${model.vendor})`,
    async *stream(messages, _maxTokens, _onUsage, signal) {
      for await (const part of request(model, messages, [], signal)) if (part.kind === "text") yield part.text;
    },
    converse: (messages, { tools }, _onUsage, signal) => request(model, messages, tools, signal),
  };
}

async function* request(
  model: vscode.LanguageModelChat,
  messages: readonly ToolMessage[],
  tools: readonly ToolSpec[],
  signal: AbortSignal,
): AsyncGenerator<ModelPart> {
  const cancel = new vscode.CancellationTokenSource();
  const abort = () => cancel.cancel();
  signal.addEventListener("abort", abort, { once: true });
  let hasBegun = false;
  try {
    const offered = tools.map(({ name, description, parameters }) => ({ name, description, inputSchema: parameters }));
    const options = { justification, ...(offered.length > 0 ? { tools: offered } : {}) };
    const response = await model.sendRequest(messages.map(toMessage), options, cancel.token);
    for await (const part of response.stream) {
      if (signal.aborted) return;
      hasBegun = true;
      if (part instanceof vscode.LanguageModelTextPart) yield { kind: "text", text: part.value };
      else if (part instanceof vscode.LanguageModelToolCallPart) yield { kind: "call", call: toCall(part) };
    }
  } catch (error) {
    if (signal.aborted) return;
    throw toModelError(error, tools.length > 0 && !hasBegun);
  } finally {
    signal.removeEventListener("abort", abort);
    cancel.cancel(); // Whoever stops listening ends the request too.
    cancel.dispose();
  }
}

function toCall({ callId, name, input }: vscode.LanguageModelToolCallPart) {
  return { id: callId, name, input: JSON.stringify(input) };
}

/** The editor's API has no system role. */
function toMessage(message: ToolMessage): vscode.LanguageModelChatMessage {
  if (message.role === "tool") {
    const text = new vscode.LanguageModelTextPart(message.content);
    return vscode.LanguageModelChatMessage.User([new vscode.LanguageModelToolResultPart(message.call.id, [text])]);
  }
  if ("calls" in message) {
    const calls = message.calls.map(
      ({ id, name, input }) => new vscode.LanguageModelToolCallPart(id, name, inputOf(input)),
    );
    const said = message.content === "" ? [] : [new vscode.LanguageModelTextPart(message.content)];
    return vscode.LanguageModelChatMessage.Assistant([...said, ...calls]);
  }
  const { role, content }: ChatMessage = message;
  return role === "assistant"
    ? vscode.LanguageModelChatMessage.Assistant(content)
    : vscode.LanguageModelChatMessage.User(content);
}

/** A call's input comes from the same API, so it is an object. */
function inputOf(json: string): object {
  const value: unknown = JSON.parse(json);
  return typeof value === "object" && value !== null ? value : {};
}

/** @param mayBeTools whether the model may have failed because it takes no tools */
function toModelError(error: unknown, mayBeTools: boolean): ModelError {
  const kind = error instanceof vscode.LanguageModelError ? errorKinds[error.code] : undefined;
  return new ModelError(kind ?? (mayBeTools ? "badRequest" : "badResponse"), verbatim(messageOf(error).slice(0, 200)));
}
