import type { FoundModel, FoundModels } from "./foundModel.ts";

/** Returns a VS Code setting that the user has set; undefined otherwise. */
export type GetSetting = (name: string) => unknown;

/** Reads the model that llama.vscode uses. @see https://github.com/ggml-org/llama.vscode (package.json) */
export function readLlamaVscode(get: GetSetting): FoundModels {
  const baseUrl = textOf(get("llama-vscode.endpoint"));
  const model = get("llama-vscode.use_openai_endpoint") === true ? textOf(get("llama-vscode.openai_client_model")) : "";
  const chat = textOf(get("llama-vscode.endpoint_chat"));
  return {
    models: [
      ...found("completions", baseUrl, model, textOf(get("llama-vscode.api_key"))),
      ...found("ask", chat, "", textOf(get("llama-vscode.api_key_chat"))),
    ],
    problems: [],
  };
}

/**
 * Reads the model that twinny uses. Newer versions keep their providers where no other extension can read them; they
 * have only the address of Ollama in settings.
 * @see https://github.com/twinnydotdev/twinny (package.json)
 */
export function readTwinny(get: GetSetting): FoundModels {
  const host = textOf(get("twinny.apiUrl")) || textOf(get("twinny.ollamaHostname"));
  const model = textOf(get("twinny.fimModelName"));
  if (host === "" && model === "") return { models: [], problems: [] };
  const isSecure = get("twinny.useTls") === true || get("twinny.ollamaUseTls") === true;
  const port = portOf(get("twinny.fimApiPort")) ?? portOf(get("twinny.ollamaApiPort")) ?? 11434;
  const address = /^https?:\/\//.test(host) ? host : `${isSecure ? "https" : "http"}://${host || "127.0.0.1"}:${port}`;
  const chat = textOf(get("twinny.chatModelName"));
  const key = textOf(get("twinny.apiBearerToken"));
  return {
    models: [...found("completions", address, model, key), ...(chat ? found("ask", address, chat, key) : [])],
    problems: [],
  };
}

/** Reads the address of Tabby's server in its VS Code settings; its token is kept elsewhere. */
export function readTabbySettings(get: GetSetting): FoundModels {
  const baseUrl = textOf(get("tabby.endpoint")) || textOf(get("tabby.api.endpoint"));
  return { models: found("completions", baseUrl, "", ""), problems: [] };
}

function found(use: FoundModel["use"], baseUrl: string, model: string, key: string): readonly FoundModel[] {
  return baseUrl === "" ? [] : [{ use, baseUrl, model, key: key || undefined }];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

function portOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value > 0 && value < 65_536 ? value : undefined;
}
