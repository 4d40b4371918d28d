import type { Snippet } from "../../core/types/snippet.ts";
import { bestSimilarity } from "./editSimilarity.ts";
import { identifiersOf } from "./identifiers.ts";
import type { ReplayCase } from "./replayCase.ts";
import type { WantedIdentifiers } from "./wantedIdentifiers.ts";

/** The text of a snippet and where it is from: all that the score of a retrieval looks at. */
export type ScoredSnippet = Pick<Snippet, "path" | "text">;

/** What one retrieval was worth in one case. Shares are in [0, 1]; undefined where the case does not ask for it. */
export interface RetrievalScore {
  /** Share of the wanted identifiers of the target line that stand in the snippets. */
  readonly recall: number | undefined;
  readonly recallBlock: number | undefined;
  /** Best edit similarity between the full target line and any line of the snippets. */
  readonly similarity: number;
  /** Whether the rest of the line stands verbatim in a snippet; asked of rests of six characters or more. */
  readonly restCopied: boolean | undefined;
  /** Tokens charged, at four characters each. */
  readonly tokens: number;
  readonly snippets: number;
}

/** What a snippet is charged: its text, a header with its path, and their line ends, at four characters a token. */
export function chargedTokens({ path, text }: ScoredSnippet): number {
  return Math.ceil((text.length + path.length + 5) / 4);
}

/** Scores snippets against the text that was written, charging them in order; see "retrieval" in docs/replay.md. */
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

/** The target's whole line, with what stood before the cursor, trimmed. */
export function fullTargetLine({ prefix, targetLine }: ReplayCase): string {
  return (prefix.slice(prefix.lastIndexOf("\n") + 1) + targetLine).trim();
}

/** The snippet that overflows the budget is cut at a line end, the rest is dropped. */
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

/** Less room than this many characters is left unused. */
const leastRoom = 20;

function cutToFit(snippet: ScoredSnippet, tokens: number): ScoredSnippet | undefined {
  const room = tokens * 4 - 5 - snippet.path.length;
  if (room < leastRoom) return undefined;
  const end = snippet.text.lastIndexOf("\n", room - 1);
  const text = snippet.text.slice(0, Math.max(0, end));
  return text.trim() === "" ? undefined : { ...snippet, text };
}
