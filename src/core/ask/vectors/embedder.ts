/** Turns texts into vectors, in their order. */
export type EmbedTexts = (texts: readonly string[], signal: AbortSignal) => Promise<readonly (readonly number[])[]>;

/** An embeddings model. */
export interface Embedder {
  readonly model: string;
  readonly embed: EmbedTexts;
  /** Set for a model inside the editor: it takes questions in other words than passages, and shares the processor. */
  readonly inEditor?: {
    readonly embedQuestion: EmbedTexts;
    /** Changes with the model's files. */
    readonly fingerprint: (signal: AbortSignal) => Promise<string>;
  };
}
