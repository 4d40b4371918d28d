import type { CommentStyle, PromptLayout, PromptShares, SnippetOrder } from "../prompt/promptChoices.ts";
import type { Snippet } from "../types/snippet.ts";
import { translatable } from "../util/translatable.ts";

/** The kinds of snippets that a variant can choose, in the order in which an index lists them. */
export const snippetKinds = ["window", "outline", "definition"] as const satisfies readonly Snippet["kind"][];

export const delays = ["short", "balanced", "long"] as const;
export const eagernesses = ["quiet", "balanced", "eager"] as const;

/** What a variant does differently; what is undefined is as the settings say. */
export interface VariantChoices {
  readonly eagerness?: (typeof eagernesses)[number] | undefined;
  readonly maxLines?: number | undefined;
  readonly waitForModel?: number | undefined;
  readonly delay?: (typeof delays)[number] | undefined;
  /** Name of the model, at the configured server. */
  readonly model?: string | undefined;
  /** Tokens of the whole prompt. */
  readonly maxTokens?: number | undefined;
  /** They sum to 1. */
  readonly shares?: PromptShares | undefined;
  /** At most this many snippets of a kind; true for as many as fit, false for none. */
  readonly snippets?: Readonly<Partial<Record<Snippet["kind"], number | boolean>>> | undefined;
  readonly order?: SnippetOrder | undefined;
  readonly layout?: PromptLayout | undefined;
  readonly commentStyle?: CommentStyle | undefined;
}

/** A named set of choices. */
export interface Variant {
  readonly name: string;
  readonly description?: string | undefined;
  readonly choices: VariantChoices;
}

/** The variant that changes nothing. Its name is translated where it is shown. */
export const settingsVariant: Variant = { name: translatable("Your settings"), choices: {} };
