import {
  type DynamicCache,
  type PreTrainedTokenizer,
  StoppingCriteria,
  Tensor,
  TextStreamer,
} from "@huggingface/transformers";
import type { LoadedModel } from "./loadModel.ts";
import type { GenerateRequest } from "./messages.ts";

/** Thrown for a prompt that leaves no room for an answer. */
export class PromptTooLong extends Error {}

/** Prompt tokens read in one step; an answer can be cancelled between two steps. */
const readAtOnce = 64;

/** Token counts of one answer. */
export interface Counts {
  readonly promptTokens: number;
  /** How many of these were in the cache of the previous prompt. */
  readonly cachedTokens: number;
  readonly completionTokens: number;
}

/**
 * Generates an answer token by token. A cancelled answer keeps the prompt cache for the next one.
 * @param onText receives each piece of text, in whole characters
 * @throws PromptTooLong if prompt and answer don't fit into the model's context
 */
export async function generate(
  { tokenizer, model, contextTokens, read }: LoadedModel,
  { prompt, stop, maxTokens, temperature, cancel }: GenerateRequest,
  onText: (text: string) => void,
): Promise<Counts> {
  const isCancelled = () => Atomics.load(cancel, 0) !== 0;
  const ids = tokenizer.encode(prompt).map((id: number) => BigInt(id));
  const promptTokens = ids.length;
  if (promptTokens + maxTokens > contextTokens) {
    throw new PromptTooLong(`${promptTokens} tokens and an answer of ${maxTokens} exceed ${contextTokens}`);
  }
  const { length: cachedTokens, cache } = read.take(ids);
  const counts = { promptTokens, cachedTokens };
  let at = cachedTokens;
  for (; at + readAtOnce < promptTokens && !isCancelled(); at += readAtOnce) {
    await step(model, ids, at, cache);
    read.keep(ids.slice(0, at + readAtOnce), cache);
  }
  if (isCancelled()) return { ...counts, completionTokens: 0 };
  const ends = endTokens(tokenizer, model, stop);
  const streamer = new PieceStreamer(tokenizer, ends, onText);
  await model.generate({
    input_ids: row(ids),
    attention_mask: row(ids.map(() => 1n)),
    past_key_values: cache,
    max_new_tokens: maxTokens,
    eos_token_id: [...ends],
    do_sample: temperature > 0,
    ...(temperature > 0 ? { temperature } : {}),
    streamer,
    stopping_criteria: [new Cancelled(isCancelled)],
  });
  read.keep(ids, cache);
  return { ...counts, completionTokens: streamer.tokens };
}

/** The model's own end tokens and the stop texts that are a single token. None of them becomes part of the answer. */
function endTokens(
  tokenizer: PreTrainedTokenizer,
  { generation_config }: LoadedModel["model"],
  stop: readonly string[],
): ReadonlySet<number> {
  const own: unknown = generation_config?.eos_token_id;
  const spelled = stop.map((text) => tokenizer.encode(text, { add_special_tokens: false }));
  const single = spelled.flatMap(([first, ...rest]) => (first === undefined || rest.length > 0 ? [] : first));
  return new Set(
    [own]
      .flat()
      .concat(single)
      .filter((id) => typeof id === "number"),
  );
}

/** Reads one piece of the prompt into the cache. Its scores are not used, so only the last token's are computed. */
async function step(
  model: LoadedModel["model"],
  ids: readonly bigint[],
  at: number,
  cache: DynamicCache,
): Promise<void> {
  const end = at + readAtOnce;
  const outputs: Readonly<Record<string, Tensor>> = await model.forward({
    input_ids: row(ids.slice(at, end)),
    attention_mask: row(ids.slice(0, end).map(() => 1n)),
    past_key_values: cache,
    num_logits_to_keep: new Tensor("int64", BigInt64Array.of(1n), []),
  });
  const present = Object.entries(outputs).filter(([name]) => name.startsWith("present."));
  cache.update(
    Object.fromEntries(present.map(([name, tensor]) => [name.replace("present", "past_key_values"), tensor])),
  );
}

function row(ids: readonly bigint[]): Tensor {
  return new Tensor("int64", BigInt64Array.from(ids), [1, ids.length]);
}

class Cancelled extends StoppingCriteria {
  readonly #isCancelled: () => boolean;

  constructor(isCancelled: () => boolean) {
    super();
    this.#isCancelled = isCancelled;
  }

  override _call(inputs: readonly unknown[]): boolean[] {
    const stops = this.#isCancelled();
    return inputs.map(() => stops);
  }
}

/** Most tokens that encode one character. If a model sends more incomplete ones, its text is passed on as it is. */
const longestSpelling = 4;

/** Passes tokens on as they arrive, but holds back a character of several tokens until it is complete. */
class PieceStreamer extends TextStreamer {
  tokens = 0;
  readonly #decoder: PreTrainedTokenizer;
  readonly #ends: ReadonlySet<number>;
  readonly #onText: (text: string) => void;
  #isPrompt = true;
  #held: bigint[] = [];

  constructor(decoder: PreTrainedTokenizer, ends: ReadonlySet<number>, onText: (text: string) => void) {
    super(decoder);
    this.#decoder = decoder;
    this.#ends = ends;
    this.#onText = onText;
  }

  override put(value: bigint[][]): void {
    // The prompt comes first, as one piece.
    if (!this.#isPrompt) for (const id of value[0] ?? []) this.#add(id);
    this.#isPrompt = false;
  }

  override end(): void {
    this.#pass();
  }

  #add(id: bigint): void {
    this.tokens++;
    if (this.#ends.has(Number(id))) return;
    this.#held.push(id);
    if (!this.#spelled().endsWith("\uFFFD") || this.#held.length >= longestSpelling) this.#pass();
  }

  #pass(): void {
    const text = this.#spelled();
    this.#held = [];
    if (text) this.#onText(text);
  }

  #spelled(): string {
    if (this.#held.length === 0) return "";
    return this.#decoder.decode(this.#held, { skip_special_tokens: false, clean_up_tokenization_spaces: false });
  }
}
