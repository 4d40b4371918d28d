/** The files of a model that are loaded: one precision of the weights, and the files beside it. */
export interface Weights {
  readonly dtype: "q4" | "q8" | "int8" | "uint8" | "fp32";
  /** Paths within the model, the graph first, then its data in order. */
  readonly files: readonly [string, ...string[]];
}

/** Smallest first. Without half precision, which WebAssembly computes more slowly than full precision. */
const choices = [
  ["q4", "onnx/model_q4.onnx"],
  ["q8", "onnx/model_quantized.onnx"],
  ["int8", "onnx/model_int8.onnx"],
  ["uint8", "onnx/model_uint8.onnx"],
  ["fp32", "onnx/model.onnx"],
] as const;

/** Files beside the weights: those that every model needs, and those that are optional. */
export const neededFiles = ["config.json", "tokenizer.json", "tokenizer_config.json"] as const;
export const optionalFiles = ["generation_config.json"] as const;

/** Picks the smallest weights that this runtime computes well, by the paths of a model's files. */
export function pickWeights(paths: readonly string[]): Weights | undefined {
  for (const [dtype, graph] of choices) {
    if (!paths.includes(graph)) continue;
    const data = paths.filter((path) => path === `${graph}_data` || path.startsWith(`${graph}_data_`));
    return { dtype, files: [graph, ...data.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))] };
  }
  return undefined;
}
