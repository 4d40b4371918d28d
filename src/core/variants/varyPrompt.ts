import type { PromptChoices } from "../prompt/promptChoices.ts";
import { snippetKinds, type VariantChoices } from "./variant.ts";

/** The choices of a prompt with those of a variant in their place. */
export function varyPrompt(prompt: PromptChoices, choices: VariantChoices): PromptChoices {
  return {
    shares: choices.shares ?? prompt.shares,
    most: varyCounts(prompt.most, choices.snippets),
    order: choices.order ?? prompt.order,
    layout: choices.layout ?? prompt.layout,
    commentStyle: choices.commentStyle ?? prompt.commentStyle,
  };
}

function varyCounts(usual: PromptChoices["most"], snippets: VariantChoices["snippets"] = {}): PromptChoices["most"] {
  const most = { ...usual };
  for (const kind of snippetKinds) {
    const chosen = snippets[kind];
    if (chosen !== undefined) most[kind] = typeof chosen === "number" ? chosen : chosen ? Number.POSITIVE_INFINITY : 0;
  }
  return most;
}
