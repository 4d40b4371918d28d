/** One answer that the worker is asked for. */
export interface GenerateRequest {
  readonly id: number;
  /** Absolute; holds config.json, tokenizer.json and onnx/. */
  readonly folder: string;
  /** With the family's markers in place. */
  readonly prompt: string;
  /** Texts at which the answer is over. Those that are one token end it in the worker, the rest is up to the reader. */
  readonly stop: readonly string[];
  readonly maxTokens: number;
  /** 0 for the likeliest answer. */
  readonly temperature: number;
  /** One number: anything but 0 ends the answer at the next token, also while the worker's thread is computing. */
  readonly cancel: Int32Array;
}

/** Why no answer came: the model could not be loaded, its context is too short, or computing failed. */
export type FailureReason = "load" | "overflow" | "compute";

/** What the worker says about one request; the last message is `done` or `failed`. */
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
