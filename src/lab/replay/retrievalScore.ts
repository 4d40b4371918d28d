import type { Snippet } from "../../core/types/snippet.ts";
import { bestSimilarity } from "./editSimilarity.ts";
import { identifiersOf } from "./identifiers.ts";
import type { ReplayCase } from "./replayCase.ts";
import type { WantedIdentifiers } from "./wantedIdentifiers.ts";

/** The parts of a snippet that its score depends on. */
export type ScoredSnippet = Pick<Snippet, "path" | "text">;

/** Score of a retrieval in one case, in [0, 1]; undefined if the figure does not apply to the case. */
export interface RetrievalScore {
  /** Share of the target line's wanted identifiers that the snippets contain. */
  readonly recall: number | undefined;
  readonly recallBlock: number | undefined;
  /** Best edit similarity of the full target line with any line of the snippets. */
  readonly similarity: number;
  /** Whether a snippet contains the rest of the line verbatim; undefined for less than six characters. */
  readonly restCopied: boolean | undefined;
  /** Charged tokens, at four characters each. */
  readonly tokens: number;
  readonly snippets: number;
}

/** Returns the tokens of a snippet: its text, a header with its path, and line ends, at four characters each. */
export function chargedTokens({ path, text }: ScoredSnippet): number {
  return Math.ceil((text.length + path.length + 5) / 4);
}

/** Scores snippets against the written text and charges them in order, as docs/replay.md defines. */
export function scoreRetrieval(
  replayCase: ReplayCase,
  wanted: WantedIdentifiers,
  snippets: readonly ScoredSnippet[],
  maxTokens: number,
): RetrievalScore {
  const { charged, tokens } = chargeSnippets(snippets, maxTokens);
  const text = charged.map((snippet) => snippet.text).join("\n");
  const found = identifiersOf(text);
  const share = (names: readonly string[]): number | undefined =>
    names.length === 0 ? undefined : names.filter((name) => found.has(name)).length / names.length;
  const rest = replayCase.targetLine.trim();
  const lines = new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line.length > 3),
  );
  return {
    recall: share(wanted.line),
    recallBlock: share(wanted.block),
    similarity: bestSimilarity(fullTargetLine(replayCase), lines),
    restCopied: rest.length < 6 ? undefined : text.includes(rest),
    tokens,
    snippets: charged.length,
  };
}

/** Returns the target's whole line, including the text before the cursor, trimmed. */
export function fullTargetLine({ prefix, targetLine }: ReplayCase): string {
  return (prefix.slice(prefix.lastIndexOf("\n") + 1) + targetLine).trim();
}

/** Charges snippets in order. The one that exceeds the budget is cut at a line end, and the rest is dropped. */
function chargeSnippets(snippets: readonly ScoredSnippet[], maxTokens: number) {
  const charged: ScoredSnippet[] = [];
  let tokens = 0;
  for (const snippet of snippets) {
    const cost = chargedTokens(snippet);
    if (tokens + cost > maxTokens) {
      const cut = cutToFit(snippet, maxTokens - tokens);
      if (cut) charged.push(cut);
      return { charged, tokens: cut ? maxTokens : tokens };
    }
    tokens += cost;
    charged.push(snippet);
  }
  return { charged, tokens };
}

/** Minimum characters for a cut snippet. Less room stays unused. */
const leastRoom = 20;

function cutToFit(snippet: ScoredSnippet, tokens: number): ScoredSnippet | undefined {
  const room = tokens * 4 - 5 - snippet.path.length;
  if (room < leastRoom) return undefined;
  const end = snippet.text.lastIndexOf("\n", room - 1);
  const text = snippet.text.slice(0, Math.max(0, end));
  return text.trim() === "" ? undefined : { ...snippet, text };
}
