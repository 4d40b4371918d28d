/** A model that runs inside the editor after a download. */
export interface DownloadableModel {
  /** On the hub. */
  readonly name: string;
  readonly parameters: string;
  /** Weights and tokenizer. The hub reports the exact size before a download. */
  readonly bytes: number;
}

/**
 * Models that fill in the middle and exist as ONNX. Sizes are those of `onnx/model_q4.onnx`, the weights that
 * `pickWeights` prefers, and of a tokenizer of 11 MB, by https://huggingface.co/onnx-community/Qwen2.5-Coder-0.5B-Instruct
 * and https://huggingface.co/onnx-community/Qwen2.5-Coder-1.5B, which has the same shape as its instruct model.
 */
export const downloadableModels: readonly DownloadableModel[] = [
  { name: "onnx-community/Qwen2.5-Coder-0.5B-Instruct", parameters: "0.5B", bytes: 873e6 },
  { name: "onnx-community/Qwen2.5-Coder-1.5B-Instruct", parameters: "1.5B", bytes: 1.8e9 },
];
