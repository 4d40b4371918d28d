/** What a model is for: to continue text, or to turn texts into vectors. */
export type ModelUse = "completion" | "embeddings";

/** The files of a model that are loaded: one precision of the weights, and the files beside it. */
export interface Weights {
  readonly dtype: "q4" | "q8" | "int8" | "uint8" | "fp32";
  /** Paths within the model, the graph first, then its data in order. */
  readonly files: readonly [string, ...string[]];
}

type Choice = readonly [dtype: Weights["dtype"], graph: string];
const q4: Choice = ["q4", "onnx/model_q4.onnx"];
const eightBit: readonly Choice[] = [
  ["q8", "onnx/model_quantized.onnx"],
  ["int8", "onnx/model_int8.onnx"],
  ["uint8", "onnx/model_uint8.onnx"],
];
const fp32: Choice = ["fp32", "onnx/model.onnx"];

/**
 * Precisions, the preferred one first. Without half precision, which WebAssembly computes more slowly than full
 * precision. In small models for embeddings, most weights belong to the vocabulary, which 4-bit files keep at 32 bits.
 */
const choices: Readonly<Record<ModelUse, readonly Choice[]>> = {
  completion: [q4, ...eightBit, fp32],
  embeddings: [...eightBit, fp32, q4],
};

/** Files beside the weights that every model needs. */
export const neededFiles = ["config.json", "tokenizer.json", "tokenizer_config.json"] as const;

/** Files of sentence-transformers that say how a model makes its vectors. */
export const sentenceFiles = {
  modules: "modules.json",
  pooling: "1_Pooling/config.json",
  prompts: "config_sentence_transformers.json",
  limits: "sentence_bert_config.json",
} as const;

/** Files beside the weights that are used if a model has them. */
export const optionalFiles: Readonly<Record<ModelUse, readonly string[]>> = {
  completion: ["generation_config.json"],
  embeddings: Object.values(sentenceFiles),
};

/** Picks the weights that this runtime computes best, by the paths of a model's files. */
export function pickWeights(paths: readonly string[], use: ModelUse): Weights | undefined {
  for (const [dtype, graph] of choices[use]) {
    if (!paths.includes(graph)) continue;
    const data = paths.filter((path) => path === `${graph}_data` || path.startsWith(`${graph}_data_`));
    return { dtype, files: [graph, ...data.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))] };
  }
  return undefined;
}
