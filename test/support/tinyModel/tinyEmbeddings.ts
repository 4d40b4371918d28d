import { model, node, tensor, valueInfo } from "./onnxWriter.ts";
import { specialTokens } from "./specialTokens.ts";

/** Words of one meaning each; a word of no meaning counts nothing. */
export type Meanings = readonly (readonly string[])[];

/** Options of the tiny embeddings model. */
export interface TinyEmbeddingsOptions {
  /** What `1_Pooling/config.json` says; the file is left out by default. */
  readonly pooling?: "cls" | "mean";
  /** What `config_sentence_transformers.json` says; the file is left out by default. */
  readonly prompts?: Readonly<Record<string, string>>;
  /** Tokens that the model reads at most. */
  readonly maxTokens?: number;
  /** Name of the output; the one of a BERT by default. */
  readonly output?: string;
  /** Layers that change nothing, but take the time of a model with vectors of 384 numbers; none by default. */
  readonly layers?: number;
}

/** Length of a vector, and of what a layer makes of it, in a model with layers. */
const heavy = { width: 384, inner: 1_536 } as const;

const marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"] as const;

/**
 * Creates the files of an embeddings model as a hub serves them: the configuration of a BERT, a vocabulary of whole
 * words, and a graph that looks each word's vector up. **It knows nothing of language:** each of the given meanings is a
 * direction of its own, the mark at the start of a text is one more, and everything else is zero. It is valid for the
 * real runtime and has a few kilobytes.
 */
export function tinyEmbeddingsFiles(
  meanings: Meanings,
  { pooling, prompts, maxTokens = 512, output = "last_hidden_state", layers = 0 }: TinyEmbeddingsOptions = {},
): ReadonlyMap<string, Uint8Array> {
  const words = [...marks, ...meanings.flat()];
  const vocabulary = Object.fromEntries(words.map((word, id) => [word, id]));
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));
  const poolingMode = {
    pooling_mode_cls_token: pooling === "cls",
    pooling_mode_mean_tokens: pooling === "mean",
    pooling_mode_max_tokens: false,
  };
  return new Map<string, Uint8Array>([
    ["config.json", json({ model_type: "bert", architectures: ["BertModel"], max_position_embeddings: maxTokens })],
    ["tokenizer_config.json", json({ tokenizer_class: "BertTokenizer", model_max_length: maxTokens })],
    ["tokenizer.json", json(tokenizer(vocabulary))],
    ["onnx/model_quantized.onnx", onnx(words, meanings, { output, layers })],
    ...(pooling ? [["1_Pooling/config.json", json(poolingMode)] as const] : []),
    ...(prompts ? [["config_sentence_transformers.json", json({ prompts })] as const] : []),
  ]);
}

function tokenizer(vocab: Readonly<Record<string, number>>) {
  const special = (id: string) => ({ SpecialToken: { id, type_id: 0 } });
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: specialTokens(marks),
    normalizer: { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: {
      type: "TemplateProcessing",
      single: [special("[CLS]"), { Sequence: { id: "A", type_id: 0 } }, special("[SEP]")],
      pair: [],
      special_tokens: Object.fromEntries(
        (["[CLS]", "[SEP]"] as const).map((id) => [id, { id, ids: [marks.indexOf(id)], tokens: [id] }]),
      ),
    },
    decoder: { type: "WordPiece", prefix: "##", cleanup: true },
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab,
    },
  };
}

function onnx(
  words: readonly string[],
  meanings: Meanings,
  { output, layers }: Required<Pick<TinyEmbeddingsOptions, "output" | "layers">>,
): Uint8Array {
  const width = layers === 0 ? meanings.length + 1 : heavy.width;
  const vectors = new Float32Array(words.length * width);
  vectors[marks.indexOf("[CLS]") * width + meanings.length] = 0.01;
  for (const [meaning, group] of meanings.entries())
    for (const word of group) vectors[words.indexOf(word) * width + meaning] = 1;
  const stateOf = (layer: number) => (layer === layers ? output : `state${layer}`);
  const { inner } = heavy;
  const zeros = ["up", "down"].map((name, at) =>
    tensor(name, at === 0 ? [width, inner] : [inner, width], new Float32Array(width * inner)),
  );
  return model({
    nodes: [
      node("Gather", ["words", "input_ids"], stateOf(0)),
      ...Array.from({ length: layers }, (_, layer) => [
        node("MatMul", [stateOf(layer), "up"], `inner${layer}`),
        node("MatMul", [`inner${layer}`, "down"], `added${layer}`),
        node("Add", [stateOf(layer), `added${layer}`], stateOf(layer + 1)),
      ]).flat(),
    ],
    weights: [tensor("words", [words.length, width], vectors), ...(layers > 0 ? zeros : [])],
    inputs: ["input_ids", "attention_mask", "token_type_ids"].map((name) =>
      valueInfo(name, "int64", ["batch", "length"]),
    ),
    outputs: [valueInfo(output, "float", ["batch", "length", width])],
  });
}
