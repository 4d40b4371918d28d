import type { Protocol } from "../../core/server/protocols/protocols.ts";

/** A service that the user can choose from a list. Its models are examples; the service's own list is added. */
export interface ModelPreset {
  readonly label: string;
  readonly protocol: Protocol;
  readonly baseUrl: string;
  readonly models: readonly string[];
}

/** Services with a fill-in-the-middle endpoint first; the others complete by chat. */
export const modelPresets: readonly ModelPreset[] = [
  { label: "Codestral", protocol: "mistral", baseUrl: "https://codestral.mistral.ai", models: ["codestral-latest"] },
  { label: "Mistral", protocol: "mistral", baseUrl: "https://api.mistral.ai", models: ["codestral-latest"] },
  { label: "DeepSeek", protocol: "deepseek", baseUrl: "https://api.deepseek.com", models: ["deepseek-chat"] },
  { label: "Together", protocol: "openai-fim", baseUrl: "https://api.together.xyz", models: [] },
  {
    label: "Fireworks",
    protocol: "openai-fim",
    baseUrl: "https://api.fireworks.ai/inference/v1",
    models: [],
  },
  { label: "OpenAI", protocol: "openai-chat", baseUrl: "https://api.openai.com", models: [] },
  { label: "OpenRouter", protocol: "openai-chat", baseUrl: "https://openrouter.ai/api/v1", models: [] },
];
