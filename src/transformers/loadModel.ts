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
import { pickWeights } from "./weights.ts";

/** A model in memory. */
export interface LoadedModel {
  readonly folder: string;
  readonly tokenizer: PreTrainedTokenizer;
  readonly model: PreTrainedModel;
  /** Longest prompt and answer together. */
  readonly contextTokens: number;
  readonly read: PromptCache;
}

/** Under this name the library asks for files; no path of this machine goes through its address rules. */
const name = "model";

/**
 * Loads a model from a folder, and nothing from anywhere else: the library's own ways to the network are closed.
 * @throws Error with a reason when files are missing or broken
 */
export async function loadModel(folder: string): Promise<LoadedModel> {
  const weights = pickWeights(await pathsIn(folder));
  if (!weights) throw new Error("there are no weights in onnx/ that this runtime can use");
  readOnlyFrom(folder);
  const [, ...data] = weights.files;
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const model = await AutoModelForCausalLM.from_pretrained(name, {
    device: "auto",
    dtype: weights.dtype,
    use_external_data_format: data.length,
    session_options: {
      externalData: data.map((path) => ({ path: path.replace("onnx/", ""), data: join(folder, path) })),
    },
  });
  return { folder, tokenizer, model, contextTokens: await contextOf(folder), read: new PromptCache() };
}

/** Closes every way of the library but the one to a folder. */
function readOnlyFrom(folder: string): void {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useBrowserCache = false;
  env.useFSCache = false;
  env.useWasmCache = false;
  env.useCustomCache = true;
  env.customCache = folderCache(folder);
  // It would print the tokens of a prompt when computing fails.
  env.logLevel = LogLevel.NONE;
  env.fetch = () => Promise.resolve(new Response(null, { status: 404 }));
}

/** Answers the library's questions for files from one folder; big files as paths, which the runtime reads itself. */
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
