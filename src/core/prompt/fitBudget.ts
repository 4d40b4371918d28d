import type { Cursor } from "../types/cursor.ts";
import type { PromptParts } from "../types/model.ts";
import type { Snippet } from "../types/snippet.ts";
import type { LineRange } from "../types/source.ts";
import { estimateTokens } from "./estimateTokens.ts";
import { type PromptChoices, type PromptShares, usualPrompt } from "./promptChoices.ts";

/** Limits of a prompt. */
export interface TokenBudget {
  /** Upper bound of the estimated tokens of the whole prompt. */
  readonly maxTokens: number;
  /**
   * Measured speed at which the server processes prompts, in tokens per millisecond; undefined while unknown. A slow
   * server gets a shorter prompt, because the prompt determines its latency.
   */
  readonly tokensPerMs?: number | undefined;
  /** How the prompt is made; {@link usualPrompt} by default. */
  readonly choices?: PromptChoices | undefined;
}

/** Milliseconds that a server may need for a prompt. A longer prompt is shortened. */
const promptMs = 500;
/** A prompt is not shortened below this number of tokens. */
const leastTokens = 256;
/** Snippets whose value per token is below this share of the best one's are dropped. */
const leastWorth = 0.05;
/** Tokens of the path line and the line ends around a snippet. */
const headerTokens = 4;

/**
 * Cuts the text around the cursor and the snippets to a budget. Prefix, suffix and snippets each have a reserved share;
 * what one does not need goes to the others, to the prefix first. Only whole lines are used, unless the cursor's line
 * is longer than its share. Deterministic: while the user types, the same snippets come in the same order and the prefix
 * starts at the same line, so that a server's prompt cache stays valid.
 */
export function fitBudget(cursor: Cursor, snippets: readonly Snippet[], budget: TokenBudget): PromptParts {
  const total = affordable(budget);
  const { shares, most, order } = budget.choices ?? usualPrompt;
  const above = takeLines(linesUp(cursor.prefix), total);
  const below = takeLines(linesDown(cursor.suffix), total);
  const worthy = worthTheirTokens(snippets.filter(({ kind }) => most[kind] > 0));
  const needs = {
    prefix: above.tokens.at(-1) ?? 0,
    suffix: below.tokens.at(-1) ?? 0,
    snippets: worthy.reduce((sum, each) => sum + each.tokens, 0),
  };
  const room = divide(total, needs, shares);
  const prefix = stablePrefix(cursor.line, above, room.prefix);
  const suffix = below.lines.slice(0, countFitting(below, room.suffix));
  const shown = { startLine: cursor.line - prefix.split("\n").length + 1, endLine: cursor.line + suffix.length };
  const taken = takeSnippets(worthy, room.snippets, most);
  const unseen = taken.filter((snippet) => !isShown(snippet, cursor, shown));
  const { path, languageId } = cursor;
  return { path, languageId, prefix, suffix: suffix.join("\n"), snippets: [...unseen].sort(comparisons[order]) };
}

/** Whether a snippet overlaps with the shown lines of the cursor's file: nothing is sent twice. */
function isShown(snippet: Snippet, { uri }: Cursor, shown: LineRange): boolean {
  return snippet.uri === uri && snippet.startLine < shown.endLine && snippet.endLine > shown.startLine;
}

/** Returns the tokens that both the budget and the server's speed allow. */
function affordable({ maxTokens, tokensPerMs }: TokenBudget): number {
  if (tokensPerMs === undefined) return maxTokens;
  return Math.min(maxTokens, Math.max(leastTokens, Math.floor(tokensPerMs * promptMs)));
}

type Part = keyof PromptShares;

