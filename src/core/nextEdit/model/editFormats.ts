/** How a family of models is asked for the next edit, and how it writes its answer. All texts are templates. */
export interface EditFormat {
  /** Matches the model's own name, without its owner; missing for the format of every other model. */
  readonly names?: RegExp;
  /** Whether the server gets the prompt as it is, or as the message of a user. */
  readonly route: "prompt" | "chat";
  /** Lines above and below the cursor's that the model may rewrite. */
  readonly region: { readonly above: number; readonly below: number };
  /** Lines above and below the region that it sees besides. */
  readonly context: { readonly above: number; readonly below: number };
  /**
   * The prompt: {edits}, {path}, {above}, {region} and {below} of the current file, and {original}, the region before the
   * last edit. {above} and {below} end with a line break or are empty.
   */
  readonly prompt: string;
  /** Each edit: its {path}, its {diff} in unified form, and its {old} and {new} lines. */
  readonly edit: string;
  readonly betweenEdits: string;
  /** What {edits} is without an edit. */
  readonly noEdits: string;
  /** Begins {above} where the excerpt begins with the file. */
  readonly fileStart: string;
  /** Marks the cursor in the region; empty if the model has no mark. */
  readonly cursor: string;
  /** Texts around the rewritten region in the answer; missing if the region is the whole answer. */
  readonly answer?: { readonly open: string; readonly close: string };
  /** Texts at which the server ends the answer. */
  readonly stop: readonly string[];
  /** Control texts. Those in the user's text are made inert, and an answer that holds one is refused. */
  readonly markers: readonly string[];
  readonly system?: string;
}

/** The format of each family of edit-prediction models, and the one of chat models. */
export const editFormats = {
  /** Zed's Zeta: https://huggingface.co/zed-industries/zeta. Zeta 2 has another format. */
  zeta: {
    names: /^zeta(?!-?\.?[2-9])/i,
    route: "prompt",
    region: { above: 10, below: 15 },
    context: { above: 20, below: 20 },
    prompt:
      "### Instruction:\nYou are a code completion assistant and your task is to analyze user edits and then rewrite an excerpt that the user provides, suggesting the appropriate edits within the excerpt, taking into account the cursor location.\n\n### User Edits:\n\n{edits}\n\n### User Excerpt:\n\n```{path}\n{above}<|editable_region_start|>\n{region}\n<|editable_region_end|>\n{below}```\n\n### Response:\n",
    edit: "User edited {path}:\n```diff\n{diff}\n```",
    betweenEdits: "\n\n",
    noEdits: "",
    fileStart: "<|start_of_file|>\n",
    cursor: "<|user_cursor_is_here|>",
    answer: { open: "<|editable_region_start|>\n", close: "\n<|editable_region_end|>" },
    stop: [],
    markers: [
      "<|editable_region_start|>",
      "<|editable_region_end|>",
      "<|user_cursor_is_here|>",
      "<|start_of_file|>",
      "<|endoftext|>",
      "<|im_end|>",
    ],
  },
  /** Sweep's next-edit models: https://huggingface.co/sweepai/sweep-next-edit-1.5B. Trained on 21 lines. */
  sweep: {
    names: /sweep.*next-?edit/i,
    route: "prompt",
    region: { above: 10, below: 10 },
    context: { above: 40, below: 40 },
    prompt:
      "<|file_sep|>{path}\n{above}{region}\n{below}{edits}<|file_sep|>original/{path}\n{original}\n<|file_sep|>current/{path}\n{region}\n<|file_sep|>updated/{path}",
    edit: "<|file_sep|>{path}.diff\noriginal:\n{old}\nupdated:\n{new}\n",
    betweenEdits: "",
    noEdits: "",
    fileStart: "",
    cursor: "",
    stop: ["<|file_sep|>", "<|endoftext|>"],
    markers: ["<|file_sep|>", "<|endoftext|>", "<|im_end|>"],
  },
  chat: {
    route: "chat",
    region: { above: 10, below: 15 },
    context: { above: 30, below: 30 },
    system: [
      "You predict the next edit of a programmer.",
      "You get their last edits, oldest first, and the document around their cursor, which is marked with <cursor/>.",
      "Rewrite the part between <region> and </region> as it will be after their next edit: the change that their last edits make necessary, or the one that they have begun.",
      "Change nothing else. Never take back what they have just written. If nothing is due, repeat the region unchanged.",
      "Reply with the whole region between <region> and </region>, without <cursor/>, an explanation or Markdown.",
    ].join(" "),
    prompt:
      "Last edits:\n\n{edits}\n\nThe document {path}:\n\n<document>\n{above}<region>\n{region}\n</region>\n{below}</document>",
    edit: "In {path}:\n{diff}",
    betweenEdits: "\n\n",
    noEdits: "none",
    fileStart: "",
    cursor: "<cursor/>",
    answer: { open: "<region>\n", close: "\n</region>" },
    stop: [],
    markers: ["<region>", "</region>", "<cursor/>", "<document>", "</document>"],
  },
} as const satisfies Readonly<Record<string, EditFormat>>;

export type EditFormatName = keyof typeof editFormats;

/** The format of a model by its name; "chat" for a model that is not known to predict edits. */
export function editFormatOf(model: string): EditFormatName {
  const ownName = model.split(/[\\/]/).at(-1) ?? model; // Owners and folders may be called anything.
  return formatNames().find((name) => editFormat(name).names?.test(ownName)) ?? "chat";
}

/** The row of a format, as its declared type: the table's own type knows which members each row leaves out. */
export function editFormat(name: EditFormatName): EditFormat {
  return editFormats[name];
}

function formatNames(): readonly EditFormatName[] {
  return Object.keys(editFormats).filter((name): name is EditFormatName => Object.hasOwn(editFormats, name));
}
