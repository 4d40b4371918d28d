import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { AutoModel, type PreTrainedModel, type PreTrainedTokenizer, Tensor } from "@huggingface/transformers";
import { loadFolder } from "../loadModel.ts";
import type { EmbedRequest } from "../messages.ts";
import { sentenceFiles, type Weights } from "../weights.ts";
import { type EmbeddingRecipe, embeddingRecipe, NoEmbeddings } from "./embeddingRecipe.ts";
import { poolTokens, unitOf } from "./poolTokens.ts";

/** An embeddings model in memory. */
export interface LoadedEmbedder {
  readonly folder: string;
  readonly tokenizer: PreTrainedTokenizer;
  readonly model: PreTrainedModel;
  readonly recipe: EmbeddingRecipe;
  /** Changes with the model's files and with how its vectors are made. */
  readonly fingerprint: string;
}

/** Names of a model's output: a vector for each token, or one for the text. */
const tokenOutputs = ["last_hidden_state", "token_embeddings"];
const textOutputs = ["sentence_embedding", "text_embeds"];

/**
 * Loads an embeddings model from a folder and tries it.
 * @throws NoEmbeddings if it makes no vectors; Error with a reason if files are missing or damaged
 */
export async function loadEmbedder(folder: string): Promise<LoadedEmbedder> {
  const recipe = await readRecipe(folder);
  const { tokenizer, model, weights } = await loadFolder(folder, "embeddings", AutoModel);
  const loaded = { folder, tokenizer, model, recipe, fingerprint: await fingerprintOf(folder, weights, recipe) };
  try {
    await vectorOf("code", loaded);
  } catch (error) {
    await model.dispose();
    throw error;
  }
  return loaded;
}

/**
 * Makes the vectors of texts, one text at a time: texts in one batch would be padded to the longest, and 8-bit weights
 * would make the vector of a text depend on its neighbours. Ends early when cancelled.
 */
export async function embed(
  loaded: LoadedEmbedder,
  { texts, role, cancel }: Pick<EmbedRequest, "texts" | "role" | "cancel">,
): Promise<readonly Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (const text of texts) {
    if (Atomics.load(cancel, 0) !== 0) break;
    vectors.push(await vectorOf(loaded.recipe.prefixes[role] + text, loaded));
  }
  return vectors;
}

async function vectorOf(text: string, { tokenizer, model, recipe }: LoadedEmbedder): Promise<Float32Array> {
  const ids = tokensOf(text, tokenizer, recipe.maxTokens);
  const outputs: Readonly<Record<string, unknown>> = await model.forward({
    input_ids: row(ids),
    attention_mask: row(ids.map(() => 1)),
  });
  const outputOf = (names: readonly string[]) =>
    names.map((name) => outputs[name]).find((each) => each instanceof Tensor);
  const whole = outputOf(textOutputs);
  if (whole?.data instanceof Float32Array) return unitOf(whole.data);
  const tokens = outputOf(tokenOutputs);
  const dimensions = tokens?.dims.at(-1);
  if (!(tokens?.data instanceof Float32Array) || tokens.dims.length !== 3 || !dimensions)
    throw new NoEmbeddings(`its outputs are ${Object.keys(outputs).join(", ")}`);
  return poolTokens(tokens.data, dimensions, recipe.pooling);
}

/** The tokens of a text; a text that is too long loses its last tokens, but not the mark at its end. */
function tokensOf(text: string, tokenizer: PreTrainedTokenizer, most: number): readonly number[] {
  const ids: readonly number[] = tokenizer.encode(text);
  if (ids.length <= most) return ids;
  const last = ids.at(-1);
  const hasMark = last !== undefined && last === tokenizer.encode("").at(-1);
  return hasMark ? [...ids.slice(0, most - 1), last] : ids.slice(0, most);
}

function row(values: readonly number[]): Tensor {
  return new Tensor("int64", BigInt64Array.from(values, BigInt), [1, values.length]);
}

async function readRecipe(folder: string): Promise<EmbeddingRecipe> {
  const entries = await Promise.all(
    Object.entries(sentenceFiles).map(async ([key, path]) => [key, await readJson(join(folder, path))] as const),
  );
  const config = await readJson(join(folder, "config.json"));
  const tokenizerConfig = await readJson(join(folder, "tokenizer_config.json"));
  return embeddingRecipe([basename(folder)], { ...Object.fromEntries(entries), config, tokenizerConfig });
}

async function readJson(file: string): Promise<unknown> {
  return existsSync(file) ? JSON.parse(await readFile(file, "utf8")) : undefined;
}

async function fingerprintOf(folder: string, weights: Weights, recipe: EmbeddingRecipe): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(recipe));
  for (const path of ["tokenizer.json", ...weights.files])
    for await (const bytes of createReadStream(join(folder, path))) hash.update(bytes);
  return hash.digest("hex").slice(0, 16);
}