/** Gives each part what it needs up to its share, then the rest to the prefix, the snippets and the suffix, in turn. */
function divide(total: number, needs: Readonly<Record<Part, number>>, shares: PromptShares): PromptShares {
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

/** Lines that fit, nearest to the cursor first. */
interface TakenLines {
  readonly lines: readonly string[];
  /** For each line, the tokens up to it. */
  readonly tokens: readonly number[];
  /** There are no more. */
  readonly isAll: boolean;
}

/** Takes lines while they fit. The first one, the cursor's line, is always taken. */
function takeLines(from: Iterable<string>, maxTokens: number): TakenLines {
  const lines: string[] = [];
  const tokens: number[] = [];
  let sum = 0;
  for (const line of from) {
    sum += lineTokens(line);
    if (lines.length > 0 && sum > maxTokens) return { lines, tokens, isAll: false };
    lines.push(line);
    tokens.push(sum);
  }
  return { lines, tokens, isAll: true };
}

/** How many of the lines fit into fewer tokens; at least the cursor's line. */
function countFitting({ tokens }: TakenLines, maxTokens: number): number {
  const count = tokens.findIndex((sum, index) => index > 0 && sum > maxTokens);
  return count < 0 ? tokens.length : count;
}

/** The lines of a text, from the last one up: a budget needs few of those of a long file. */
function* linesUp(text: string): Generator<string> {
  let end = text.length;
  while (end >= 0) {
    const start = end === 0 ? 0 : text.lastIndexOf("\n", end - 1) + 1;
    yield text.slice(start, end);
    end = start - 1;
  }
}

function* linesDown(text: string): Generator<string> {
  let start = 0;
  while (start >= 0) {
    const end = text.indexOf("\n", start);
    yield end < 0 ? text.slice(start) : text.slice(start, end);
    start = end < 0 ? -1 : end + 1;
  }
}

function lineTokens(line: string): number {
  return estimateTokens(line) + 1;
}

/** Smallest step, in lines, by which the first line of a long prefix moves. */
const startStep = 16;

/**
 * Returns the prefix with its first line at a multiple of a fixed step, so that it is the same for many keystrokes. Up
 * to a quarter of the lines that fit are dropped for that.
 */
function stablePrefix(cursorLine: number, above: TakenLines, maxTokens: number): string {
  const count = countFitting(above, maxTokens);
  const isAll = above.isAll && count === above.lines.length;
  const [cursorText = "", ...rest] = above.lines.slice(0, isAll ? count : stableCount(cursorLine, count));
  return [cutLine(cursorText, maxTokens), ...rest].reverse().join("\n");
}

function stableCount(cursorLine: number, count: number): number {
  let step = startStep;
  while (step > 1 && step > count / 4) step /= 2;
  while (step * 8 <= count) step *= 2;
  const first = cursorLine - count + 1;
  return cursorLine - Math.ceil(first / step) * step + 1;
}

/** Cuts a line that is longer than its budget, such as minified code, and keeps the part next to the cursor. */
function cutLine(line: string, maxTokens: number): string {
  const tokens = lineTokens(line);
  if (tokens <= maxTokens) return line;
  return line.slice(line.length - Math.floor((line.length * maxTokens) / tokens));
}

interface Weighed {
  readonly snippet: Snippet;
  readonly tokens: number;
  /** Value per token. */
  readonly worth: number;
}

/** Returns snippets by value per token, best first, without those that are not worth their tokens. */
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

/** Takes whole snippets that fit, in order. A smaller one may follow one that did not fit. */
function takeSnippets(weighed: readonly Weighed[], maxTokens: number, most: PromptChoices["most"]): readonly Snippet[] {
  const left = { ...most };
  let used = 0;
  return weighed
    .filter(({ tokens, snippet: { kind } }) => {
      if (used + tokens > maxTokens || left[kind] <= 0) return false;
      used += tokens;
      left[kind]--;
      return true;
    })
    .map(({ snippet }) => snippet);
}

/** Order in the prompt. What changes least comes first, so that a server's prompt cache stays valid. */
const kindOrder = { window: 0, definition: 1, outline: 2 } as const satisfies Record<Snippet["kind"], number>;

function compareSnippets(a: Snippet, b: Snippet): number {
  if (a.kind !== b.kind) return kindOrder[a.kind] - kindOrder[b.kind];
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return a.startLine - b.startLine;
}

const comparisons = {
  stable: compareSnippets,
  bestLast: (a, b) => a.score - b.score || compareSnippets(a, b),
} as const satisfies Record<PromptChoices["order"], (a: Snippet, b: Snippet) => number>;
