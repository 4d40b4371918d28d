/** The fill-in-the-middle format of a family of models. Markers are single tokens, so every character matters. */
export interface FimFamily {
  /** `psm`: prefix, suffix, middle. `spm`: suffix, prefix, middle. */
  readonly order: "psm" | "spm";
  readonly prefix: string;
  readonly suffix: string;
  readonly middle: string;
  /** First text of the prompt, such as a repository's header. */
  readonly head?: string;
  /** Templates of another file and, as `current`, of the edited file, with `{path}`, `{language}` and `{text}`. */
  readonly file?: string;
  readonly current?: string;
  /** Whether files are part of the prefix instead of coming before all markers. */
  readonly filesInPrefix?: true;
  /** Last text of the prompt, for families that are based on chat models. */
  readonly tail?: string;
  /** Control tokens that end an answer, in addition to the markers above. */
  readonly stops: readonly string[];
  /** Matches the names of the family's models. */
  readonly names: RegExp;
  /** Models with such a name that were not trained to fill in the middle. */
  readonly untrained?: RegExp;
}

const starCoder = { prefix: "<fim_prefix>", suffix: "<fim_suffix>", middle: "<fim_middle>" } as const;
const piped = { prefix: "<|fim_prefix|>", suffix: "<|fim_suffix|>", middle: "<|fim_middle|>" } as const;
const starCoderStops = ["<|endoftext|>", "<fim_pad>", "<file_sep>", "<repo_name>", "<filename>", "<reponame>"] as const;

/**
 * Sources: the models' cards and papers, checked against the token table in llama.cpp's vocabulary loader.
 * The first family whose pattern matches a name is used, so specific patterns come before general ones.
 */
export const fimFamilies = {
  codeqwen: {
    order: "psm",
    ...starCoder,
    stops: [...starCoderStops, "<|im_end|>", "<|im_start|>"],
    names: /codeqwen/i,
  },
  qwen: {
    order: "psm",
    ...piped,
    head: "<|repo_name|>workspace\n",
    file: "<|file_sep|>{path}\n{text}\n",
    current: "<|file_sep|>{path}\n",
    stops: [
      "<|endoftext|>",
      "<|fim_pad|>",
      "<|repo_name|>",
      "<|file_sep|>",
      "<|im_start|>",
      "<|im_end|>",
      "<|cursor|>",
    ],
    names: /qwen-?(2\.5|3|3\.\d)?[-_]?coder|qwen.*coder|sweep|zeta(?!-?2)/i,
  },
  starcoder2: {
    order: "psm",
    ...starCoder,
    head: "<repo_name>workspace",
    file: "<file_sep>{path}\n{text}\n",
    current: "<file_sep>{path}\n",
    stops: starCoderStops,
    names: /starcoder-?2/i,
  },
  starcoder: { order: "psm", ...starCoder, stops: starCoderStops, names: /starcoder|santacoder/i },
  stablecode: { order: "psm", ...starCoder, stops: starCoderStops, names: /stable-?code/i },
  codellama: {
    order: "psm",
    prefix: "<PRE> ",
    suffix: " <SUF>",
    middle: " <MID>",
    stops: ["<EOT>", "<PRE>", "<SUF>", "<MID>", "</s>"],
    names: /code-?llama/i,
    // By Meta's prompt formats and the models' cards: the 7B and 13B models alone, and none specialised in Python.
    untrained: /python|(?<!\d)(34|70)b/i,
  },
  deepseek: {
    order: "psm",
    prefix: "<｜fim▁begin｜>",
    suffix: "<｜fim▁hole｜>",
    middle: "<｜fim▁end｜>",
    file: "#{path}\n{text}\n",
    stops: ["<｜end▁of▁sentence｜>", "<｜begin▁of▁sentence｜>", "<|EOT|>"],
    names: /deepseek/i,
    // The coders and the general models since V2 were trained with it; the first chat, mathematics and vision models were not.
    untrained: /deepseek-?(llm|math|moe|prover|vl|ocr)/i,
  },
  codegemma: {
    order: "psm",
    ...piped,
    file: "<|file_separator|>{path}\n{text}\n",
    current: "<|file_separator|>{path}\n",
    stops: ["<|file_separator|>", "<end_of_turn>", "<start_of_turn>", "<eos>"],
    names: /code-?gemma/i,
    // By the card, the models tuned for instructions chat and don't complete.
    untrained: /(?<![a-z])it(?![a-z])|instruct/i,
  },
  codestral: {
    order: "spm",
    prefix: "[PREFIX]",
    suffix: "[SUFFIX]",
    middle: "",
    file: "+++++ {path}\n{text}\n",
    current: "+++++ {path}\n",
    filesInPrefix: true,
    stops: ["[MIDDLE]", "\n+++++ ", "</s>"],
    names: /codestral|devstral/i,
    untrained: /mamba/i,
  },
  granite4: {
    order: "psm",
    ...piped,
    stops: ["<|end_of_text|>", "<|fim_pad|>", "<|endoftext|>"],
    names: /granite-?4/i,
  },
  granite: { order: "psm", ...starCoder, stops: starCoderStops, names: /granite/i },
  seedcoder: {
    order: "spm",
    prefix: "<[fim-prefix]>",
    suffix: "<[fim-suffix]>",
    middle: "<[fim-middle]>",
    stops: ["<[end▁of▁sentence]>", "<[PAD▁TOKEN]>", "<[SEP▁TOKEN]>"],
    names: /seed-?coder/i,
  },
  mellum: {
    order: "spm",
    ...starCoder,
    file: "<filename>{path}\n{text}\n",
    current: "<filename>{path}\n",
    stops: starCoderStops,
    names: /mellum/i,
  },
  codegeex: {
    order: "spm",
    prefix: "<|code_prefix|>",
    suffix: "<|code_suffix|>",
    middle: "<|code_middle|>",
    head: "<|user|>\n",
    file: "###REFERENCE:\n###PATH:{path}\n{text}\n",
    current: "###PATH:{path}\n###LANGUAGE:{language}\n###MODE:BLOCK\n",
    tail: "<|assistant|>\n",
    stops: ["<|user|>", "<|assistant|>", "<|observation|>", "<|system|>", "<|endoftext|>"],
    names: /codegeex/i,
  },
  glm: {
    order: "psm",
    prefix: "<|code_prefix|>",
    suffix: "<|code_suffix|>",
    middle: "<|code_middle|>",
    stops: ["<|user|>", "<|assistant|>", "<|observation|>", "<|endoftext|>"],
    names: /\bglm/i,
  },
  falcon: {
    order: "psm",
    prefix: "<|prefix|>",
    suffix: "<|suffix|>",
    middle: "<|middle|>",
    stops: ["<|end_of_text|>", "<|endoftext|>", "<|im_end|>"],
    names: /falcon.*coder/i,
  },
} as const satisfies Readonly<Record<string, FimFamily>>;

export type FimFamilyName = keyof typeof fimFamilies;

/**
 * Models that don't fill in the middle whatever their family: reasoning models, also distilled or merged into a coder,
 * and those that don't write text at all.
 */
export const untrainedInAnyFamily =
  /(?<![a-z0-9])r1(?![a-z0-9])|deepseek-?r1|distill|reason(er|ing)|thinking|embed|re-?rank|reward|guardian|(?<![a-z])(vision|speech|asr|tts)(?![a-z])/i;
