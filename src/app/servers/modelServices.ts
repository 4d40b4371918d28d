import type { ModelCard } from "../../core/server/client/modelCard.ts";
import type { Protocol } from "../../core/server/protocols/protocols.ts";
import { translatable } from "../../core/util/translatable.ts";

/** A service that the user can choose from a list. Its own list of models is added to the known ones. */
export interface ModelService {
  readonly label: string;
  readonly protocol: Protocol;
  readonly baseUrl: string;
  /** How it completes, for the list. */
  readonly detail: string;
  readonly models: readonly ModelCard[];
  /** The page with its prices. Prices change; only those with a source are listed here. */
  readonly pricingPage: string;
}

/**
 * 256k tokens of context, $0.30 and $0.90 for a million tokens: https://mastra.ai/models/providers/mistral, which is
 * generated from https://models.dev, read in November 2026.
 */
const codestral: ModelCard = {
  name: "codestral-latest",
  contextTokens: 256_000,
  price: { input: 0.3, output: 0.9 },
};

/** Services with a fill-in-the-middle endpoint first; the others complete by chat. */
export const modelServices: readonly ModelService[] = [
  {
    label: "Codestral",
    protocol: "mistral",
    baseUrl: "https://codestral.mistral.ai",
    detail: translatable("Fills in the middle. Takes a key of its own."),
    models: [codestral],
    pricingPage: "https://mistral.ai/pricing",
  },
  {
    label: "Mistral",
    protocol: "mistral",
    baseUrl: "https://api.mistral.ai",
    detail: translatable("Fills in the middle with Codestral."),
    models: [codestral],
    pricingPage: "https://mistral.ai/pricing",
  },
  {
    label: "DeepSeek",
    protocol: "deepseek",
    baseUrl: "https://api.deepseek.com",
    detail: translatable("Fills in the middle."),
    models: [],
    pricingPage: "https://api-docs.deepseek.com/quick_start/pricing",
  },
  {
    label: "Together",
    protocol: "openai-fim",
    baseUrl: "https://api.together.xyz",
    detail: translatable("Fills in the middle with models that can, such as Qwen Coder."),
    models: [],
    pricingPage: "https://www.together.ai/pricing",
  },
  {
    label: "Fireworks",
    protocol: "openai-fim",
    baseUrl: "https://api.fireworks.ai/inference/v1",
    detail: translatable("Fills in the middle with models that can, such as Qwen Coder."),
    models: [],
    pricingPage: "https://fireworks.ai/pricing",
  },
  {
    label: "OpenAI",
    protocol: "openai-chat",
    baseUrl: "https://api.openai.com",
    detail: translatable("Completes by chat: slower, and it reads more tokens."),
    models: [],
    pricingPage: "https://openai.com/api/pricing",
  },
  {
    label: "OpenRouter",
    protocol: "openai-chat",
    baseUrl: "https://openrouter.ai/api/v1",
    detail: translatable("Completes by chat. Lists the price of each model."),
    models: [],
    pricingPage: "https://openrouter.ai/models",
  },
];
