import type { Embedder } from "../../core/ask/vectors/embedder.ts";
import { ModelError } from "../../core/types/model.ts";
import { translatable } from "../../core/util/translatable.ts";

/**
 * Makes vectors inside the editor, in the order of the texts.
 * @param model a name on the hub, or the absolute path of a folder
 * @param texts none to get only the fingerprint, which changes with the model's files
 * @throws ModelError if the model is missing, can't be loaded or makes no vectors; rethrows an abort
 */
export type EmbedInEditor = (
  model: string,
  role: "question" | "passage",
  texts: readonly string[],
  signal: AbortSignal,
) => Promise<{ readonly vectors: readonly Float32Array[]; readonly fingerprint: string }>;

/**
 * Returns the embeddings model inside this editor; loads nothing.
 * @param embed undefined where no model can run
 */
export function connectEditorEmbeddings(model: string, embed: EmbedInEditor = refuse): Embedder {
  const embedAs = (role: "question" | "passage") => async (texts: readonly string[], signal: AbortSignal) => {
    const { vectors } = await embed(model, role, texts, signal);
    return vectors.map((vector) => [...vector]);
  };
  return {
    model,
    embed: embedAs("passage"),
    inEditor: {
      embedQuestion: embedAs("question"),
      fingerprint: async (signal) => (await embed(model, "passage", [], signal)).fingerprint,
    },
  };
}

const refuse: EmbedInEditor = () =>
  Promise.reject(
    new ModelError(
      "notConfigured",
      translatable("a model inside the editor needs VS Code on the desktop; choose a model of a server"),
    ),
  );
