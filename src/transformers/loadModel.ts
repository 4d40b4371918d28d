import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  AutoModelForCausalLM,
  AutoTokenizer,
  env,
  LogLevel,
  type PreTrainedModel,
  type PreTrainedTokenizer,
} from "@huggingface/transformers";
import { PromptCache } from "./promptCache.ts";
import { type ModelUse, pickWeights, type Weights } from "./weights.ts";

/** A model in memory. */
export interface LoadedModel {
  readonly folder: string;
  readonly tokenizer: PreTrainedTokenizer;
  readonly model: PreTrainedModel;
  /** Maximum tokens of prompt and answer together. */
  readonly contextTokens: number;
  readonly read: PromptCache;
}

/** The name under which the library requests files, so that no path of this machine is parsed as an address. */
const name = "model";

/**
 * Loads a model that continues text.
 * @throws Error with a reason if files are missing or damaged
 */
export async function loadModel(folder: string): Promise<LoadedModel> {
  const { tokenizer, model } = await loadFolder(folder, "completion", AutoModelForCausalLM);
  return { folder, tokenizer, model, contextTokens: await contextOf(folder), read: new PromptCache() };
}

/**
 * Loads tokenizer and weights from a folder and nothing from elsewhere: the library's own network access is disabled.
 * @throws Error with a reason if files are missing or damaged
 */
export async function loadFolder(
  folder: string,
  use: ModelUse,
  auto: Pick<typeof AutoModelForCausalLM, "from_pretrained">,
) {
  const weights = pickWeights(await pathsIn(folder), use);
  if (!weights) throw new Error("there are no weights in onnx/ that this runtime can use");
  readOnlyFrom(folder);
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const model = await auto.from_pretrained(name, optionsOf(weights, folder));
  return { tokenizer, model, weights };
}

function optionsOf({ dtype, files: [, ...data] }: Weights, folder: string) {
  return {
    device: "auto" as const,
    dtype,
    use_external_data_format: data.length,
    session_options: {
      externalData: data.map((path) => ({ path: path.replace("onnx/", ""), data: join(folder, path) })),
    },
  };
}

/** Disables all sources of the library except a folder. */
function readOnlyFrom(folder: string): void {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useBrowserCache = false;
  env.useFSCache = false;
  env.useWasmCache = false;
  env.useCustomCache = true;
  env.customCache = folderCache(folder);
  // If computing fails, it would print the tokens of a prompt.
  env.logLevel = LogLevel.NONE;
  env.fetch = () => Promise.resolve(new Response(null, { status: 404 }));
}

/** Serves the library's file requests from one folder; large files as paths, which the runtime reads itself. */
function folderCache(folder: string) {
  return {
    match: async (key: unknown): Promise<Response | string | undefined> => {
      const path = new RegExp(`(?:^|/)${name}/(?:resolve/main/)?/?(.+)$`).exec(String(key))?.[1];
      const file = path === undefined ? undefined : join(folder, path);
      if (file === undefined || !existsSync(file)) return undefined;
      return file.includes(".onnx") ? file : new Response(await readFile(file));
    },
    put: () => Promise.resolve(),
  };
}

async function pathsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, encoding: "utf8" });
  return entries.map((entry) => entry.replaceAll("\\", "/"));
}

async function contextOf(folder: string): Promise<number> {
  const config: unknown = JSON.parse(await readFile(join(folder, "config.json"), "utf8"));
  const tokens = typeof config === "object" && config ? Reflect.get(config, "max_position_embeddings") : undefined;
  return typeof tokens === "number" ? tokens : 2048;
}
