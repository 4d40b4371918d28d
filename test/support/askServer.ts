import { promptFormats } from "../../src/core/prompt/promptFormats.ts";
import { createModel, type ServerModels } from "../../src/core/server/client/createModel.ts";
import type { ServerConfig } from "../../src/core/server/protocols/serverConfig.ts";
import { type CompletionLimits, ModelError, type ModelUsage, type PromptParts } from "../../src/core/types/model.ts";

export const sampleParts: PromptParts = {
  path: "src/sum.ts",
  languageId: "typescript",
  prefix: "export function sum(a: number, b: number) {\n  return ",
  suffix: ";\n}\n",
  snippets: [],
};
export const sampleLimits: CompletionLimits = { maxTokens: 64, stop: [], temperature: 0 };

/** Creates clients of a server under test. Deadlines are short enough for tests and long enough for a busy machine. */
export function connect(config: Partial<ServerConfig> & Pick<ServerConfig, "baseUrl">, key?: string): ServerModels {
  const full: ServerConfig = { protocol: "openai-fim", model: "qwen2.5-coder", fimFamily: "auto", ...config };
  return createModel(full, { fetch, key: () => Promise.resolve(key), formats: promptFormats });
}

/** Result of one request. */
export interface Outcome {
  readonly text: string;
  readonly usage: ModelUsage | undefined;
  readonly error: ModelError | undefined;
}

/** Reads an answer to its end. A {@link ModelError} is part of the outcome; any other error fails the test. */
export async function ask(
  models: ServerModels,
  options: { parts?: Partial<PromptParts>; limits?: Partial<CompletionLimits>; signal?: AbortSignal } = {},
): Promise<Outcome> {
  let text = "";
  let usage: ModelUsage | undefined;
  const parts = { ...sampleParts, ...options.parts };
  const limits = { ...sampleLimits, ...options.limits };
  const signal = options.signal ?? new AbortController().signal;
  try {
    for await (const chunk of models.completion.stream(parts, limits, (told) => (usage = told), signal)) text += chunk;
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { text, usage, error };
  }
  return { text, usage, error: undefined };
}
