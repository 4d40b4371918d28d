/** A request for one answer of the worker. */
export interface GenerateRequest {
  readonly id: number;
  /** Absolute; holds config.json, tokenizer.json and onnx/. */
  readonly folder: string;
  /** With the family's markers in place. */
  readonly prompt: string;
  /** Texts at which the answer ends. The worker ends it at those that are one token; the reader watches for the others. */
  readonly stop: readonly string[];
  readonly maxTokens: number;
  /** 0 for the most likely answer. */
  readonly temperature: number;
  /** One number; any value but 0 ends the answer at the next token, also while the worker's thread computes. */
  readonly cancel: Int32Array;
}

/** Why there is no answer: the model could not be loaded, its context is too short, or computing failed. */
export type FailureReason = "load" | "overflow" | "compute";

/** The worker's messages about one request; the last one is `done` or `failed`. */
export type WorkerMessage =
  | { readonly kind: "text"; readonly id: number; readonly text: string }
  | {
      readonly kind: "done";
      readonly id: number;
      readonly promptTokens: number;
      readonly cachedTokens: number;
      readonly completionTokens: number;
    }
  | { readonly kind: "failed"; readonly id: number; readonly reason: FailureReason; readonly detail: string };
