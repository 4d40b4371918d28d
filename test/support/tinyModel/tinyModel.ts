import { externalTensor, model, node, tensor, valueInfo } from "./onnxWriter.ts";
import { specialTokens } from "./specialTokens.ts";

const markers = [
  "<|endoftext|>",
  "<|fim_prefix|>",
  "<|fim_middle|>",
  "<|fim_suffix|>",
  "<|fim_pad|>",
  "<|repo_name|>",
  "<|file_sep|>",
] as const;
const vocabulary = 256 + markers.length;
const width = 4;

/** Options of the tiny model. */
export interface TinyModelOptions {
  /** Answer after the middle marker, with each character at most once. By default, endless noise from a seed. */
  readonly says?: string;
  readonly seed?: number;
  /** Whether the largest weights are in a separate file, as in models of more than a few hundred megabytes. */
  readonly dataApart?: boolean;
}

/**
 * Creates the files of a model as a hub serves them: the configuration of a Qwen2, a vocabulary of byte tokens and
 * markers, and a graph that compares the last token with the mean of a growing key cache. They are valid files for the
 * real runtime and have a few hundred kilobytes.
 */
export function tinyModelFiles(options: TinyModelOptions = {}): ReadonlyMap<string, Uint8Array> {
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));
  return new Map<string, Uint8Array>([
    ["config.json", json(config)],
    ["generation_config.json", json({ eos_token_id: 256, max_new_tokens: 64 })],
    ["tokenizer_config.json", json({ tokenizer_class: "Qwen2Tokenizer", eos_token: markers[0], unk_token: null })],
    ["tokenizer.json", json(tokenizer())],
    ["onnx/model.onnx", onnx(options)],
    ...(options.dataApart ? [["onnx/model.onnx_data", bytesOf(nextWeights(options))] as const] : []),
  ]);
}

const config = {
  model_type: "qwen2",
  architectures: ["Qwen2ForCausalLM"],
  hidden_size: width,
  num_attention_heads: 1,
  num_key_value_heads: 1,
  num_hidden_layers: 1,
  vocab_size: vocabulary,
  max_position_embeddings: 4096,
  eos_token_id: 256,
};

/** Returns GPT-2's encoding of the 256 bytes: printable ones as themselves, others as characters from U+0100 on. */
function byteCharacters(): readonly string[] {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const isPrintable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    return String.fromCharCode(isPrintable ? byte : next++);
  });
}

function tokenizer() {
  const byteLevel = { type: "ByteLevel", add_prefix_space: false, trim_offsets: false, use_regex: false };
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: specialTokens(markers, 256),
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: byteLevel,
    decoder: byteLevel,
    model: {
      type: "BPE",
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: "",
      end_of_word_suffix: "",
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(byteCharacters().map((character, byte) => [character, byte])),
      merges: [],
    },
  };
}

function bytesOf(data: Float32Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function nextWeights({ says, seed = 1 }: TinyModelOptions): Float32Array {
  return says === undefined ? randomNext(seed) : spokenNext(says);
}

function onnx(options: TinyModelOptions): Uint8Array {
  const { says, seed = 1, dataApart } = options;
  const next = nextWeights(options);
  const dims = [vocabulary, vocabulary];
  return model({
    nodes: [
      node("Gather", ["next", "input_ids"], "byLastToken"),
      node("Gather", ["embedding", "input_ids"], "embedded"),
      node("Unsqueeze", ["embedded", "one"], "keys"),
      node("Concat", ["past_key_values.0.key", "keys"], "present.0.key", { axis: 2 }),
      node("Concat", ["past_key_values.0.value", "keys"], "present.0.value", { axis: 2 }),
      node("ReduceMean", ["present.0.key"], "mean", { axes: [1, 2], keepdims: 0 }),
      node("MatMul", ["mean", "head"], "byContext"),
      node("Unsqueeze", ["byContext", "one"], "byContextOnce"),
      node("Add", ["byLastToken", "byContextOnce"], "logits"),
    ],
    weights: [
      dataApart ? externalTensor("next", dims, "model.onnx_data", next.byteLength) : tensor("next", dims, next),
      tensor("embedding", [vocabulary, width], noise(seed + 1, vocabulary * width, 1)),
      tensor("head", [width, vocabulary], noise(seed + 2, vocabulary * width, says === undefined ? 1 : 0)),
      tensor("one", [1], BigInt64Array.of(1n)),
    ],
    inputs: [
      valueInfo("input_ids", "int64", ["batch", "length"]),
      valueInfo("attention_mask", "int64", ["batch", "all"]),
      valueInfo("position_ids", "int64", ["batch", "length"]),
      valueInfo("past_key_values.0.key", "float", ["batch", 1, "past", width]),
      valueInfo("past_key_values.0.value", "float", ["batch", 1, "past", width]),
    ],
    outputs: [
      valueInfo("logits", "float", ["batch", "length", vocabulary]),
      valueInfo("present.0.key", "float", ["batch", 1, "all", width]),
      valueInfo("present.0.value", "float", ["batch", 1, "all", width]),
    ],
  });
}

function spokenNext(says: string): Float32Array {
  const weights = new Float32Array(vocabulary * vocabulary);
  let from = 256 + markers.indexOf("<|fim_middle|>");
  for (const byte of Buffer.from(says)) {
    weights[from * vocabulary + byte] = 10;
    from = byte;
  }
  weights[from * vocabulary + 256] = 10;
  return weights;
}

/** Returns noise over the printable letters. Other tokens, including the end, are never the likeliest. */
function randomNext(seed: number): Float32Array {
  const weights = noise(seed, vocabulary * vocabulary, 5);
  return weights.map((weight, at) => {
    const to = at % vocabulary;
    return to >= 97 && to <= 122 ? weight : weight - 100;
  });
}

/** Returns pseudo-random numbers of Mulberry32. */
function noise(seed: number, length: number, scale: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 - 0.5) * scale;
  });
}
