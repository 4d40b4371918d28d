import type { TextRole } from "../messages.ts";

/** How the vectors of a text's tokens become one: their mean, or the vector of the first or the last token. */
export type Pooling = "mean" | "first" | "last";

/** What a family of models was trained with. */
export interface EmbeddingFamily {
  readonly pooling: Pooling;
  /** Text before a question and before a passage. */
  readonly prefixes: Readonly<Record<TextRole, string>>;
}

const forPassages = "Represent this sentence for searching relevant passages: ";

/**
 * Families that need other than the mean of all tokens, or words before a text, by the model's name; the first that
 * matches counts. Sources: the models' cards, such as https://huggingface.co/intfloat/multilingual-e5-small,
 * https://huggingface.co/BAAI/bge-small-en-v1.5, https://huggingface.co/Snowflake/snowflake-arctic-embed-m and
 * https://huggingface.co/nomic-ai/nomic-embed-text-v1.5.
 */
const families: readonly (readonly [name: RegExp, family: EmbeddingFamily])[] = [
  [
    /\be5-(?:small|base|large)(?!-instruct)/,
    { pooling: "mean", prefixes: { question: "query: ", passage: "passage: " } },
  ],
  [/\bbge-(?:small|base|large)-en/, { pooling: "first", prefixes: { question: forPassages, passage: "" } }],
  [/\bbge-/, { pooling: "first", prefixes: { question: "", passage: "" } }],
  [/\barctic-embed-.*v2/, { pooling: "first", prefixes: { question: "query: ", passage: "" } }],
  [/\barctic-embed-/, { pooling: "first", prefixes: { question: forPassages, passage: "" } }],
  [/\bmxbai-embed-/, { pooling: "first", prefixes: { question: forPassages, passage: "" } }],
  [/\bnomic-embed-text-/, { pooling: "mean", prefixes: { question: "search_query: ", passage: "search_document: " } }],
];

const usual: EmbeddingFamily = { pooling: "mean", prefixes: { question: "", passage: "" } };

/** The family of a model by its names; the mean of all tokens without prefixes if none is known. */
export function embeddingFamily(names: readonly string[]): EmbeddingFamily {
  const lower = names.map((name) => name.toLowerCase());
  return families.find(([pattern]) => lower.some((name) => pattern.test(name)))?.[1] ?? usual;
}
