import { translatable } from "../../core/util/translatable.ts";

/** An embeddings model that runs inside the editor after a download. */
export interface DownloadableEmbeddings {
  /** On the hub. */
  readonly name: string;
  /** What it was trained for, for the user; to be translated. */
  readonly text: string;
  /** Numbers of a vector. */
  readonly dimensions: number;
  /** Name of the licence, as its model card states it. */
  readonly license: string;
  /** Weights and tokenizer. The hub reports the exact size before a download. */
  readonly bytes: number;
}

/**
 * Small embeddings models that exist as ONNX, the smallest first. Sizes are those of `onnx/model_quantized.onnx`, the
 * weights that `pickWeights` prefers, and of the tokenizer; facts are by the models' cards on https://huggingface.co.
 */
export const downloadableEmbeddings: readonly DownloadableEmbeddings[] = [
  {
    name: "Xenova/all-MiniLM-L6-v2",
    text: translatable("English, the fastest"),
    dimensions: 384,
    license: "Apache-2.0",
    bytes: 24e6,
  },
  {
    name: "Xenova/bge-small-en-v1.5",
    text: translatable("English, trained for questions"),
    dimensions: 384,
    license: "MIT",
    bytes: 35e6,
  },
  {
    name: "Xenova/multilingual-e5-small",
    text: translatable("About 100 languages, trained for questions"),
    dimensions: 384,
    license: "MIT",
    bytes: 135e6,
  },
  {
    name: "jinaai/jina-embeddings-v2-base-code",
    text: translatable("English and programming languages, slower"),
    dimensions: 768,
    license: "Apache-2.0",
    bytes: 164e6,
  },
];
