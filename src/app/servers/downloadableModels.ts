/** A model that runs inside the editor after a download. */
export interface DownloadableModel {
  /** On the hub. */
  readonly name: string;
  readonly parameters: string;
  /**
   * Size of the download: weights and tokenizer. The hub reports it exactly before a download. In memory, the model needs
   * more: its weights, and what it keeps of the text that it has read, which nobody publishes for these files.
   */
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
