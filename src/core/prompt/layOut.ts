import type { PromptParts } from "../types/model.ts";
import { formatSplit } from "./formatSplit.ts";
import type { PromptChoices } from "./promptChoices.ts";

/** Returns the parts as a client receives them: as they are, or with the snippets as comments in the prefix. */
export function layOut(
  parts: PromptParts,
  { layout, commentStyle }: Pick<PromptChoices, "layout" | "commentStyle">,
): PromptParts {
  const styled: PromptParts = commentStyle === "line" ? parts : { ...parts, commentStyle };
  return layout === "files" ? styled : { ...styled, prefix: formatSplit(styled).prompt, snippets: [] };
}
