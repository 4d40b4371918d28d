import { listAt, numberAt, textAt } from "../../core/server/http/json.ts";
import type { sentenceFiles } from "../weights.ts";
import { type EmbeddingFamily, embeddingFamily, type Pooling } from "./embeddingFamilies.ts";

/** Thrown for a model that makes no vectors of texts, or makes them in a way that is not known here. */
export class NoEmbeddings extends Error {}

/** How a model makes a vector of a text. All vectors are scaled to length 1 after that. */
export interface EmbeddingRecipe extends EmbeddingFamily {
  /** Tokens of a text that are read at most, the model's own marks included. */
  readonly maxTokens: number;
}

/** The parsed files of a model that say how it makes vectors; undefined for those that it lacks. */
export interface RecipeFiles extends Readonly<Partial<Record<keyof typeof sentenceFiles, unknown>>> {
  readonly config: unknown;
  readonly tokenizerConfig: unknown;
}

/** What a model's own file says about pooling, by the key of sentence-transformers that is true. */
const poolingKeys: Readonly<Record<string, Pooling>> = {
  pooling_mode_mean_tokens: "mean",
  pooling_mode_cls_token: "first",
  pooling_mode_lasttoken: "last",
};

/** Names of prompts in `config_sentence_transformers.json`, the usual one first. */
const promptNames = { question: ["query", "question"], passage: ["passage", "document"] } as const;

/** Longest text of a model that says nothing about it, in tokens. */
const usualMaxTokens = 512;

/**
 * Reads how a model makes vectors: from its own files where they say it, else from the table of families.
 * @param names of the model: of its folder, and on the hub
 * @throws NoEmbeddings if it makes none
 */
export function embeddingRecipe(names: readonly string[], files: RecipeFiles): EmbeddingRecipe {
  const { config, pooling, modules, prompts } = files;
  const isCausal = listAt(config, "architectures").some((each) => /CausalLM$/.test(String(each)));
  if (isCausal && pooling === undefined) throw new NoEmbeddings("it continues text");
  const added = listAt(modules).map((module) => textAt(module, "type") ?? "");
  if (added.some((type) => type.endsWith(".Dense"))) throw new NoEmbeddings("it has layers after its pooling");
  const family = embeddingFamily([...names, textAt(config, "_name_or_path") ?? ""]);
  const promptOf = (role: keyof typeof promptNames) => {
    // Newer versions of sentence-transformers write empty prompts for models that were saved without any.
    const own = promptNames[role].map((name) => textAt(prompts, "prompts", name)).find(Boolean);
    return own ?? family.prefixes[role];
  };
  return {
    pooling: pooling === undefined ? family.pooling : poolingOf(pooling),
    prefixes: { question: promptOf("question"), passage: promptOf("passage") },
    maxTokens: maxTokensOf(files),
  };
}

function poolingOf(pooling: unknown): Pooling {
  const chosen = Object.entries(typeof pooling === "object" && pooling ? pooling : {})
    .filter(([key, value]) => key.startsWith("pooling_mode_") && value === true)
    .map(([key]) => key);
  const known = chosen.length === 1 ? poolingKeys[chosen[0] ?? ""] : undefined;
  if (!known) throw new NoEmbeddings(`its pooling is not supported: ${chosen.join(", ") || "none"}`);
  return known;
}

function maxTokensOf({ config, tokenizerConfig, limits }: RecipeFiles): number {
  const positions = numberAt(config, "max_position_embeddings");
  // RoBERTa's positions begin after that of the padding.
  const unused = /roberta|camembert|mpnet/.test(textAt(config, "model_type") ?? "") ? 2 : 0;
  const stated = [
    numberAt(limits, "max_seq_length"),
    numberAt(tokenizerConfig, "model_max_length"), // 1e30 where there is no limit.
    positions === undefined ? undefined : positions - unused,
  ].flatMap((value) => (value !== undefined && value > 0 && value < 1e6 ? value : []));
  return stated.length > 0 ? Math.min(...stated) : usualMaxTokens;
}
