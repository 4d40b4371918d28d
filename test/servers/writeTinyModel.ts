import { writeFile } from "node:fs/promises";

/** Size of the model: small enough to load at once, slow enough to abort an answer. */
const layers = 4;
const width = 128;
const heads = 4;
const keyHeads = 2;
const inner = 256;
const headWidth = width / heads;
const keyWidth = headWidth * keyHeads;

/** The control tokens of the Qwen coder models, so that the server finds a fill-in-the-middle vocabulary. */
const specials = [
  "<|endoftext|>",
  "<|im_start|>",
  "<|im_end|>",
  "<|fim_prefix|>",
  "<|fim_middle|>",
  "<|fim_suffix|>",
  "<|fim_pad|>",
  "<|repo_name|>",
  "<|file_sep|>",
] as const;

const chatTemplate =
  "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

/** Numbers of GGUF's value types. */
const types = { u32: 4, i32: 5, f32: 6, bool: 7, text: 8, list: 9 } as const;

interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/**
 * Writes a language model of random weights as a GGUF file (version 3): a byte-level vocabulary with the
 * fill-in-the-middle tokens, and a few layers of the llama architecture. Its answers are noise, but a server treats it
 * like any model.
 */
export async function writeTinyModel(file: string): Promise<void> {
  const vocabulary = [...byteTokens(), ...specials];
  const metadata = describe(vocabulary);
  const tensors = makeTensors(vocabulary.length);
  let offset = 0;
  const infos = tensors.map(({ name, shape, values }) => {
    const info = [text(name), u32(shape.length), ...shape.map(u64), u32(0), u64(offset)];
    offset += aligned(values.byteLength);
    return Buffer.concat(info);
  });
  const head = Buffer.concat([
    Buffer.from("GGUF"),
    u32(3),
    u64(tensors.length),
    u64(metadata.length),
    ...metadata,
    ...infos,
  ]);
  const body = tensors.map(({ values }) => padded(Buffer.from(values.buffer, values.byteOffset, values.byteLength)));
  await writeFile(file, Buffer.concat([padded(head), ...body]));
}

/** Returns the 256 bytes as printable characters of the GPT-2 byte encoding. */
function byteTokens(): readonly string[] {
  const isPrintable = (byte: number) => (byte >= 33 && byte <= 126) || (byte >= 161 && byte !== 173);
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isPrintable(byte) ? byte : next++));
}

function describe(vocabulary: readonly string[]): readonly Buffer[] {
  const id = (token: (typeof specials)[number]) => vocabulary.indexOf(token);
  const kinds = vocabulary.map((_, index) => (index < 256 ? 1 : 3));
  return [
    entry("general.architecture", "text", text("llama")),
    entry("general.name", "text", text("hunch-tiny-fim")),
    entry("general.alignment", "u32", u32(32)),
    entry("llama.context_length", "u32", u32(8192)),
    entry("llama.embedding_length", "u32", u32(width)),
    entry("llama.block_count", "u32", u32(layers)),
    entry("llama.feed_forward_length", "u32", u32(inner)),
    entry("llama.attention.head_count", "u32", u32(heads)),
    entry("llama.attention.head_count_kv", "u32", u32(keyHeads)),
    entry("llama.attention.layer_norm_rms_epsilon", "f32", f32(1e-6)),
    entry("llama.rope.dimension_count", "u32", u32(headWidth)),
    entry("llama.vocab_size", "u32", u32(vocabulary.length)),
    entry("tokenizer.ggml.model", "text", text("gpt2")),
    entry("tokenizer.ggml.pre", "text", text("qwen2")),
    list("tokenizer.ggml.tokens", "text", vocabulary.map(text)),
    list("tokenizer.ggml.token_type", "i32", kinds.map(u32)),
    list("tokenizer.ggml.merges", "text", [text("i n")]),
    entry("tokenizer.ggml.bos_token_id", "u32", u32(id("<|endoftext|>"))),
    entry("tokenizer.ggml.eos_token_id", "u32", u32(id("<|im_end|>"))),
    entry("tokenizer.ggml.padding_token_id", "u32", u32(id("<|endoftext|>"))),
    entry("tokenizer.ggml.add_bos_token", "bool", Buffer.from([0])),
    entry("tokenizer.ggml.fim_pre_token_id", "u32", u32(id("<|fim_prefix|>"))),
    entry("tokenizer.ggml.fim_suf_token_id", "u32", u32(id("<|fim_suffix|>"))),
    entry("tokenizer.ggml.fim_mid_token_id", "u32", u32(id("<|fim_middle|>"))),
    entry("tokenizer.ggml.fim_pad_token_id", "u32", u32(id("<|fim_pad|>"))),
    entry("tokenizer.ggml.fim_rep_token_id", "u32", u32(id("<|repo_name|>"))),
    entry("tokenizer.ggml.fim_sep_token_id", "u32", u32(id("<|file_sep|>"))),
    entry("tokenizer.chat_template", "text", text(chatTemplate)),
  ];
}

function makeTensors(tokens: number): readonly Tensor[] {
  const random = pseudoRandom(42);
  const noise = (name: string, columns: number, rows: number): Tensor => {
    const scale = Math.sqrt(3 / columns);
    const values = Float32Array.from({ length: columns * rows }, () => (random() * 2 - 1) * scale);
    return { name, shape: [columns, rows], values };
  };
  const ones = (name: string): Tensor => ({ name, shape: [width], values: new Float32Array(width).fill(1) });
  const blocks = Array.from({ length: layers }, (_, index) => [
    ones(`blk.${index}.attn_norm.weight`),
    noise(`blk.${index}.attn_q.weight`, width, width),
    noise(`blk.${index}.attn_k.weight`, width, keyWidth),
    noise(`blk.${index}.attn_v.weight`, width, keyWidth),
    noise(`blk.${index}.attn_output.weight`, width, width),
    ones(`blk.${index}.ffn_norm.weight`),
    noise(`blk.${index}.ffn_gate.weight`, width, inner),
    noise(`blk.${index}.ffn_up.weight`, width, inner),
    noise(`blk.${index}.ffn_down.weight`, inner, width),
  ]);
  return [
    noise("token_embd.weight", width, tokens),
    ones("output_norm.weight"),
    noise("output.weight", width, tokens),
    ...blocks.flat(),
  ];
}

/** Creates a linear congruential generator (constants of Numerical Recipes): the same noise on every machine. */
function pseudoRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function f32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, "utf8");
  return Buffer.concat([u64(bytes.length), bytes]);
}

function entry(key: string, type: keyof typeof types, value: Buffer): Buffer {
  return Buffer.concat([text(key), u32(types[type]), value]);
}

function list(key: string, type: keyof typeof types, values: readonly Buffer[]): Buffer {
  return Buffer.concat([text(key), u32(types.list), u32(types[type]), u64(values.length), ...values]);
}

function aligned(length: number): number {
  return Math.ceil(length / 32) * 32;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(aligned(bytes.length) - bytes.length)]);
}
