import type { Snippet } from "../types/snippet.ts";

/** Shares of a prompt's tokens that are reserved for each part. They sum to 1. */
export interface PromptShares {
  readonly prefix: number;
  readonly suffix: number;
  readonly snippets: number;
}

/** Order of the snippets: "stable" keeps a server's prompt cache valid, "bestLast" puts the best one next to the code. */
export const snippetOrders = ["stable", "bestLast"] as const;
export type SnippetOrder = (typeof snippetOrders)[number];

/** Snippets as files, in the model's own markers where it has some, or always as comments above the code. */
export const promptLayouts = ["files", "comments"] as const;
export type PromptLayout = (typeof promptLayouts)[number];

/** How snippets become comments. Languages that have only one of the two kinds use that one. */
export const commentStyles = ["line", "block"] as const;
export type CommentStyle = (typeof commentStyles)[number];

/** How a prompt is made of the cursor's text and the snippets. */
export interface PromptChoices {
  readonly shares: PromptShares;
  /** Maximum number of snippets of each kind; infinite for as many as fit, 0 for none. */
  readonly most: Readonly<Record<Snippet["kind"], number>>;
  readonly order: SnippetOrder;
  readonly layout: PromptLayout;
  readonly commentStyle: CommentStyle;
}

export const usualPrompt: PromptChoices = {
  shares: { prefix: 0.5, suffix: 0.15, snippets: 0.35 },
  most: {
    window: Number.POSITIVE_INFINITY,
    outline: Number.POSITIVE_INFINITY,
    definition: Number.POSITIVE_INFINITY,
  },
  order: "stable",
  layout: "files",
  commentStyle: "line",
};
