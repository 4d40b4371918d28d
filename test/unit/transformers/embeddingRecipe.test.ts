import { expect, test } from "vitest";
import {
  embeddingRecipe,
  NoEmbeddings,
  type RecipeFiles,
} from "../../../src/transformers/embeddings/embeddingRecipe.ts";
import { poolTokens } from "../../../src/transformers/embeddings/poolTokens.ts";

const bert = { config: { architectures: ["BertModel"] }, tokenizerConfig: {} };
const recipeOf = (name: string, files: Partial<RecipeFiles> = {}) => embeddingRecipe([name], { ...bert, ...files });

test.each([
  ["Xenova--all-MiniLM-L6-v2", "mean", "", ""],
  ["Xenova--multilingual-e5-small", "mean", "query: ", "passage: "],
  ["Xenova--bge-small-en-v1.5", "first", "Represent this sentence for searching relevant passages: ", ""],
  ["Xenova--bge-m3", "first", "", ""],
  ["Snowflake--snowflake-arctic-embed-s", "first", "Represent this sentence for searching relevant passages: ", ""],
  ["Snowflake--snowflake-arctic-embed-m-v2.0", "first", "query: ", ""],
  ["nomic-ai--nomic-embed-text-v1.5", "mean", "search_query: ", "search_document: "],
  ["jinaai--jina-embeddings-v2-base-code", "mean", "", ""],
  ["intfloat--multilingual-e5-large-instruct", "mean", "", ""],
])("%s is pooled by %s, with its own prefixes", (name, pooling, question, passage) => {
  expect(recipeOf(name)).toMatchObject({ pooling, prefixes: { question, passage } });
});

test("a folder of any name is known by the name in its configuration", () => {
  const config = { ...bert.config, _name_or_path: "intfloat/e5-small-v2" };
  expect(recipeOf("my model", { config }).prefixes.question).toBe("query: ");
});

test("the files of sentence-transformers count before the table", () => {
  const pooling = { word_embedding_dimension: 384, pooling_mode_cls_token: false, pooling_mode_mean_tokens: true };
  const prompts = { prompts: { query: "Q: ", document: "D: " } };
  const own = recipeOf("Xenova--bge-small-en-v1.5", { pooling, prompts });
  expect(own).toMatchObject({ pooling: "mean", prefixes: { question: "Q: ", passage: "D: " } });
  expect(recipeOf("x", { pooling: { pooling_mode_lasttoken: true } }).pooling).toBe("last");
});

test("empty prompts say nothing", () => {
  const prompts = { prompts: { query: "", document: "" } };
  expect(recipeOf("e5-small", { prompts }).prefixes).toEqual({ question: "query: ", passage: "passage: " });
});

test("the shortest limit that a model states holds", () => {
  expect(recipeOf("x").maxTokens).toBe(512);
  const config = { model_type: "bert", max_position_embeddings: 512 };
  expect(recipeOf("x", { config, limits: { max_seq_length: 256 } }).maxTokens).toBe(256);
  expect(recipeOf("x", { config, tokenizerConfig: { model_max_length: 1e30 } }).maxTokens).toBe(512);
  const roberta = { model_type: "xlm-roberta", max_position_embeddings: 514 };
  expect(recipeOf("x", { config: roberta }).maxTokens).toBe(512);
});

test.each<[string, Partial<RecipeFiles>]>([
  ["continues text", { config: { architectures: ["Qwen2ForCausalLM"] } }],
  ["has layers after its pooling", { modules: [{ type: "sentence_transformers.models.Dense" }] }],
  ["joins two poolings", { pooling: { pooling_mode_cls_token: true, pooling_mode_mean_tokens: true } }],
  ["is pooled in an unknown way", { pooling: { pooling_mode_max_tokens: true } }],
])("a model that %s is refused", (_, files) => {
  expect(() => recipeOf("x", files)).toThrow(NoEmbeddings);
});

test("a model that continues text and has a pooling makes vectors", () => {
  const config = { architectures: ["Qwen3ForCausalLM"] };
  expect(recipeOf("x", { config, pooling: { pooling_mode_lasttoken: true } }).pooling).toBe("last");
});

test("vectors of tokens become one of length 1", () => {
  const tokens = Float32Array.of(3, 0, 0, 4);
  expect([...poolTokens(tokens, 2, "first")]).toEqual([1, 0]);
  expect([...poolTokens(tokens, 2, "last")]).toEqual([0, 1]);
  const [x, y] = poolTokens(tokens, 2, "mean");
  expect([x, y]).toEqual([expect.closeTo(0.6), expect.closeTo(0.8)]);
  expect([...poolTokens(new Float32Array(4), 2, "mean")]).toEqual([0, 0]);
});
