/** The data of the worker's thread. */
export interface WorkerOptions {
  /** Threads that compute at most: the editor, its language servers and the user's programs need the other cores. */
  readonly mostThreads: number;
}

/** What the worker is asked to do. */
export type WorkerRequest = GenerateRequest | EmbedRequest;

/** What all requests have. */
interface AnyRequest {
  readonly id: number;
  /** Absolute; holds config.json, tokenizer.json and onnx/. */
  readonly folder: string;
  /** One number; any value but 0 ends the answer at the next step, also while the worker's thread computes. */
  readonly cancel: Int32Array;
}

/** A request for one answer. */
export interface GenerateRequest extends AnyRequest {
  readonly kind: "generate";
  /** With the family's markers in place. */
  readonly prompt: string;
  /** Texts at which the answer ends. The worker ends it at those that are one token; the reader watches for the others. */
  readonly stop: readonly string[];
  readonly maxTokens: number;
  /** 0 for the most likely answer. */
  readonly temperature: number;
}

/** What a text is: some models take a question in other words than a passage that answers it. */
export type TextRole = "question" | "passage";

/** A request for the vectors of texts; without texts, for the model's facts alone. */
export interface EmbedRequest extends AnyRequest {
  readonly kind: "embed";
  readonly role: TextRole;
  readonly texts: readonly string[];
}

/** Why there is no answer: the model could not be loaded or makes no vectors, its context is too short, or computing failed. */
export type FailureReason = "load" | "noEmbeddings" | "overflow" | "compute";

/** The worker's messages about one request; the last one is `done`, `embedded` or `failed`. */
export type WorkerMessage =
  | { readonly kind: "text"; readonly id: number; readonly text: string }
  | {
      readonly kind: "done";
      readonly id: number;
      readonly promptTokens: number;
      readonly cachedTokens: number;
      readonly completionTokens: number;
    }
  | {
      readonly kind: "embedded";
      readonly id: number;
      /** In the order of the texts; fewer if the request was cancelled. */
      readonly vectors: readonly Float32Array[];
      /** Changes with the model's files and with how its vectors are made. */
      readonly fingerprint: string;
    }
  | { readonly kind: "failed"; readonly id: number; readonly reason: FailureReason; readonly detail: string };
