import type { Cursor } from "../types/cursor.ts";
import type { PromptParts } from "../types/model.ts";
import type { Snippet } from "../types/snippet.ts";
import type { LineRange } from "../types/source.ts";
import { estimateTokens } from "./estimateTokens.ts";

/** What a prompt may cost. */
export interface TokenBudget {
  /** Upper bound of the estimated tokens of the whole prompt. */
  readonly maxTokens: number;
  /**
   * Tokens a millisecond that the server was measured to process of a prompt; absent while unknown. A slow server's
   * prompt is its latency, so it gets a shorter one.
   */
  readonly tokensPerMs?: number | undefined;
}

/** What prefix, suffix and snippets are each sure of, however much the others could use. */
const shares = { prefix: 0.5, suffix: 0.15, snippets: 0.35 } as const;
/** Milliseconds that processing a prompt may take before it is made shorter. */
const promptMs = 500;
/** No prompt is made shorter than this for speed. */
const leastTokens = 256;
/** A snippet whose worth per token is below this share of the best one's is not worth its tokens. */
const leastWorth = 0.05;
/** Path line and line ends round a snippet. */
const headerTokens = 4;

/**
 * Cuts cursor and snippets down to a budget. Prefix, suffix and snippets are each sure of their share; what one does
 * not need goes to the others, the prefix first. Whole lines only, but for a cursor line longer than its share.
 * Deterministic; the same snippets come in the same order and the prefix begins at the same line while someone
 * types, so that a server's prompt cache holds.
 */
export function fitBudget(cursor: Cursor, snippets: readonly Snippet[], budget: TokenBudget): PromptParts {
  const total = affordable(budget);
  const above = cursor.prefix.split("\n").reverse();
  const below = cursor.suffix.split("\n");
  const worthy = worthTheirTokens(snippets);
  const room = divide(total, {
    prefix: takeLines(above, total).tokens,
    suffix: takeLines(below, total).tokens,
    snippets: worthy.reduce((sum, each) => sum + each.tokens, 0),
  });
  const prefix = stablePrefix(cursor.line, above, takeLines(above, room.prefix).lines, room.prefix);
  const suffix = takeLines(below, room.suffix).lines;
  const shown = { startLine: cursor.line - prefix.split("\n").length + 1, endLine: cursor.line + suffix.length };
  const unseen = takeSnippets(worthy, room.snippets).filter((snippet) => !isShown(snippet, cursor, shown));
  const { path, languageId } = cursor;
  return { path, languageId, prefix, suffix: suffix.join("\n"), snippets: inStableOrder(unseen) };
}

/** Whether part of a snippet from the cursor's own file stands in the prompt anyhow: nothing is sent twice. */
function isShown(snippet: Snippet, { uri }: Cursor, shown: LineRange): boolean {
  return snippet.uri === uri && snippet.startLine < shown.endLine && snippet.endLine > shown.startLine;
}

/** Tokens that both the budget and the server's speed allow. */
function affordable({ maxTokens, tokensPerMs }: TokenBudget): number {
  if (tokensPerMs === undefined) return maxTokens;
  return Math.min(maxTokens, Math.max(leastTokens, Math.floor(tokensPerMs * promptMs)));
}

type Part = keyof typeof shares;

/** Everyone gets what it needs up to its share; what is left goes to the prefix, then to snippets, then to the suffix. */
function divide(total: number, needs: Readonly<Record<Part, number>>): Readonly<Record<Part, number>> {
  const room = {
    prefix: Math.min(needs.prefix, total * shares.prefix),
    suffix: Math.min(needs.suffix, total * shares.suffix),
    snippets: Math.min(needs.snippets, total * shares.snippets),
  };
  let spare = total - room.prefix - room.suffix - room.snippets;
  for (const part of ["prefix", "snippets", "suffix"] as const) {
    const more = Math.min(spare, needs[part] - room[part]);
    room[part] += more;
    spare -= more;
  }
  return room;
}

/** Lines from the first on that fit; the first, the cursor's own, always does. */
function takeLines(
  lines: readonly string[],
  maxTokens: number,
): { readonly lines: readonly string[]; readonly tokens: number } {
  let tokens = 0;
  for (const [index, line] of lines.entries()) {
    const cost = lineTokens(line);
    if (index > 0 && tokens + cost > maxTokens) return { lines: lines.slice(0, index), tokens };
    tokens += cost;
  }
  return { lines, tokens };
}

function lineTokens(line: string): number {
  return estimateTokens(line) + 1;
}

/** The smallest step in which a long prefix's first line moves. */
const startStep = 16;

/**
 * The prefix with its first line at a multiple of a fixed step, so that it stays put for many keystrokes:
 * up to a quarter of the lines that fit are given up for that.
 */
function stablePrefix(
  cursorLine: number,
  above: readonly string[],
  fitting: readonly string[],
  maxTokens: number,
): string {
  const kept = fitting.length === above.length ? fitting : fitting.slice(0, stableCount(cursorLine, fitting.length));
  const [cursorText = "", ...rest] = kept;
  return [cutLine(cursorText, maxTokens), ...rest].reverse().join("\n");
}

function stableCount(cursorLine: number, count: number): number {
  let step = startStep;
  while (step > 1 && step > count / 4) step /= 2;
  while (step * 8 <= count) step *= 2;
  const first = cursorLine - count + 1;
  return cursorLine - Math.ceil(first / step) * step + 1;
}

/** A line longer than all its room, as minified code has it, keeps what stands next to the cursor. */
function cutLine(line: string, maxTokens: number): string {
  const tokens = lineTokens(line);
  if (tokens <= maxTokens) return line;
  return line.slice(line.length - Math.floor((line.length * maxTokens) / tokens));
}

interface Weighed {
  readonly snippet: Snippet;
  readonly tokens: number;
  /** Worth of a token. */
  readonly worth: number;
}

/** Snippets by worth per token, best first, up to where the next one is not worth its tokens. */
function worthTheirTokens(snippets: readonly Snippet[]): readonly Weighed[] {
  const weighed = snippets
    .map((snippet) => {
      const tokens = estimateTokens(snippet.text) + estimateTokens(snippet.path) + headerTokens;
      return { snippet, tokens, worth: snippet.score / tokens };
    })
    .sort((a, b) => b.worth - a.worth || compareSnippets(a.snippet, b.snippet));
  const best = weighed[0]?.worth ?? 0;
  return weighed.filter(({ worth }) => worth > 0 && worth >= best * leastWorth);
}

/** Whole snippets as long as they fit; a smaller one may follow one that was too large. */
function takeSnippets(weighed: readonly Weighed[], maxTokens: number): readonly Snippet[] {
  let used = 0;
  return weighed
    .filter(({ tokens }) => {
      if (used + tokens > maxTokens) return false;
      used += tokens;
      return true;
    })
    .map(({ snippet }) => snippet);
}

/** What changes least comes first: code, then definitions and outlines: they tell what is missing here. */
const kindOrder = { window: 0, definition: 1, outline: 2 } as const satisfies Record<Snippet["kind"], number>;

function inStableOrder(snippets: readonly Snippet[]): readonly Snippet[] {
  return [...snippets].sort(compareSnippets);
}

function compareSnippets(a: Snippet, b: Snippet): number {
  if (a.kind !== b.kind) return kindOrder[a.kind] - kindOrder[b.kind];
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return a.startLine - b.startLine;
}
